import { beforeAll, beforeEach, expect, test } from 'vitest'

import { PUBLIC } from '#kit'
import { type Db, fixedClock, type Statement } from '#platform'

import { describeOnEngines } from '../../test/database.ts'
import {
  aClaim,
  anApproval,
  aRelease,
  aSubject,
  MISSION,
  openRecord,
  RESTRICTED,
} from '../../test/drafts.ts'
import { anActor } from '../../test/people.ts'
import type { Appender } from './appender.ts'
import { resolveAsking } from './asking.ts'
import type { Draft } from './entry.ts'
import { inForce } from './in-force.ts'
import { once } from './once.ts'
import { openReaders, type Readers } from './readers.ts'

const NOW = '2026-11-21T08:00:00.000Z'
const AT = { validOn: '2024-03-08', knownAt: '2024-03-08' }
const OFFICER = anActor('an officer', 'officer')

describeOnEngines('what is recalled', (open) => {
  let appender: Appender
  let readers: Readers
  let asked: string[] = []
  const told: string[] = []
  const clock = fixedClock(NOW)

  beforeAll(async () => {
    const { db } = await open()
    appender = await openRecord(db, clock)
    readers = openReaders(listening(db, (name) => asked.push(name)))
    await put('one', aSubject('pledge-ben'))
  })
  beforeEach(() => {
    asked = []
  })

  const put = async (actor: string, ...drafts: readonly Draft[]) =>
    appender.append({ mission: MISSION, actor }, drafts)
  const seenBy = async (actor: typeof PUBLIC) => {
    const db = await readers.asking(actor, MISSION, NOW, (entry) => told.push(entry))
    const at = await resolveAsking({ db, clock }, MISSION, AT)
    return (await inForce(db, MISSION, 'all', at)).map(({ id }) => id)
  }

  test('what was answered once is not asked again, but for where the record ends', async () => {
    const claim = aClaim()
    await put('one', claim)
    expect(await seenBy(PUBLIC)).toEqual([claim.id])
    expect(asked).toContain('register-read-entries')
    asked = []
    expect(await seenBy(PUBLIC)).toEqual([claim.id])
    expect(asked).toContain('register-head')
    expect(asked).not.toContain('register-read-entries')
    expect(asked).not.toContain('register-standing-latest-and-head')
  })

  test('the next entry is seen by the next question', async () => {
    const before = await seenBy(PUBLIC)
    const claim = aClaim({ assertedBy: 'KEN' })
    await put('one', claim)
    expect(await seenBy(PUBLIC)).toEqual([...before, claim.id])
  })

  test('nobody is answered with what another was shown, and each showing is told', async () => {
    const secret = aClaim({ assertedBy: 'FRA', handling: RESTRICTED })
    await put('one', secret)
    told.length = 0
    expect(await seenBy(OFFICER)).toContain(secret.id)
    expect(await seenBy(OFFICER)).toContain(secret.id)
    expect(told.filter((entry) => entry === secret.id)).toHaveLength(2)
    expect(await seenBy(PUBLIC)).not.toContain(secret.id)
    expect(await seenBy(anActor('a reader', 'reader'))).not.toContain(secret.id)
  })

  test('what was recalled from everybody is shown to nobody of them any more', async () => {
    const claim = aClaim({ assertedBy: 'CAN' })
    await put('one', claim)
    expect(await seenBy(PUBLIC)).toContain(claim.id)
    const recall = aRelease([claim.id], { to: 'restricted' })
    await put('one', recall)
    await put('two', anApproval(recall.id))
    expect(await seenBy(PUBLIC)).not.toContain(claim.id)
    expect(await seenBy(OFFICER)).toContain(claim.id)
  })

  test('work of one name is done once for a question, and each time for whoever asks on', async () => {
    let done = 0
    const work = { name: 'counting', do: async () => (done += 1) }
    const question = await readers.asking(OFFICER, MISSION, NOW)
    expect([await once(question, work), await once(question, work)]).toEqual([1, 1])
    expect(await once(await readers.asking(OFFICER, MISSION, NOW), work)).toBe(2)
    const standing = await readers.as(OFFICER, MISSION, NOW)
    expect([await once(standing, work), await once(standing, work)]).toEqual([3, 4])
  })

  test('a question is answered at the state at which it began, whatever is put on record meanwhile', async () => {
    const db = await readers.asking(PUBLIC, MISSION, NOW)
    const at = await resolveAsking({ db, clock }, MISSION, AT)
    const before = await seenBy(PUBLIC)
    await put('one', aClaim({ saidAt: '2024-03-01T00:00:00Z' }))
    expect((await inForce(db, MISSION, 'all', at)).map(({ id }) => id)).toEqual(before)
    expect(await seenBy(PUBLIC)).not.toEqual(before)
    expect((await inForce(db, MISSION, ['forces.pledge'], at)).map(({ id }) => id)).toEqual(before)
  })
})

/** The same database, telling the name of each statement that a reader asks it. */
function listening(db: Db, heard: (name: string) => void): Db {
  return {
    ...db,
    as: (identity) => listening(db.as(identity), heard),
    async run<Row extends object>(statement: Statement, values: readonly unknown[]) {
      heard(statement.name)
      return db.run<Row>(statement, values)
    },
  }
}
