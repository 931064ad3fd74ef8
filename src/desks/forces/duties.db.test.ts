import { beforeAll, expect, test } from 'vitest'

import { type Context, deedOf, kindsOf, recordDrafts, recordEntries } from '#desk-kit'
import { newId, OPERATOR } from '#kit'
import { fixedClock } from '#platform'
import { resolveAsking } from '#register'

import { describeOnEngines } from '../../../test/database.ts'
import {
  aClaim,
  anApproval,
  aParty,
  aSubject,
  MISSION,
  OPEN,
  openRecord,
} from '../../../test/drafts.ts'
import { anActor } from '../../../test/people.ts'
import { desks } from '../index.ts'
import { announcedAccount } from './announced.ts'
import { calendar } from './calendar.ts'
import { closeDay } from './close-day.tsx'
import { duties } from './duties.ts'
import { forecastAccount } from './forecast.ts'
import { pledgesAccount } from './pledges.ts'
import { toursAccount } from './tours.ts'

const kinds = kindsOf(desks)
const clock = fixedClock('2026-11-21T10:00:00.000Z')

function amount(low: number, unit: string) {
  return { low, high: low, unit }
}

function said(kind: string, subject: string, value: object, on: string) {
  const fields = { kind, subject, value: { ...value }, valid: `${on}/..` }
  return aClaim({ ...fields, saidAt: `${on}T23:59:59Z`, assertedBy: 'MSS' })
}

