import { beforeAll, expect, test } from 'vitest'

import { type Actor, newId, PUBLIC } from '#kit'
import { type Db, fixedClock } from '#platform'

import { describeOnEngines } from '../../test/database.ts'
import {
  aClaim,
  anApproval,
  aRelation,
  aRelease,
  aSubject,
  MISSION,
  OPEN,
  openRecord,
  RESTRICTED,
} from '../../test/drafts.ts'
import { anActor } from '../../test/people.ts'
import type { Appender } from './appender.ts'
import { resolveAsking } from './asking.ts'
import type { Draft } from './entry.ts'
import { inForce, inForceOn } from './in-force.ts'
import { openReaders, type Readers } from './readers.ts'
import { rebuild } from './rebuild.ts'
import { listSaid } from './said.ts'
import { searchRecord } from './search.ts'

const NOW = '2026-11-21T08:00:00.000Z'
const AT = { validOn: '2024-03-08', knownAt: '2024-03-08' }
const READER = anActor('a reader', 'reader')
const OFFICER = anActor('an officer', 'officer')
const MEDIC = anActor('a medic', 'officer', { compartments: ['medical'] })

describeOnEngines('access', (open) => {
  let db: Db
  let readers: Readers
  let appender: Appender
  const clock = fixedClock(NOW)

  beforeAll(async () => {
    db = (await open()).db
    appender = await openRecord(db, clock)
    readers = openReaders(db)
    await put('one', aSubject('pledge-ben'), aSubject('secret', { handling: RESTRICTED }))
  })

  const put = async (actor: string, ...drafts: readonly Draft[]) =>
    appender.append({ mission: MISSION, actor }, drafts)
  const seenThrough = async (reader: Db, subject: string, recordAt?: number) => {
    const question = { ...AT, recordAt: recordAt === undefined ? undefined : String(recordAt) }
    const at = await resolveAsking({ db: reader, clock }, MISSION, question)
    return (await inForceOn(reader, MISSION, subject, at)).map(({ id }) => id)
  }
  const seenBy = async (actor: Actor, subject: string, recordAt?: number) => {
    const seen = await seenThrough(await readers.as(actor, MISSION, NOW), subject, recordAt)
    const asking = await readers.asking(actor, MISSION, NOW)
    expect(await seenThrough(asking, subject, recordAt)).toEqual(seen)
    return seen
  }
  const headSeq = async () => (await resolveAsking({ db, clock }, MISSION, {})).recordAt.seq

  test('what is restricted is seen by officers and never cuts what everybody sees', async () => {
    const open = aClaim({ valid: '2024-02-01/..', saidAt: '2024-02-01T12:00:00Z' })
    const closed = aClaim({
      handling: RESTRICTED,
      valid: '2024-02-20/..',
      saidAt: '2024-02-20T12:00:00Z',
    })
    await put('one', open)
    await put('one', closed)
    expect(await seenBy(PUBLIC, 'pledge-ben')).toEqual([open.id])
    expect(await seenBy(READER, 'pledge-ben')).toEqual([open.id])
    expect(await seenBy(OFFICER, 'pledge-ben')).toEqual([closed.id])
  })

  test('a release takes effect when somebody else approves it, from there on and not before', async () => {
    await put('one', aSubject('pledge-tcd'))
    const first = aClaim({ subject: 'pledge-tcd', saidAt: '2024-02-01T12:00:00Z' })
    const second = aClaim({
      subject: 'pledge-tcd',
      handling: RESTRICTED,
      saidAt: '2024-02-20T12:00:00Z',
    })
    const third = aClaim({
      subject: 'pledge-tcd',
      handling: RESTRICTED,
      saidAt: '2024-02-25T12:00:00Z',
    })
    await put('one', first, second, third)
    const before = await headSeq()
    const release = aRelease([second.id])
    await put('one', release)
    expect(await seenBy(PUBLIC, 'pledge-tcd')).toEqual([first.id])
    await expect(put('one', anApproval(release.id))).rejects.toThrow(
      'Nobody approves what they entered',
    )
    await put('two', anApproval(release.id))
    expect(await seenBy(PUBLIC, 'pledge-tcd')).toEqual([second.id])
    expect(await seenBy(OFFICER, 'pledge-tcd')).toEqual([third.id])
    expect(await seenBy(PUBLIC, 'pledge-tcd', before)).toEqual([first.id])
    expect(await seenBy(OFFICER, 'pledge-tcd', before)).toEqual([third.id])
    await expect(put('three', anApproval(release.id))).rejects.toThrow('approved already')
  })

  test('a recall hides at every state of the record, from whom it is meant to', async () => {
    await put('one', aSubject('pledge-sen'))
    const claim = aClaim({ subject: 'pledge-sen' })
    await put('one', claim)
    const before = await headSeq()
    const recall = aRelease([claim.id], { to: 'restricted' })
    await put('one', recall)
    await put('two', anApproval(recall.id))
    expect(await seenBy(PUBLIC, 'pledge-sen')).toEqual([])
    expect(await seenBy(PUBLIC, 'pledge-sen', before)).toEqual([])
    expect(await seenBy(OFFICER, 'pledge-sen')).toEqual([claim.id])
    expect(await seenBy(OFFICER, 'pledge-sen', before)).toEqual([claim.id])
  })

  test('a compartment is read by those let into it, whatever their role', async () => {
    await put('one', aSubject('case-1', { handling: { ...RESTRICTED, compartment: 'medical' } }))
    const claim = aClaim({
      subject: 'case-1',
      handling: { ...RESTRICTED, compartment: 'medical' },
    })
    await put('one', claim)
    expect(await seenBy(OFFICER, 'case-1')).toEqual([])
    expect(await seenBy(MEDIC, 'case-1')).toEqual([claim.id])
    expect(await seenBy(anActor('one', 'reporter'), 'case-1')).toEqual([claim.id])
  })

  test('what is under embargo stays at its desk until two people lift it, and not before its time', async () => {
    await put('one', aSubject('pledge-bdi'))
    const claim = aClaim({
      subject: 'pledge-bdi',
      handling: { ...OPEN, embargo: { reason: 'Next of kin', notBefore: '2027-01-01T00:00:00Z' } },
    })
    await put('one', claim)
    const elsewhere = anActor('elsewhere', 'officer', { desks: ['funds'] })
    expect(await seenBy(PUBLIC, 'pledge-bdi')).toEqual([])
    expect(await seenBy(elsewhere, 'pledge-bdi')).toEqual([])
    expect(await seenBy(OFFICER, 'pledge-bdi')).toEqual([claim.id])
    const lift = aRelease([claim.id])
    await put('one', lift)
    await expect(put('two', anApproval(lift.id))).rejects.toThrow(
      'may not be released as "public" before 2027',
    )
  })

  test('nothing goes further than what it rests on', async () => {
    await expect(put('one', aClaim({ subject: 'secret' }))).rejects.toThrow(
      'release the subject first',
    )
    const claim = aClaim({ subject: 'secret', handling: RESTRICTED })
    await put('one', claim)
    const release = aRelease([claim.id])
    await put('one', release)
    await expect(put('two', anApproval(release.id))).rejects.toThrow('rests on entry')
  })

  test('what takes a claim back counts for everybody at once, when it is as open as the claim', async () => {
    await put('one', aSubject('pledge-bgd'))
    const claim = aClaim({ subject: 'pledge-bgd' })
    const withdrawal = aRelation(claim.id, {
      handling: RESTRICTED,
      saidAt: '2024-03-01T12:00:00Z',
    })
    await put('one', claim)
    await put('one', withdrawal)
    expect(await seenBy(OFFICER, 'pledge-bgd')).toEqual([claim.id])
    const release = aRelease([withdrawal.id])
    await put('one', release)
    await put('two', anApproval(release.id))
    expect(await seenBy(OFFICER, 'pledge-bgd')).toEqual([])
    expect(await seenBy(PUBLIC, 'pledge-bgd')).toEqual([])
  })

  test('what may itself be replaced still replaces what was said before it, to whomever', async () => {
    await put('one', aSubject('pledge-gtm'))
    const about = { subject: 'pledge-gtm', valid: '2024-03-08' }
    const open = aClaim({ ...about, saidAt: '2024-02-01T12:00:00Z' })
    const sure = aClaim({ ...about, handling: RESTRICTED, saidAt: '2024-02-02T12:00:00Z' })
    const perhaps = aClaim({
      ...about,
      handling: RESTRICTED,
      valid: '2024-03',
      saidAt: '2024-02-03T12:00:00Z',
    })
    await put('one', open, sure, perhaps)
    expect(await seenBy(PUBLIC, 'pledge-gtm')).toEqual([open.id])
    expect(await seenBy(OFFICER, 'pledge-gtm')).toEqual([sure.id, perhaps.id])
  })

  test('what takes a claim back cannot itself be taken back before it counts', async () => {
    await put('one', aSubject('pledge-slv'))
    const claim = aClaim({ subject: 'pledge-slv' })
    const withdrawal = aRelation(claim.id, { handling: RESTRICTED })
    await put('one', claim, withdrawal)
    const undoing = aRelation(withdrawal.id, { handling: RESTRICTED })
    await expect(put('one', undoing)).rejects.toThrow('does not count yet')
    await expect(
      put('one', aRelation(claim.id, { handling: RESTRICTED, id: undoing.id })),
    ).resolves.toHaveLength(1)
  })

  test('whoever is left after a recall goes on seeing all that they saw', async () => {
    await put('one', aSubject('pledge-hnd'))
    const claim = aClaim({
      subject: 'pledge-hnd',
      handling: { ...RESTRICTED, release: 'confidential' },
    })
    await put('one', claim)
    const elsewhere = anActor('elsewhere', 'officer', { desks: ['funds'] })
    for (const to of ['public', 'restricted'] as const) {
      const release = aRelease([claim.id], { to })
      await put('one', release)
      await put('two', anApproval(release.id))
      const then = await headSeq()
      expect(await seenBy(elsewhere, 'pledge-hnd', then)).toEqual([claim.id])
    }
    const asPublic = (await headSeq()) - 2
    expect(await seenBy(elsewhere, 'pledge-hnd', asPublic)).toEqual([claim.id])
    expect(await seenBy(elsewhere, 'pledge-hnd', asPublic - 1)).toEqual([])
    expect(await seenBy(PUBLIC, 'pledge-hnd', asPublic)).toEqual([])
  })

  test('an audience is not made smaller and larger at once, which would open what was', async () => {
    await put('one', aSubject('pledge-btn'))
    const claim = aClaim({
      subject: 'pledge-btn',
      handling: { ...RESTRICTED, release: 'partner', compartment: 'medical' },
    })
    await put('one', claim)
    const aside = aRelease([claim.id], { to: 'restricted', compartment: null })
    await put('one', aside)
    await expect(put('two', anApproval(aside.id))).rejects.toThrow('at once')
    const before = await headSeq()
    for (const compartment of ['medical', null] as const) {
      const release = aRelease([claim.id], { to: 'restricted', compartment })
      await put('one', release)
      await put('two', anApproval(release.id))
    }
    expect(await seenBy(OFFICER, 'pledge-btn')).toEqual([claim.id])
    expect(await seenBy(OFFICER, 'pledge-btn', before)).toEqual([])
    expect(await seenBy(MEDIC, 'pledge-btn', before)).toEqual([claim.id])
  })

  test('a withheld source is neither shown nor found', async () => {
    await put('one', aSubject('pledge-jam'))
    const claim = aClaim({
      subject: 'pledge-jam',
      handling: RESTRICTED,
      reportedBy: 'KEN',
      note: 'From a zebra.',
    })
    await put('one', claim)
    const release = aRelease([claim.id], { withheld: ['source'] })
    await put('one', release)
    await put('two', anApproval(release.id))
    const at = await resolveAsking({ db, clock }, MISSION, AT)
    const asked = { at, page: { after: null, limit: 10 } }
    const found = async (actor: Actor, words: string) =>
      (await searchRecord(await readers.as(actor, MISSION, NOW), MISSION, words, asked)).items.map(
        ({ id }) => id,
      )
    expect(await found(PUBLIC, 'zebra')).toEqual([])
    expect(await found(OFFICER, 'zebra')).toEqual([claim.id])
    expect(await found(PUBLIC, 'jam')).toContain(claim.id)
    expect((await found(OFFICER, 'jam')).filter((id) => id === claim.id)).toHaveLength(1)
    const [shown] = await inForceOn(readers.portal, MISSION, 'pledge-jam', at)
    expect(shown).toMatchObject({ id: claim.id, reportedBy: null, note: null })
  })

  test('a place goes no further than its commune, and not before its delay', async () => {
    await put('one', aSubject('base', { place: 'PL-001' }))
    const recent = aClaim({
      subject: 'base',
      handling: RESTRICTED,
      valid: '2026-11-20',
      saidAt: '2026-11-20T12:00:00Z',
    })
    await expect(put('one', { ...recent, id: newId(), handling: OPEN })).rejects.toThrow(
      'may not be released as "public" before 2026-11-23',
    )
    await put('one', recent)
    const release = aRelease([recent.id])
    await put('one', release)
    await expect(put('two', anApproval(release.id))).rejects.toThrow('before 2026-11-23')
    const places = async (reader: Db) =>
      reader.run<{ body: string }>(
        {
          name: 'test-places',
          text: `SELECT body FROM register.payload p JOIN register.subject s USING (mission_id, seq) WHERE s.slug = 'base' AND part IN ('content', 'position') ORDER BY part`,
        },
        [],
      )
    expect((await places(readers.portal)).map(({ body }) => JSON.parse(body).place)).toEqual([
      'HT0112',
    ])
    const officer = await readers.as(OFFICER, MISSION, NOW)
    expect((await places(officer)).map(({ body }) => JSON.parse(body).place)).toEqual([
      'HT0112',
      'PL-001',
    ])
  })

  test('after all of it the derived tables are what the entries say', async () => {
    const { differences, rows } = await rebuild(db, MISSION, () => undefined)
    expect(differences).toEqual([])
    expect(rows).toBeGreaterThan(50)
  })

  test('whoever has no clearance sees nothing at all, whoever read before on the same connection', async () => {
    await seenBy(OFFICER, 'pledge-ben')
    const nobody = db.as({ role: 'rollcall_reader', settings: {} })
    for (const table of [
      'opening',
      'payload',
      'claim',
      'open_box',
      'search',
      'subject',
      'mission',
    ]) {
      const rows = await nobody.run(
        { name: `test-${table}`, text: `SELECT 1 FROM register.${table}` },
        [],
      )
      expect(rows).toEqual([])
    }
  })

  test('lists know what was open then, not only now', async () => {
    const at = await resolveAsking({ db, clock }, MISSION, { ...AT, recordAt: '3' })
    const page = { after: null, limit: 100 }
    const said = await listSaid(
      readers.portal,
      MISSION,
      { kinds: 'all', document: null, order: 'said' },
      { at, page },
    )
    const all = await inForce(readers.portal, MISSION, 'all', at)
    expect(said.items.map(({ id }) => id)).toEqual(all.map(({ id }) => id))
  })
})
