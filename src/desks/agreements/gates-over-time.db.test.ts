import { beforeAll, expect, test } from 'vitest'

import { type Context, kindsOf, recordEntries } from '#desk-kit'
import { newId, OPERATOR } from '#kit'
import { type Db, fixedClock } from '#platform'
import { inForce, inForceThrough, resolveAsking } from '#register'

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
} from '../../../test/drafts.ts'
import { anActor } from '../../../test/people.ts'
import { desks } from '../index.ts'
import { GATE_INPUTS } from './findings.ts'
import { gatesOverTimeAccount } from './gates-over-time.ts'
import { gatesAccount } from './gates.ts'

const clock = fixedClock('2026-11-24T10:00:00.000Z')
const kinds = kindsOf(desks)

function aGate(parties: readonly string[], valid: string, saidAt: string) {
  return aClaim({
    kind: 'agreements.gate',
    subject: 'gate-ken',
    assertedBy: 'MSS',
    authority: 'mission-record',
    valid,
    saidAt,
    value: {
      contingent: 'KEN',
      deployment: 'Deployment of Kenyan police',
      basis: null,
      settledBy: null,
      conditions: [
        {
          sentence: 'An agreement is signed',
          sort: 'agreement',
          must: 'be-so',
          about: null,
          agreement: null,
          parties,
          reached: 'signed',
          alternative: null,
        },
      ],
    },
  })
}

function aDecision(claims: readonly string[]) {
  return {
    type: 'decision',
    id: newId(),
    handling: OPEN,
    kind: 'agreements.gate',
    subject: 'gate-ken',
    claims,
    by: 'MSS',
    saidAt: '2026-11-01T10:00:00Z',
    reason: 'A test decides.',
  }
}

function aStep(stage: string, on: string, by = 'MSS') {
  return aClaim({
    kind: 'agreements.stage',
    subject: 'agreement',
    value: { stage, on },
    valid: `${on}/..`,
    saidAt: `${on.slice(0, 7)}-28T23:59:59Z`,
    assertedBy: by,
  })
}

describeOnEngines('gates on record', (open) => {
  let db: Db
  let ctx: Context
  let approver: Context
  const gate = aGate(['KEN'], '2023-10-02/..', '2023-10-02T10:00:00Z')

  beforeAll(async () => {
    ;({ db } = await open())
    ctx = { db, clock, appender: await openRecord(db, clock), mission: MISSION, actor: OPERATOR }
    approver = { ...ctx, actor: anActor('an approver', 'approver') }
    const signed = aStep('signed', '2024-03-01')
    await record([
      ...['MSS', 'KEN', 'HTI'].map(aParty),
      ...['gate-ken', 'agreement'].map((subject) => aSubject(subject)),
      gate,
      aClaim({
        kind: 'agreements.instrument',
        subject: 'agreement',
        value: { sort: 'treaty', parties: ['KEN', 'HTI'], purpose: null, years: null },
        valid: '2024-03-01/..',
        saidAt: '2024-03-01T10:00:00Z',
        assertedBy: 'MSS',
      }),
      signed,
      aStep('signed', '2024-03', 'HTI'),
      aStep('ended', '2025-06-01'),
      aRelation(signed.id, { relation: 'withdraws', by: 'MSS', saidAt: '2026-12-01T10:00:00Z' }),
    ])
  })

  async function record(drafts: readonly object[], who = ctx) {
    return recordEntries(who, kinds, drafts)
  }

  async function stateOn(validOn: string, more: object = {}) {
    const at = await resolveAsking(ctx, MISSION, { validOn, ...more })
    const { rows } = await gatesAccount.run(ctx, at)
    return rows.map(({ subject, state }) => [subject, state])
  }

  test('a gate that waits for a second person answers nothing, and answers once it is approved', async () => {
    const decision = aDecision([gate.id])
    await record([decision])
    expect(await stateOn('2024-06-25')).toEqual([])
    await expect(record([anApproval(decision.id, { by: 'MSS' })])).rejects.toThrow(
      'Nobody approves what they entered',
    )
    expect(await stateOn('2024-06-25')).toEqual([])
    await record([anApproval(decision.id, { by: 'MSS' })], approver)
    expect(await stateOn('2024-06-25')).toEqual([['gate-ken', 'lawful']])
    expect(await stateOn('2024-02-15')).toEqual([['gate-ken', 'not-lawful']])
    expect(await stateOn('2023-09-01')).toEqual([['gate-ken', 'no-gate']])
  })

  test('a gate is the record’s own rule: what is known by an early day is judged by it all the same', async () => {
    expect(await stateOn('2024-06-25', { knownAt: '2024-02-29' })).toEqual([
      ['gate-ken', 'not-lawful'],
    ])
  })

  test('the states over time are those of every single day', async () => {
    const at = await resolveAsking(ctx, MISSION, { validOn: '2024-06-25' })
    const { rows } = await gatesOverTimeAccount.run(ctx, at)
    const whole = rows.filter(({ condition }) => condition === null)
    for (const validOn of [
      '2023-09-30',
      '2023-10-02',
      '2024-02-29',
      '2024-03-01',
      '2024-03-31',
      '2025-05-31',
      '2025-06-01',
      '2026-01-01',
    ]) {
      const span = whole.find(
        ({ from, until }) =>
          (from === null || from <= validOn) && (until === null || validOn <= until),
      )
      expect([[span?.subject, span?.state]]).toEqual(await stateOn(validOn))
    }
    expect(whole.map(({ from, until, state }) => [from, until, state])).toEqual([
      [null, '2023-10-01', 'no-gate'],
      ['2023-10-02', '2024-02-29', 'not-lawful'],
      ['2024-03-01', '2025-05-31', 'lawful'],
      ['2025-06-01', null, 'not-lawful'],
    ])
  })

  test('what stands in a stretch is what stands on each of its days', async () => {
    for (const knownAt of ['2024-02-29', '2024-03-10', '2026-11-24', '2026-12-24']) {
      const at = await resolveAsking(ctx, MISSION, { validOn: '2024-01-01', knownAt })
      const stretches = await inForceThrough(db, MISSION, GATE_INPUTS, at)
      for (const { from, until, claims } of stretches) {
        for (const validOn of [from, until].filter((day) => day !== null)) {
          expect(claims).toEqual(await inForce(db, MISSION, GATE_INPUTS, { ...at, validOn }))
        }
      }
    }
  })

  test('a changed gate counts from its own day on, and the earlier one before', async () => {
    const changed = aGate(['KEN', 'DOM'], '2024-09-01/..', '2024-08-01T10:00:00Z')
    const decision = aDecision([gate.id, changed.id])
    await record([changed, decision])
    await record([anApproval(decision.id, { by: 'MSS' })], approver)
    expect(await stateOn('2024-08-31')).toEqual([['gate-ken', 'lawful']])
    expect(await stateOn('2024-09-01')).toEqual([['gate-ken', 'not-lawful']])
  })
})
