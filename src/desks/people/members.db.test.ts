import { beforeAll, expect, test } from 'vitest'

import { type Context, deedOf, kindsOf, recordDrafts } from '#desk-kit'
import { type Instant, newId, OPERATOR } from '#kit'
import { type Clock, fixedClock } from '#platform'
import { type Draft, resolveAsking } from '#register'

import { describeOnEngines } from '../../../test/database.ts'
import { aClaim, aParty, aSubject, MISSION, openRecord, RESTRICTED } from '../../../test/drafts.ts'
import { anActor } from '../../../test/people.ts'
import { desks } from '../index.ts'
import { peopleCalendar, peopleDuties } from './due.ts'
import { evacuationsAccount } from './evacuations.ts'
import { INTERNAL, KEPT_AT_THE_DESK, MEDICAL } from './handling.ts'
import { missingAccount } from './missing.ts'
import { otherActions } from './other-actions.ts'
import { postsAccount } from './posts.ts'
import { rollCallAccount } from './roll-call.ts'

const kinds = kindsOf(desks)
const NOW = '2026-11-21T10:00:00.000Z'

describeOnEngines('the people desk', (open) => {
  let ctx: Context

  beforeAll(async () => {
    const { db } = await open()
    const clock = fixedClock(NOW)
    const appender = await openRecord(db, clock)
    ctx = { db, clock, appender, mission: MISSION, actor: OPERATOR }
    await record([
      ...['MSS', 'COURT'].map(aParty),
      ...['member-0001', 'member-0002', 'member-0003', 'post-1', 'person-1', 'order-1'].map(
        (subject) => aSubject(subject),
      ),
    ])
  })

  async function record(drafts: readonly Draft[]): Promise<void> {
    await recordDrafts(ctx, kinds, drafts)
  }

  const at = async (question: Parameters<typeof resolveAsking>[2] = {}) =>
    resolveAsking(ctx, MISSION, question)

  function claim(
    kind: string,
    subject: string,
    value: object,
    fields: Parameters<typeof aClaim>[0] = {},
  ) {
    const said = {
      assertedBy: 'MSS',
      authority: 'mission-record',
      valid: '2026-01-01/..',
      saidAt: '2026-01-01T00:00:00Z',
    } as const
    return aClaim({ kind, subject, value: { ...value }, handling: MEDICAL, ...said, ...fields })
  }

  function rule(
    measure: string,
    high: number,
    unit: string,
    fields: Parameters<typeof aClaim>[0] = {},
  ) {
    const subject = `rule-${measure}`
    const within = { low: null, high, unit }
    return [
      aSubject(subject),
      claim('people.rule', subject, { measure, within, basis: 'Order one.' }, fields),
    ]
  }

  async function act(
    name: string,
    input: object,
    clock: Clock = ctx.clock,
  ): Promise<readonly Draft[]> {
    const action = otherActions.find((one) => one.name === name)
    if (action === undefined) throw new Error(`there is no action ${name}`)
    const now = { ...ctx, clock }
    const drafts = await action.run(now, await at(), input, deedOf(now, newId(), RESTRICTED))
    await record(drafts)
    return drafts
  }

  const ROLL = { by: 'MSS', how: 'seen', present: [], accounted: [], absent: [] }
  const roll = async (moment: Instant) => {
    const asked = await at({ validOn: moment.slice(0, 10), knownAt: moment })
    const { rows } = await rollCallAccount.run(ctx, asked)
    return Object.fromEntries(
      rows.map(({ subject, state, hours }) => [subject, [state, hours?.low ?? null]]),
    )
  }

  test('calls nobody unaccounted for as long as no rule is on record', async () => {
    const serves = {
      contributor: 'KEN',
      component: 'police',
      rank: null,
      unit: null,
      from: '2026-01-01',
      until: null,
    }
    for (const subject of ['member-0001', 'member-0002', 'member-0003']) {
      await record([claim('people.member', subject, serves, { handling: INTERNAL })])
    }
    await act('report-presence', {
      ...ROLL,
      at: '2026-11-19T06:00:00Z',
      present: ['member-0001', 'member-0002'],
    })
    expect(await roll('2026-11-20T18:00:00Z')).toEqual({
      'member-0001': ['not-known', 36],
      'member-0002': ['not-known', 36],
      'member-0003': ['not-known', null],
    })
  })

  test('counts the hours since a member answered against the rule of the day, and leaves what nobody knows unknown', async () => {
    await record(rule('unaccounted', 24, 'hour'))
    await act('report-presence', { ...ROLL, at: '2026-11-20T08:00:00Z', present: ['member-0002'] })
    expect(await roll('2026-11-20T18:00:00Z')).toEqual({
      'member-0001': ['unaccounted', 36],
      'member-0002': ['present', 10],
      'member-0003': ['not-known', null],
    })
    expect(await roll('2026-11-19T18:00:00Z')).toMatchObject({ 'member-0001': ['present', 12] })
  })

  test('takes whoever has a status for away, and says no more of why than the reader may know', async () => {
    await record([
      claim(
        'people.member-status',
        'member-0001',
        { status: 'hospital', since: null },
        { valid: '2026-11-20/..', saidAt: '2026-11-20T07:00:00Z' },
      ),
    ])
    const { rows } = await rollCallAccount.run(
      ctx,
      await at({ validOn: '2026-11-20', knownAt: '2026-11-20T18:00:00Z' }),
    )
    expect(rows[0]).toMatchObject({ subject: 'member-0001', state: 'away', word: 'hospital' })
  })

  test('refuses a roll-call that names somebody twice, nobody, or a moment still to come', async () => {
    const twice = { ...ROLL, at: null, present: ['member-0001'], absent: ['member-0001'] }
    await expect(act('report-presence', twice)).rejects.toThrow(/named twice/)
    await expect(act('report-presence', { ...ROLL, at: null })).rejects.toThrow(/Nobody is named/)
    const early = { ...ROLL, at: '2026-11-22T00:00:00Z', present: ['member-0001'] }
    await expect(act('report-presence', early)).rejects.toThrow(/still to come/)
  })

  test('resolves a post to whoever held it on the day', async () => {
    const holds = (holder: string, valid: string, saidAt: string) =>
      claim(
        'people.holding',
        'post-1',
        { holder, acting: 'full' },
        { valid, saidAt, handling: INTERNAL },
      )
    await record([
      claim(
        'people.post',
        'post-1',
        { title: 'Chief of staff', contributor: null, section: null },
        { handling: INTERNAL },
      ),
      holds('member-0001', '2026-01-01/..', '2026-01-01T00:00:00Z'),
      holds('member-0002', '2026-07-01/..', '2026-07-01T00:00:00Z'),
    ])
    const holder = async (validOn: string) =>
      (await postsAccount.run(ctx, await at({ validOn }))).rows[0]?.holders.map((one) => one.holder)
    expect(await holder('2026-06-30')).toEqual(['member-0001'])
    expect(await holder('2026-07-01')).toEqual(['member-0002'])
  })

  test('has three clocks for a patient, and a moment that is missing is never a pass', async () => {
    await record([
      ...rule('first-aid', 10, 'minute'),
      ...rule('advanced-care', 1, 'hour'),
      ...rule('surgery', 2, 'hour'),
    ])
    const drafts = await act('request-evacuation', {
      by: 'MSS',
      pickup: 'Landing zone two',
      frequency: 'Channel four, Hawk',
      patients: [
        { letter: 'b', word: 'urgent-surgical', type: 'litter', contributor: 'KEN', case: null },
      ],
      equipment: ['none'],
      security: 'possible',
      marking: 'smoke',
      nationality: 'Mission',
      terrain: null,
    })
    const patient = drafts.findLast((draft) => draft.type === 'subject')
    const evacuation = patient?.type === 'subject' ? patient.subject : ''
    const time = async (point: string, moment: Instant) =>
      act('record-evacuation-time', { evacuation, by: 'MSS', point, at: moment })
    const clocks = async () => {
      const { rows } = await evacuationsAccount.run(ctx, await at())
      return {
        clocks: rows
          .find(({ subject }) => subject === evacuation)
          ?.clocks.map(({ state }) => state),
        months: rows.flatMap(({ month }) =>
          month === null
            ? []
            : [
                [
                  month.measure,
                  month.met?.low ?? 0,
                  month.missed?.low ?? 0,
                  month.unknown?.low ?? 0,
                  month.patients.low,
                ],
              ],
        ),
      }
    }
    expect((await clocks()).clocks).toEqual(['unknown', 'unknown', 'unknown'])
    await time('injury', '2026-11-21T08:00:00Z')
    await time('first-aid', '2026-11-21T08:10:00Z')
    await time('facility-in', '2026-11-21T09:00:01Z')
    expect(await clocks()).toEqual({
      clocks: ['met', 'missed', 'unknown'],
      months: [
        ['first-aid', 1, 0, 0, 1],
        ['advanced-care', 0, 1, 0, 1],
        ['surgery', 0, 0, 1, 1],
      ],
    })
  })

  test('raises an alert where a family was not spoken to for longer than the rule allows', async () => {
    await record([
      claim('people.status', 'person-1', { status: 'missing', since: null }),
      ...rule('family-contact', 7, 'day'),
    ])
    const contact = async (validOn: string) => {
      const { rows } = await missingAccount.run(ctx, await at({ validOn }))
      return [rows[0]?.contact.state, rows[0]?.contact.days?.low ?? null]
    }
    expect(await contact('2026-11-20')).toEqual(['never', null])
    await act('log-family-contact', {
      person: 'person-1',
      by: 'MSS',
      on: '2026-11-10',
      speaker: 'The liaison officer',
      way: 'call',
      matter: 'Nothing new.',
      promised: null,
    })
    expect(await contact('2026-11-17')).toEqual(['within', 7])
    expect(await contact('2026-11-18')).toEqual(['overdue', 8])
  })

  test('counts from the end of a contact that is dated by its month alone', async () => {
    await act('log-family-contact', {
      person: 'person-1',
      by: 'MSS',
      on: '2026-11',
      speaker: 'The liaison officer',
      way: 'letter',
      matter: 'A letter came.',
      promised: null,
    })
    const medic = { ...ctx, actor: anActor('a medic', 'officer', { compartments: ['medical'] }) }
    const duties = await peopleDuties(medic, await at({ validOn: '2026-12-20' }))
    expect(
      duties.filter(({ sort }) => sort === 'people.duty.contact').map(({ since }) => since),
    ).toEqual(['2026-11-30T00:00:00Z'])
  })

  test('holds somebody missing for dead only by a decision that a second person approved', async () => {
    const dead = claim(
      'people.status',
      'person-1',
      { status: 'killed', since: null },
      { assertedBy: 'COURT', authority: 'legal-instrument' },
    )
    await record([dead])
    const held = async () => (await missingAccount.run(ctx, await at())).rows[0]?.held
    expect(await held()).toBeNull()
    const later = { ...ctx, clock: fixedClock('2036-11-21T10:00:00.000Z') }
    const asked = await resolveAsking(later, MISSION, {})
    expect((await missingAccount.run(later, asked)).rows[0]?.held).toBeNull()
  })

  test('puts a court’s day into the calendar, with as many days of warning as its rule says', async () => {
    const order = {
      court: 'COURT',
      judge: null,
      effect: 'directs',
      on: '2026-11-20',
      until: '2026-11-27',
      content: 'Say whether the person lives.',
    }
    await record([
      claim('agreements.order', 'order-1', order, { handling: INTERNAL }),
      claim('people.proceedings', 'person-1', { orders: ['order-1'] }, { handling: INTERNAL }),
    ])
    expect(await peopleCalendar(ctx, await at())).toMatchObject([
      { from: '2026-11-27', state: 'certain', warnings: [] },
    ])
    await record(rule('court-deadline', 3, 'day'))
    expect(await peopleCalendar(ctx, await at())).toMatchObject([{ warnings: [3] }])
  })

  test('keeps what was said to a family at its desk', async () => {
    const said = {
      on: '2026-11-10',
      by: 'Somebody',
      way: 'call',
      matter: 'Nothing new.',
      promised: null,
    }
    await expect(record([claim('people.family-contact', 'person-1', said)])).rejects.toThrow(
      /recorded as "confidential"/,
    )
    await record([claim('people.family-contact', 'person-1', said, { handling: KEPT_AT_THE_DESK })])
  })
})
