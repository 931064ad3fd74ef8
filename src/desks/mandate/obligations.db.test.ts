import { v7 } from 'uuid'
import { beforeAll, beforeEach, expect, test } from 'vitest'

import { type Context, deedOf, kindsOf, recordDrafts, recordEntries } from '#desk-kit'
import { newId, OPERATOR } from '#kit'
import { type Clock, type Db, fixedClock } from '#platform'
import { type ClaimDraft, resolveAsking } from '#register'

import { describeOnEngines } from '../../../test/database.ts'
import {
  aClaim,
  anApproval,
  aParty,
  aRelation,
  aSubject,
  MISSION,
  OPEN,
  openRecord,
  RESTRICTED,
} from '../../../test/drafts.ts'
import { anActor } from '../../../test/people.ts'
import { mandate } from './index.ts'
import { mandateCalendar } from './mandate-calendar.ts'
import { meetObligation } from './meet-obligation.tsx'
import { mandateDuties } from './obligation-duties.ts'
import { obligationsAccount } from './obligations.ts'
import { waiveObligation } from './waive-obligation.tsx'

const kinds = kindsOf([mandate])
const TODAY = '2126-03-01'
const clock: Clock = fixedClock(`${TODAY}T10:00:00.000Z`)

const QUARTERLY = {
  instrument: 's-res-1',
  paragraph: 'paragraph 9',
  duty: 'Report to the Council',
  owner: 'MSS',
  to: ['UNSC'],
  falls: 'every',
  on: '2126-01-31',
  interval: { low: 1, high: 1, unit: 'month' },
  evidence: null,
  takesOver: null,
}

function said(kind: string, subject: string, value: object, on: string): ClaimDraft {
  return aClaim({
    kind,
    subject,
    value: { ...value },
    valid: `${on}/..`,
    saidAt: `${on}T09:00:00Z`,
    assertedBy: 'UNSC',
    authority: 'legal-instrument',
  })
}

function anInstrument(subject: string, number: string, on: string): ClaimDraft {
  const value = {
    body: 'UNSC',
    number,
    meeting: null,
    adopted: on,
    effect: 'Authorises',
    tasks: [],
  }
  return said('mandate.instrument', subject, value, on)
}

function aRule(subject: string, fields: object, on = '2126-01-01'): ClaimDraft {
  return said('mandate.duty-rule', subject, { ...QUARTERLY, ...fields }, on)
}

/** An id made on the day on which the tests run: what is done by it is said then. */
function anId(): string {
  return v7({ msecs: Date.parse(clock.now()) })
}

