import path from 'node:path'

import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

import type { Context } from '#desk-kit'
import { desks } from '#desks'
import { OPERATOR } from '#kit'
import { fixedClock } from '#platform'
import { openAppender, resolveAsking } from '#register'

import { cliOn, NOW } from './cli-runner.ts'
import { describeOnEngines } from './database.ts'
import { TWELVE_DATES } from './twelve-dates.ts'

// What issue 4 says the record must show of obligations, asked of the example mission as it is shipped.

const rowsSchema = z.array(
  z.looseObject({
    subject: z.string(),
    trigger: z.string().nullable(),
    state: z.string(),
    due: z.string().nullable(),
  }),
)

describeOnEngines('obligations under 2699, 2751 and 2793', (open) => {
  let ask: (day: string) => Promise<readonly (readonly [string, string, string | null])[]>

  beforeAll(async () => {
    const { db } = await open()
    await cliOn(db, fixedClock(NOW))('load', path.resolve('missions/mss-haiti'))
    const account = desks
      .flatMap(({ accounts }) => accounts)
      .find(({ name }) => name === 'obligations')
    ask = async (day) => {
      const clock = fixedClock(`${day}T18:00:00.000Z`)
      const appender = openAppender({ db, clock, delayHours: 72 })
      const ctx: Context = { db, clock, appender, mission: 'mss-haiti', actor: OPERATOR }
      const answer = await account?.run(ctx, await resolveAsking(ctx, ctx.mission, {}))
      return rowsSchema
        .parse(answer?.rows)
        .map(({ subject, trigger, state, due }) => [trigger ?? subject, state, due] as const)
    }
  })

  test.each(Object.entries(TWELVE_DATES))(
    'on %s they stand as written by hand',
    async (day, expected) => {
      expect(await ask(day)).toEqual(expected)
    },
  )

  test('before the first resolution nothing is owed', async () => {
    expect(await ask('2023-10-01')).toEqual([])
  })

  test('a table of twelve dates', () => {
    expect(Object.keys(TWELVE_DATES)).toHaveLength(12)
  })
})
