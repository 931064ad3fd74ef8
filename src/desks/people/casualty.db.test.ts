import { beforeAll, expect, test } from 'vitest'

import { type Context, deedOf, type Action, kindsOf, recordDrafts } from '#desk-kit'
import { type Actor, newId } from '#kit'
import { fixedClock } from '#platform'
import { type Appender, type Draft, openReaders, resolveAsking } from '#register'

import { describeOnEngines } from '../../../test/database.ts'
import {
  aClaim,
  anApproval,
  aParty,
  aRelease,
  aSubject,
  MISSION,
  openRecord,
  RESTRICTED,
} from '../../../test/drafts.ts'
import { anActor } from '../../../test/people.ts'
import { desks } from '../index.ts'
import { caseActions } from './case-actions.ts'
import { casualtiesAccount } from './casualties.ts'
import { peopleDuties } from './due.ts'
import { AT_THE_DESK, KEPT_AT_THE_DESK } from './handling.ts'

const kinds = kindsOf(desks)
const clock = fixedClock('2026-11-21T10:00:00.000Z')

/** Somebody let into the medical compartment, who may enter and approve: what is refused is so for another reason. */
function cleared(id: string): Actor {
  const grant = { mission: MISSION, desks: 'all', compartments: ['medical'], until: null } as const
  return {
    id,
    grants: [
      { ...grant, role: 'officer' },
      { ...grant, role: 'approver' },
    ],
    scopes: 'all',
  }
}

const REPORTER = cleared('reporter')
const FIRST = cleared('first authoriser')
const SECOND = cleared('second authoriser')
const UNCLEARED = anActor('an officer of another desk', 'officer')

const REPORT = {
  by: 'MSS',
  contributor: 'KEN',
  category: 'police',
  type: 'fatality',
  cause: 'hostile',
  at: '2026-11-20',
  place: null,
  circumstances: 'An ambush on the road.',
  duty: 'on',
  condition: 'dead',
  facility: null,
  member: null,
  event: null,
}