describeOnEngines('obligations', (open) => {
  let db: Db
  let officer: Context
  let approver: Context

  beforeAll(async () => {
    ;({ db } = await open())
    const appender = await openRecord(db, clock)
    officer = { db, clock, appender, mission: MISSION, actor: anActor('an officer', 'officer') }
    approver = { ...officer, actor: anActor('an approver', 'approver') }
    await record([
      ...['UNSC', 'MSS'].map(aParty),
      ...['s-res-1', 's-res-2', 'term'].map((one) => aSubject(one)),
    ])
    await record([
      anInstrument('s-res-1', 'RES 1', '2126-01-01'),
      said(
        'mandate.term',
        'term',
        { instrument: 'RES 1', from: '2126-01-01', until: '2126-06-30' },
        '2126-01-01',
      ),
    ])
  })

  let duty: string
  beforeEach(async () => {
    duty = `duty-${newId().slice(-12)}`
    await record([aSubject(duty)])
  })

  async function record(drafts: readonly object[]): Promise<void> {
    await recordEntries({ ...officer, actor: OPERATOR }, kinds, drafts)
  }

  async function rows(validOn: string, knownAt = '2127-01-01') {
    const at = await resolveAsking(officer, MISSION, { validOn, knownAt })
    const answer = await obligationsAccount.run(officer, at)
    return answer.rows.filter(({ subject }) => subject === duty)
  }

  async function states(validOn: string, knownAt?: string) {
    return (await rows(validOn, knownAt)).map(({ due, state }) => [due, state])
  }

  async function act(
    action: typeof meetObligation,
    input: object,
    id = anId(),
  ): Promise<readonly string[]> {
    const at = await resolveAsking(officer, MISSION, {})
    const drafts = await action.run(
      officer,
      at,
      action.input.parse(input),
      deedOf(officer, id, RESTRICTED),
    )
    await recordDrafts(officer, kinds, drafts)
    return drafts.map((draft) => draft.id)
  }

  const february = () => ({ duty, due: '2126-02-28', trigger: null, by: 'MSS' })

  test('fall due by their rule until the instrument ends, each at the end of a month that is short', async () => {
    await record([aRule(duty, {})])
    expect(await states('2126-02-28')).toEqual([['2126-02-28', 'due']])
    expect(await states('2126-03-01')).toEqual([
      ['2126-02-28', 'overdue'],
      ['2126-03-31', 'due'],
    ])
    expect((await states('2126-12-31')).map(([due]) => due)).toEqual([
      '2126-02-28',
      '2126-03-31',
      '2126-04-30',
      '2126-05-31',
      '2126-06-30',
    ])
    expect(await states('2125-12-31')).toEqual([])
  })

  test('the days that are left rest on the claim of the rule', async () => {
    const rule = aRule(duty, {})
    await record([rule])
    const [row] = await rows('2126-02-08')
    expect(row?.figure).toMatchObject({ low: 20, high: 20, unit: 'day' })
    expect(row?.figure?.basis.map(({ claim }) => claim)).toEqual([rule.id])
    expect(row?.basis).toEqual([
      { claim: rule.id, assertedBy: 'UNSC', reportedBy: null, chosen: true },
    ])
  })

  test('an officer records one as met, and before that was said it was not', async () => {
    await record([aRule(duty, {})])
    await act(meetObligation, {
      ...february(),
      on: '2126-02-27',
      how: 'Report sent',
      document: null,
    })
    const [next, met] = await rows(TODAY)
    expect(met).toMatchObject({
      due: '2126-02-28',
      state: 'met',
      metOn: '2126-02-27',
      late: false,
      figure: null,
    })
    expect(next).toMatchObject({ due: '2126-03-31', state: 'due' })
    expect((await states(TODAY, '2126-02-28'))[0]).toEqual(['2126-02-28', 'overdue'])
    expect((await states('2126-02-26'))[0]).toEqual(['2126-02-28', 'due'])
  })

  test('what was done after its day is met and late', async () => {
    await record([aRule(duty, {})])
    await act(meetObligation, {
      ...february(),
      on: '2126-03-01',
      how: 'Report sent',
      document: null,
    })
    expect((await rows(TODAY)).at(-1)).toMatchObject({ state: 'met', late: true })
  })

  test('sent again, the same deed comes to the same entries, and another is refused', async () => {
    await record([aRule(duty, {})])
    const input = { ...february(), on: '2126-02-27', how: 'Report sent', document: null }
    const id = anId()
    const first = await act(meetObligation, input, id)
    const { seq } = (await resolveAsking(officer, MISSION, {})).recordAt
    expect(await act(meetObligation, input, id)).toEqual(first)
    expect((await resolveAsking(officer, MISSION, {})).recordAt.seq).toBe(seq)
    await expect(act(meetObligation, input)).rejects.toMatchObject({
      code: 'mandate.obligation_answered',
    })
  })

  test('evidence that a rule asks for must be named, and is told with the answer', async () => {
    await record([aRule(duty, { evidence: 'The report as issued' })])
    const input = { ...february(), on: '2126-02-27', how: 'Report sent', document: null }
    await expect(act(meetObligation, input)).rejects.toMatchObject({
      code: 'mandate.evidence_missing',
    })
    const report = {
      type: 'document',
      id: newId(),
      handling: OPEN,
      title: 'Report',
      publisher: 'MSS',
      address: null,
      published: '2126-02-27',
      language: 'en',
      mediaType: null,
      sha256: null,
      bytes: null,
      text: null,
      textSha256: null,
    }
    await record([report])
    await act(meetObligation, { ...input, document: report.id })
    expect((await rows(TODAY)).at(-1)).toMatchObject({ state: 'met', document: report.id })
  })

  test('what does not fall due is not met', async () => {
    await record([aRule(duty, {})])
    const input = {
      ...february(),
      due: '2126-02-15',
      on: '2126-02-27',
      how: 'Report sent',
      document: null,
    }
    await expect(act(meetObligation, input)).rejects.toMatchObject({
      code: 'mandate.obligation_unknown',
    })
  })

  test('a waiver counts when somebody else approves it, and nobody approves their own', async () => {
    await record([aRule(duty, {})])
    const ids = await act(waiveObligation, {
      ...february(),
      basis: 'Letter of the President',
      reason: 'Report merged',
    })
    const decision = ids.at(-1) ?? ''
    const approval = () =>
      anApproval(decision, { handling: RESTRICTED, by: 'MSS', saidAt: `${TODAY}T10:00:00Z` })
    expect((await states(TODAY))[0]).toEqual(['2126-02-28', 'overdue'])
    await expect(recordEntries(officer, kinds, [approval()])).rejects.toMatchObject({
      refusal: 'forbidden',
    })
    expect((await states(TODAY))[0]).toEqual(['2126-02-28', 'overdue'])
    await recordEntries(approver, kinds, [approval()])
    expect((await rows(TODAY)).find(({ due }) => due === '2126-02-28')).toMatchObject({
      state: 'waived',
      waivedBy: 'Letter of the President',
    })
    expect((await states('2126-02-28')).at(0)).toEqual(['2126-02-28', 'due'])
    await record([
      aRelation(decision, { handling: RESTRICTED, by: 'MSS', saidAt: '2126-04-01T10:00:00Z' }),
    ])
    expect((await states('2126-04-02', '2126-04-03'))[0]).toEqual(['2126-02-28', 'overdue'])
  })

  test('a proposal to waive that is made anew does not undo one that was approved', async () => {
    await record([aRule(duty, {})])
    const input = { ...february(), basis: 'Letter of the President', reason: 'Report merged' }
    const first = (await act(waiveObligation, input)).at(-1) ?? ''
    await act(waiveObligation, { ...input, basis: 'Another letter' })
    await recordEntries(approver, kinds, [
      anApproval(first, { handling: RESTRICTED, by: 'MSS', saidAt: `${TODAY}T10:00:00Z` }),
    ])
    expect((await rows(TODAY)).find(({ due }) => due === '2126-02-28')).toMatchObject({
      state: 'waived',
      waivedBy: 'Letter of the President',
    })
  })

  test('an answer that is denied with the same authority leaves it undetermined', async () => {
    await record([aRule(duty, {})])
    const ids = await act(meetObligation, {
      ...february(),
      on: '2126-02-27',
      how: 'Report sent',
      document: null,
    })
    const met = { duty, due: '2126-02-28', trigger: null, on: '2126-02-27', how: 'Nothing arrived' }
    const subject = `${duty}-2126-02-28`
    const denial = {
      ...said('mandate.duty-met', subject, met, '2126-03-01'),
      handling: RESTRICTED,
      modality: 'denied',
      authority: 'mission-record',
    }
    await record([denial])
    const row = (await rows(TODAY)).find(({ due }) => due === '2126-02-28')
    expect(row).toMatchObject({ state: 'undetermined', disputed: true })
    expect(row?.answers.map(({ claim }) => claim)).toEqual(
      expect.arrayContaining([denial.id, ids.at(-1)]),
    )
  })

  test('an event of which only the month is known makes it undetermined until the month is over', async () => {
    const event = `${duty}-event`
    await record([
      aSubject(event),
      aRule(duty, { falls: 'after-event', on: null, interval: { low: 10, high: 10, unit: 'day' } }),
    ])
    expect(await states('2126-02-01')).toEqual([[null, 'undated']])
    const value = { duty, event: 'A measure is taken', party: null, on: '2126-02' }
    await record([
      { ...said('mandate.trigger', event, value, '2126-02-01'), valid: '2126-02-01/..' },
    ])
    expect(await states('2126-02-11')).toEqual([['[2126-02-11..2126-03-10]', 'due']])
    expect(await states('2126-02-12')).toEqual([['[2126-02-11..2126-03-10]', 'undetermined']])
    expect(await states('2126-03-10')).toEqual([['[2126-02-11..2126-03-10]', 'undetermined']])
    expect(await states('2126-03-11')).toEqual([['[2126-02-11..2126-03-10]', 'overdue']])
  })

  test('a duty that a later instrument takes over goes on under that one alone', async () => {
    const later = `${duty}-later`
    await record([
      aSubject(later),
      aRule(duty, {}),
      anInstrument('s-res-2', 'RES 2', '2126-03-15'),
      aRule(later, { instrument: 's-res-2', takesOver: duty, on: '2126-03-15' }, '2126-03-15'),
    ])
    const before = await rows('2126-03-10')
    expect(before.map(({ due, takenOverBy }) => [due, takenOverBy])).toEqual([
      ['2126-02-28', null],
      ['2126-03-31', null],
    ])
    const after = await rows('2126-04-10')
    expect(after.map(({ due, state, takenOverBy }) => [due, state, takenOverBy])).toEqual([
      ['2126-02-28', 'overdue', later],
    ])
  })

  test('a rule on warnings decides what waits, and without one nobody is warned', async () => {
    await record([aRule(duty, {})])
    const waiting = async (validOn: string, knownAt = '2127-01-01') =>
      (await mandateDuties(officer, await resolveAsking(officer, MISSION, { validOn, knownAt })))
        .filter(({ key }) => key.includes(`/${duty}/`))
        .map(({ key, sort, since, due }) => [key.split('/').at(-1), sort, since, due])
    expect(await waiting('2126-02-22')).toEqual([])
    const rule = `rule-${duty}`
    const warnings = [30, 7].map((days) => ({ before: { low: days, high: days, unit: 'day' } }))
    await record([
      aSubject(rule),
      said(
        'mandate.warning-rule',
        rule,
        { about: 'obligations', warnings, basis: 'Order 1' },
        '2126-02-01',
      ),
    ])
    expect(await waiting('2126-02-01')).toEqual([
      ['30', 'mandate.waits.due', '2126-01-29T00:00:00Z', '2126-02-28'],
    ])
    expect(await waiting('2126-02-22')).toEqual([
      ['7', 'mandate.waits.due', '2126-02-21T00:00:00Z', '2126-02-28'],
    ])
    expect(await waiting('2126-02-22', '2126-01-31')).toEqual([])
    const [late] = await waiting('2126-03-01')
    expect(late).toEqual(['overdue', 'mandate.waits.overdue', '2126-02-28T23:59:59Z', '2126-02-28'])
    const [row] = (await rows('2126-02-22')).filter(({ due }) => due === '2126-02-28')
    expect(row?.warning).toMatchObject({ low: 7, high: 7, unit: 'day' })
  })

  test('the calendar holds every date to come, with the warnings of the rule', async () => {
    await record([aRule(duty, {})])
    const at = await resolveAsking(officer, MISSION, {
      validOn: '2126-02-22',
      knownAt: '2127-01-01',
    })
    const events = (await mandateCalendar(officer, at)).filter(({ key }) =>
      key.includes(`/${duty}/`),
    )
    expect(
      events.map(({ from, until, state, warnings }) => ({ from, until, state, warnings })),
    ).toEqual(
      ['2126-02-28', '2126-03-31', '2126-04-30', '2126-05-31', '2126-06-30'].map((from) => ({
        from,
        until: null,
        state: 'certain',
        warnings: [30, 7],
      })),
    )
    expect(events[0]?.changedAt).toBe(clock.now())
    const ends = (await mandateCalendar(officer, at)).filter(
      ({ key }) => key === 'mandate.term/term',
    )
    expect(ends).toMatchObject([{ from: '2126-06-30', description: 'RES 1', path: 'mandate/term' }])
  })
})
