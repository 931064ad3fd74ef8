import path from 'node:path'

import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'

import type { Context } from '#desk-kit'
import { desks } from '#desks'
import { OPERATOR } from '#kit'
import { type Db, fixedClock } from '#platform'
import { openAppender, resolveAsking } from '#register'

import { cliOn, NOW } from './cli-runner.ts'
import { describeOnEngines } from './database.ts'
import { TWELVE_DATES } from './twelve-dates.ts'

// What issue 4 says the record must show of the mandate, asked of the example mission as it is shipped.

const obligationsSchema = z.array(
  z.looseObject({
    subject: z.string(),
    trigger: z.string().nullable(),
    state: z.string(),
    due: z.string().nullable(),
  }),
)

const saidSchema = z.array(z.looseObject({ says: z.string(), chosen: z.boolean() }))
const countSchema = z.looseObject({
  low: z.number().nullable(),
  high: z.number().nullable(),
  disputed: z.boolean(),
})
const instrumentsSchema = z.array(
  z.looseObject({
    subject: z.string(),
    meeting: saidSchema,
    adopted: saidSchema,
    until: saidSchema,
    inFavour: countSchema.nullable(),
    ceilings: z.array(z.object({ component: z.string(), figure: countSchema })),
    goesOnFrom: z.array(z.looseObject({ instrument: z.string(), how: z.string() })),
    paragraphs: z.array(z.looseObject({ says: z.string() })),
  }),
)

const MEET = 'mandate/do/meet-obligation?duty='
const MEET_REVIEW = `${MEET}obligation-review-2699&due=2024-07-02`
const MEET_BELIZE = `${MEET}obligation-intent-2699&due=2024-09-12&trigger=arrival-first-blz`

const mandate = desks.find(({ name }) => name === 'mandate')

/** What somebody is who asks on a day and knows what was known on it. */
function onDay(db: Db, day: string): Context {
  const clock = fixedClock(`${day}T18:00:00.000Z`)
  const appender = openAppender({ db, clock, delayHours: 72 })
  return { db, clock, appender, mission: 'mss-haiti', actor: OPERATOR }
}

async function rowsOf(ctx: Context, account: string): Promise<unknown> {
  const asked = mandate?.accounts.find(({ name }) => name === account)
  return (await asked?.run(ctx, await resolveAsking(ctx, ctx.mission, {})))?.rows
}

describe('the table by hand', () => {
  test('is of twelve dates', () => {
    expect(Object.keys(TWELVE_DATES)).toHaveLength(12)
  })
})

describeOnEngines('the mandate under 2699, 2751 and 2793', (open) => {
  let db: Db

  beforeAll(async () => {
    ;({ db } = await open())
    await cliOn(db, fixedClock(NOW))('load', path.resolve('missions/mss-haiti'))
  })

  const obligations = async (day: string) =>
    obligationsSchema
      .parse(await rowsOf(onDay(db, day), 'obligations'))
      .map(({ subject, trigger, state, due }) => [trigger ?? subject, state, due])

  const instruments = async (day: string) =>
    instrumentsSchema.parse(await rowsOf(onDay(db, day), 'instruments'))

  const instrument = async (day: string, name: string) =>
    (await instruments(day)).find(({ subject }) => subject === name)

  test.each(Object.entries(TWELVE_DATES))(
    'on %s obligations stand as written by hand',
    async (day, expected) => {
      expect(await obligations(day)).toEqual(expected)
    },
  )

  test('before the first resolution nothing is owed and nothing authorises', async () => {
    expect(await obligations('2023-10-01')).toEqual([])
    expect(await instruments('2023-10-01')).toEqual([])
  })

  test('a term stays with its instrument when a later one prolongs it', async () => {
    expect(await instrument('2025-01-04', 's-res-2699')).toMatchObject({
      meeting: [{ says: '9430th', chosen: true }],
      until: [{ says: '2024-10-02', chosen: true }],
      inFavour: { low: 13, high: 13, disputed: false },
      goesOnFrom: [],
    })
    expect(await instrument('2025-01-04', 's-res-2751')).toMatchObject({
      until: [{ says: '2025-10-02' }],
      inFavour: { low: 15, high: 15 },
      goesOnFrom: [{ instrument: 's-res-2699', how: 'extends' }],
    })
  })

  test('the instrument stands first, and what others say of it beside it', async () => {
    const force = await instrument('2026-07-15', 's-res-2793')
    expect(force).toMatchObject({
      adopted: [
        { says: '2025-09-30', chosen: true },
        { says: '2025-10-01', chosen: false },
      ],
      until: [{ says: '2026-10-02' }],
      inFavour: { low: 12, high: 12, disputed: true },
      goesOnFrom: [{ instrument: 's-res-2751', how: 'replaces' }],
    })
    expect(
      force?.ceilings.map(({ component, figure }) => [component, figure.high, figure.disputed]),
    ).toEqual([
      ['all', 5550, true],
      ['uniformed', 5500, false],
      ['civilian', 50, false],
    ])
    expect(force?.paragraphs).toHaveLength(7)
  })

  test('what waits and what the calendar holds follow from the rules on record', async () => {
    // The rules on warnings of the example were laid down in June 2026; before, nobody is warned.
    const later = onDay(db, '2026-07-15')
    const asked = async (validOn: string) => resolveAsking(later, later.mission, { validOn })
    const waits = (await mandate?.duties?.(later, await asked('2025-09-05'))) ?? []
    expect(
      waits
        .filter(({ sort }) => sort === 'mandate.waits.term')
        .map(({ due, since }) => [due, since]),
    ).toEqual([['2025-10-02', '2025-09-02T00:00:00Z']])
    const then = onDay(db, '2024-09-30')
    const overdue =
      (await mandate?.duties?.(then, await resolveAsking(then, then.mission, {}))) ?? []
    expect(overdue.map(({ sort, due, path: at }) => [sort, due, at])).toEqual([
      ['mandate.waits.overdue', '2024-09-12', MEET_BELIZE],
      ['mandate.waits.overdue', '2024-07-02', MEET_REVIEW],
    ])
    const dates = (await mandate?.calendar?.(later, await asked('2026-01-15'))) ?? []
    expect(
      dates
        .filter(({ from }) => from > '2026-01-15')
        .map(({ key, from, until, state }) => [key, from, until, state])
        .toSorted((a, b) => (String(a[1]) < String(b[1]) ? -1 : 1)),
    ).toEqual([
      ['mandate.term/term-binuh', '2026-01-31', null, 'certain'],
      ['mandate.obligation/obligation-unsoh-binuh/2026-02-01', '2026-02-01', null, 'certain'],
      [
        'mandate.obligation/obligation-mou-gsf/[2026-02-01..2026-02-28]',
        '2026-02-01',
        '2026-02-28',
        'possible',
      ],
      ['mandate.obligation/obligation-unsoh/2026-03-30', '2026-03-30', null, 'certain'],
      ['mandate.term/term-sanctions-2653', '2026-10-01', '2026-10-31', 'possible'],
      ['mandate.term/term-gsf', '2026-10-02', null, 'certain'],
    ])
  })
})