describeOnEngines('a casualty', (open) => {
  let as: (actor: Actor) => Promise<Context>
  let appender: Appender

  beforeAll(async () => {
    const { db } = await open()
    appender = await openRecord(db, clock)
    const readers = openReaders(db)
    as = async (actor) => ({
      db: await readers.as(actor, MISSION, clock.now()),
      clock,
      appender,
      mission: MISSION,
      actor,
    })
    await appender.append({ mission: MISSION, actor: 'local' }, [aParty('MSS')])
  })

  async function act(actor: Actor, name: string, input: object): Promise<readonly Draft[]> {
    const ctx = await as(actor)
    const action: Action | undefined = caseActions.find((one) => one.name === name)
    if (action === undefined) throw new Error(`there is no action ${name}`)
    const at = await resolveAsking(ctx, MISSION, {})
    const deed = deedOf(ctx, newId(), RESTRICTED)
    const drafts = await action.run(ctx, at, input, deed)
    await recordDrafts(ctx, kinds, drafts)
    return drafts
  }

  async function reported(): Promise<{ readonly subject: string; readonly claim: string }> {
    const drafts = await act(REPORTER, 'report-casualty', REPORT)
    const claim = drafts.find((draft) => draft.type === 'claim')
    if (claim?.type !== 'claim') throw new Error('a case is a claim')
    return { subject: claim.subject, claim: claim.id }
  }

  async function authorised(subject: string, what: string, [one, other]: readonly [Actor, Actor]) {
    const reason = 'Checked with the unit.'
    const [decision] = await act(one, 'authorise-casualty', {
      case: subject,
      what,
      by: 'MSS',
      reason,
    })
    const approval = anApproval(decision?.id ?? '', {
      by: 'MSS',
      handling: KEPT_AT_THE_DESK,
      saidAt: '2026-11-21T10:00:00Z',
    })
    await recordDrafts(await as(other), kinds, [approval])
  }

  async function release(entries: readonly string[]): Promise<void> {
    const proposal = aRelease(entries, {
      by: 'MSS',
      to: 'restricted',
      handling: KEPT_AT_THE_DESK,
      saidAt: '2026-11-21T10:00:00Z',
    })
    await recordDrafts(await as(FIRST), kinds, [proposal])
  }

  async function deathsFor(actor: Actor): Promise<number | null> {
    const ctx = await as(actor)
    const at = await resolveAsking(ctx, MISSION, {})
    return (await casualtiesAccount.run(ctx, at)).total?.low ?? null
  }

  async function dutiesOn(subject: string): Promise<readonly string[]> {
    const ctx = await as(FIRST)
    const at = await resolveAsking(ctx, MISSION, {})
    return (await peopleDuties(ctx, at))
      .filter(({ title }) => title === subject)
      .map(({ sort }) => sort)
  }

  test('is recorded at the desk and under embargo, whatever its form asks for', async () => {
    const drafts = await act(REPORTER, 'report-casualty', REPORT)
    for (const { handling } of drafts) {
      expect(handling).toMatchObject({ ...AT_THE_DESK, embargo: { notBefore: null } })
    }
  })

  test('cannot be recorded wider by a slip', async () => {
    const [, claim] = await act(REPORTER, 'report-casualty', REPORT)
    if (claim?.type !== 'claim') throw new Error('a case is a claim')
    const slip = { ...claim, id: newId(), handling: RESTRICTED }
    await expect(recordDrafts(await as(REPORTER), kinds, [slip])).rejects.toThrow(
      /is recorded as "confidential" or closer in the compartment "medical"/,
    )
  })

  test('is authorised by two people, neither of whom reported it', async () => {
    const { subject } = await reported()
    const reason = 'I saw it.'
    const input = { case: subject, what: 'case', by: 'MSS', reason }
    await expect(act(REPORTER, 'authorise-casualty', input)).rejects.toThrow(/cannot authorise it/)
    const [decision] = await act(FIRST, 'authorise-casualty', input)
    const approval = () => anApproval(decision?.id ?? '', { by: 'MSS', handling: KEPT_AT_THE_DESK })
    await expect(recordDrafts(await as(FIRST), kinds, [approval()])).rejects.toThrow(
      /Nobody approves what they entered/,
    )
    await expect(recordDrafts(await as(REPORTER), kinds, [approval()])).rejects.toThrow(
      /cannot be its second authoriser/,
    )
    await recordDrafts(await as(SECOND), kinds, [approval()])
  })

  test('counts once two people have authorised it, and only for those who may know of it', async () => {
    const before = (await deathsFor(FIRST)) ?? 0
    const { subject } = await reported()
    expect((await deathsFor(FIRST)) ?? 0).toBe(before)
    await authorised(subject, 'case', [FIRST, SECOND])
    expect(await deathsFor(FIRST)).toBe(before + 1)
    expect(await deathsFor(UNCLEARED)).toBeNull()
  })

  test('is not released before next of kin know and the State consents, both approved', async () => {
    const { subject, claim } = await reported()
    await expect(release([claim])).rejects.toThrow(/two authorisers.*next of kin.*consent/s)
    await authorised(subject, 'case', [FIRST, SECOND])
    await expect(release([claim])).rejects.toThrow(/next of kin.*consent/s)
    const told = {
      case: subject,
      by: 'MSS',
      told: 'told',
      teller: 'The unit’s commander',
      on: null,
    }
    await act(REPORTER, 'tell-next-of-kin', told)
    await expect(release([claim])).rejects.toThrow(/next of kin/)
    await authorised(subject, 'next-of-kin', [FIRST, SECOND])
    await act(REPORTER, 'record-consent', {
      case: subject,
      by: 'MSS',
      state: 'KEN',
      consent: 'given',
      on: null,
    })
    await expect(release([claim])).rejects.toThrow(/the consent of the State/)
    await authorised(subject, 'consent', [SECOND, FIRST])
    await release([claim])
  })

  test('has its next step among what waits, until its embargo can be lifted', async () => {
    const { subject } = await reported()
    expect(await dutiesOn(subject)).toEqual(['people.duty.authorise'])
    await authorised(subject, 'case', [FIRST, SECOND])
    expect(await dutiesOn(subject)).toEqual(['people.duty.next-of-kin'])
    const told = { case: subject, by: 'MSS', told: 'told', teller: null, on: null }
    await act(REPORTER, 'tell-next-of-kin', told)
    await authorised(subject, 'next-of-kin', [FIRST, SECOND])
    expect(await dutiesOn(subject)).toEqual(['people.duty.consent'])
    await act(REPORTER, 'record-consent', {
      case: subject,
      by: 'MSS',
      state: 'KEN',
      consent: 'given',
      on: null,
    })
    await authorised(subject, 'consent', [FIRST, SECOND])
    expect(await dutiesOn(subject)).toEqual(['people.duty.lift'])
    const ctx = await as(UNCLEARED)
    expect(await peopleDuties(ctx, await resolveAsking(ctx, MISSION, {}))).toEqual([])
  })

  test('that is updated waits for two authorisers again, and counts as it was authorised until then', async () => {
    const { subject } = await reported()
    await authorised(subject, 'case', [FIRST, SECOND])
    const before = await deathsFor(FIRST)
    const ctx = await as(REPORTER)
    const at = await resolveAsking(ctx, MISSION, {})
    const update = caseActions.find(({ name }) => name === 'update-casualty')
    const filled = await update?.prefill?.(ctx, at, { case: subject })
    await act(REPORTER, 'update-casualty', {
      ...filled,
      by: 'MSS',
      notice: 'final',
      type: 'injury',
    })
    expect(await deathsFor(FIRST)).toBe(before)
    expect(await dutiesOn(subject)).toEqual(['people.duty.authorise'])
    await authorised(subject, 'case', [FIRST, SECOND])
    expect(await deathsFor(FIRST)).toBe((before ?? 0) - 1)
  })

  test('never gives a name away: who it is stays at the desk', async () => {
    const subject = aSubject(`member-${newId()}`, { handling: KEPT_AT_THE_DESK })
    const value = {
      name: 'A. N. Other',
      sex: 'unstated',
      nationality: null,
      number: null,
      kin: null,
      relation: null,
    }
    const identity = aClaim({
      kind: 'people.identity',
      subject: subject.subject,
      value,
      assertedBy: 'MSS',
      handling: KEPT_AT_THE_DESK,
    })
    await recordDrafts(await as(REPORTER), kinds, [subject, identity])
    await expect(release([identity.id])).rejects.toThrow(/is never released/)
  })
})