describeOnEngines('what waits at the forces desk', (open) => {
  let ctx: Context

  beforeAll(async () => {
    const { db } = await open()
    ctx = { db, clock, appender: await openRecord(db, clock), mission: MISSION, actor: OPERATOR }
    const basis = 'A test sets it.'
    const subjects = [
      'move-1',
      'report',
      'pledge-ben',
      'blocker',
      'rule-1',
      'rule-2',
      'rule-3',
      'size',
      'day-2025-02-03',
    ]
    const person = amount(217, 'person')
    await recordEntries(ctx, kinds, [
      ...['MSS', 'UNSC'].map(aParty),
      ...subjects.map((subject) => aSubject(subject)),
      said(
        'forces.movement',
        'move-1',
        {
          direction: 'arrival',
          contributor: 'KEN',
          personnel: person,
          component: 'police',
          on: '2024-09-01',
          ordinal: null,
          carrier: null,
        },
        '2024-09-01',
      ),
      said(
        'forces.strength',
        'report',
        { on: '2025-02-03', contributor: 'KEN', personnel: amount(200, 'person') },
        '2025-02-03',
      ),
      said(
        'forces.pledge',
        'pledge-ben',
        { personnel: amount(1500, 'person'), component: 'police', stage: 'notification' },
        '2024-02-28',
      ),
      said(
        'forces.blocker',
        'blocker',
        {
          pledge: 'pledge-ben',
          stage: 'movement',
          matter: 'No aircraft',
          on: '2024-06-01',
          lifted: null,
        },
        '2024-06-01',
      ),
      said(
        'forces.rule-pledge',
        'rule-1',
        {
          first: amount(12, 'month'),
          every: amount(6, 'month'),
          warning: amount(60, 'day'),
          basis,
        },
        '2024-01-01',
      ),
      said(
        'forces.rule-tour',
        'rule-2',
        {
          contributor: null,
          length: amount(6, 'month'),
          firstWarning: amount(60, 'day'),
          lastWarning: amount(30, 'day'),
          basis,
        },
        '2024-01-01',
      ),
      said(
        'mandate.ceiling',
        'size',
        { personnel: amount(2500, 'person'), component: 'all', instrument: null },
        '2024-01-01',
      ),
    ])
  })

  const at = async (validOn: string) => resolveAsking(ctx, MISSION, { validOn })
  const waiting = async (validOn: string) =>
    (await duties(ctx, await at(validOn))).map(({ sort, title, party, due }) => [
      sort,
      title,
      party,
      due,
    ])

  test('a difference waits to be explained, a pledge to be confirmed and a tour ends', async () => {
    expect(await waiting('2025-02-04')).toEqual([
      ['forces.duty.difference', '2025-02-03', 'KEN', null],
      ['forces.duty.pledge', 'About pledge-ben', null, '2025-02-28'],
      ['forces.duty.tour', 'About move-1', 'KEN', '2025-03-01'],
    ])
    expect(await waiting('2024-12-20')).toEqual([])
  })

  test('days wait to be closed only where a rule on record asks for it, from the day of the rule on', async () => {
    const rule = { within: amount(2, 'day'), watched: amount(31, 'day'), basis: 'A test sets it.' }
    await recordEntries(ctx, kinds, [said('forces.rule-closing', 'rule-3', rule, '2025-02-01')])
    const open = (await waiting('2025-02-04')).filter(([sort]) => sort === 'forces.duty.day-open')
    expect(open.map(([, day, , due]) => [day, due])).toEqual([
      ['2025-02-03', '2025-02-05'],
      ['2025-02-02', '2025-02-04'],
      ['2025-02-01', '2025-02-03'],
    ])
  })

  test('a pledge names its blocker and until when it holds, and a confirmation renews it', async () => {
    const row = async () => (await pledgesAccount.run(ctx, await at('2025-02-04'))).rows[0]
    expect(await row()).toMatchObject({
      stage: 'notification',
      step: { document: null },
      blockers: [{ stage: 'movement', matter: 'No aircraft' }],
      validity: { state: 'to-confirm', until: '2025-02-28' },
    })
    const confirmed = said(
      'forces.pledge-confirmation',
      'pledge-ben',
      { on: '2025-02-01', matter: null },
      '2025-02-01',
    )
    await recordEntries(ctx, kinds, [confirmed])
    expect(await row()).toMatchObject({ validity: { state: 'current', until: '2025-08-01' } })
  })

  test('a pledge that ran out and was not renewed is no part of the total, and stands beside it', async () => {
    const sums = async (validOn: string) => {
      const { total, apart } = await pledgesAccount.run(ctx, await at(validOn))
      return [total?.low, apart?.map(({ title, figure }) => [title, figure.low, figure.high])]
    }
    expect(await sums('2025-08-01')).toEqual([1500, []])
    expect(await sums('2025-08-02')).toEqual([null, [['forces.pledges.lapsed', 1500, 1500]]])
  })

  test('the calendar holds the ends of tours and of pledges', async () => {
    const events = await calendar(ctx, await at('2025-02-04'))
    expect(
      events.map(({ title, from, until, state, warnings }) => [
        title,
        from,
        until,
        state,
        warnings,
      ]),
    ).toEqual([
      ['About move-1', '2025-03-01', null, 'certain', [60, 30]],
      ['About pledge-ben', '2025-08-01', null, 'certain', []],
    ])
    expect(events.every(({ changedAt }) => changedAt === clock.now())).toBe(true)
  })

  test('the forecast takes off those whose tours end, and shows the gap to the ceiling', async () => {
    const [tour] = (await toursAccount.run(ctx, await at('2025-02-04'))).rows
    expect(tour).toMatchObject({
      state: 'last-warning',
      ends: { from: '2025-03-01', until: '2025-03-01' },
    })
    const { rows } = await forecastAccount.run(ctx, await at('2025-02-04'))
    expect(rows).toHaveLength(14)
    const short = rows.slice(0, 3).map(({ day, figure, gap }) => [day, figure.low, gap?.low])
    expect(short).toEqual([
      ['2025-02-04', 217, 2283],
      ['2025-02-28', 217, 2283],
      ['2025-03-31', 0, 2500],
    ])
  })

  test('who is announced or dated later stands beside the forecast, never in it', async () => {
    const arrival = (subject: string, low: number, on: string, saidOn: string) => {
      const value = { direction: 'arrival', contributor: 'JAM', personnel: amount(low, 'person') }
      const rest = { component: 'police', on, ordinal: null, carrier: null }
      return said('forces.movement', subject, { ...value, ...rest }, saidOn)
    }
    await recordEntries(ctx, kinds, [
      ...['move-plan', 'move-later', 'pledge-slv'].map((subject) => aSubject(subject)),
      { ...arrival('move-plan', 30, '2025-03', '2025-02-01'), modality: 'planned' },
      arrival('move-later', 24, '2025-02-20', '2025-02-20'),
      said(
        'forces.pledge',
        'pledge-slv',
        { personnel: amount(78, 'person'), component: 'military', stage: 'movement' },
        '2025-01-20',
      ),
    ])
    const day = await at('2025-02-04')
    const { rows } = await forecastAccount.run(ctx, day)
    expect(rows.slice(0, 3).map(({ figure }) => figure.low)).toEqual([217, 217, 0])
    expect(
      rows
        .slice(0, 3)
        .map(({ announced }) =>
          announced === null
            ? null
            : [announced.arriving, announced.strength].map(({ low, high }) => [low, high]),
        ),
    ).toEqual([
      null,
      [
        [24, 102],
        [241, 319],
      ],
      [
        [54, 132],
        [54, 132],
      ],
    ])
    expect(rows[2]?.announced?.gap).toMatchObject({ low: 2368, high: 2446 })
    const announced = (await announcedAccount.run(ctx, day)).rows
    expect(announced.map(({ subject, from, on }) => [subject, from, on])).toEqual([
      ['move-later', 'later', '2025-02-20'],
      ['move-plan', 'planned', '2025-03'],
      ['pledge-slv', 'pledge', null],
    ])
    const before = await resolveAsking(ctx, MISSION, {
      validOn: '2025-02-04',
      knownAt: '2025-02-04',
    })
    const known = (await announcedAccount.run(ctx, before)).rows.map(({ subject }) => subject)
    expect(known).toEqual(['move-plan', 'pledge-slv'])
  })

  test('a day that two people closed waits no longer', async () => {
    await recordEntries(ctx, kinds, [
      said(
        'forces.rule-difference',
        'rule-1',
        { code: 'rounding', meaning: 'Rounded', basis: 'A test sets it.' },
        '2024-01-01',
      ),
    ])
    const explanations = [{ contributor: 'KEN', reason: 'rounding', note: 'A round number.' }]
    const input = { day: '2025-02-03', by: 'MSS', explanations }
    const drafts = await closeDay.run(
      ctx,
      await at('2026-11-21'),
      input,
      deedOf(ctx, newId(), OPEN),
    )
    await recordDrafts(ctx, kinds, drafts)
    const approver = { ...ctx, actor: anActor('an approver', 'approver') }
    const answer = anApproval(drafts.at(-1)?.id ?? '', { by: 'MSS', saidAt: clock.now() })
    await recordEntries(approver, kinds, [answer])
    const days = (await waiting('2025-02-04')).map(([sort, title]) => [sort, title])
    expect(days).not.toContainEqual(['forces.duty.difference', '2025-02-03'])
    expect(days).not.toContainEqual(['forces.duty.day-open', '2025-02-03'])
    expect(days).toContainEqual(['forces.duty.day-open', '2025-02-02'])
  })
})
