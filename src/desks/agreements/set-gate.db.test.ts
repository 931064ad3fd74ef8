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
import { agreementsCalendar } from './calendar.ts'
import { agreementsDuties } from './duties.ts'
import { gatesAccount } from './gates.ts'
import { setGate } from './set-gate.tsx'

// A clock ahead of this machine's, as ids made here hold the time of this machine.
const clock = fixedClock('2126-11-24T10:00:00.000Z')
const kinds = kindsOf(desks)

const vote = {
  sentence: 'The parliament has approved',
  sort: 'vote',
  must: 'be-so',
  about: 'vote-ken',
  agreement: null,
  parties: [],
  reached: null,
  alternative: null,
} as const
const INPUT = {
  gate: 'gate-ken',
  title: 'Deployment of Kenya’s police',
  contingent: 'KEN',
  deployment: 'Deployment of Kenyan police',
  basis: 'Constitution, article 240',
  settledBy: null,
  from: '2023-10-02',
  conditions: [vote],
  by: 'MSS',
  reason: 'The law asks for it.',
}

describeOnEngines('setting a gate', (open) => {
  let ctx: Context
  let approver: Context

  beforeAll(async () => {
    const { db } = await open()
    ctx = { db, clock, appender: await openRecord(db, clock), mission: MISSION, actor: OPERATOR }
    approver = { ...ctx, actor: anActor('an approver', 'approver') }
    await record([
      ...['MSS', 'KEN', 'KEN-NATIONAL-ASSEMBLY'].map(aParty),
      ...['vote-ken', 'order', 'watch'].map((subject) => aSubject(subject)),
      aClaim({
        kind: 'agreements.vote',
        subject: 'vote-ken',
        valid: '2023-11-16/..',
        saidAt: '2023-11-16T20:00:00Z',
        assertedBy: 'KEN-NATIONAL-ASSEMBLY',
        value: {
          body: 'KEN-NATIONAL-ASSEMBLY',
          matter: 'Deployment',
          outcome: 'approved',
          personnel: null,
          inFavour: null,
          seats: null,
        },
      }),
      aClaim({
        kind: 'agreements.order',
        subject: 'order',
        valid: '2023-10-09/2023-11-24',
        saidAt: '2023-10-09T20:00:00Z',
        assertedBy: 'KEN',
        value: {
          court: 'KEN-HIGH-COURT',
          judge: null,
          effect: 'restrains',
          on: '2023-10-09',
          until: '2023-11-24',
          content: 'No police are sent',
        },
      }),
    ])
  })

  async function record(drafts: readonly object[], who = ctx) {
    return recordEntries(who, kinds, drafts)
  }

  async function at(validOn: string) {
    return resolveAsking(ctx, MISSION, { validOn, knownAt: validOn })
  }

  async function propose(input: object, id = newId()) {
    const drafts = await setGate.run(ctx, await at('2023-11-20'), input, deedOf(ctx, id, OPEN))
    await recordDrafts(ctx, kinds, drafts)
    return drafts
  }

  async function statesOn(validOn: string) {
    const { rows } = await gatesAccount.run(ctx, await at(validOn))
    return rows.map(({ state }) => state)
  }

  test('waits for a second person, who is not the proposer', async () => {
    const drafts = await propose(INPUT)
    expect(drafts.map(({ type }) => type)).toEqual(['subject', 'claim', 'decision'])
    expect(await statesOn('2023-11-20')).toEqual([])
    const decision = drafts.at(-1)?.id ?? ''
    await expect(record([anApproval(decision, { by: 'MSS' })])).rejects.toThrow('Nobody approves')
    await record([anApproval(decision, { by: 'MSS' })], approver)
    expect(await statesOn('2023-11-20')).toEqual(['lawful'])
    expect(await statesOn('2023-11-01')).toEqual(['not-lawful'])
  })

  test('is prefilled with the gate that stands, and refuses to set the same again', async () => {
    const now = await at('2023-11-20')
    const filled = await setGate.prefill?.(ctx, now, { gate: 'gate-ken' })
    expect(filled).toMatchObject({ contingent: 'KEN', conditions: [vote], from: '2023-11-20' })
    await expect(propose({ ...INPUT, from: '2024-01-01' })).rejects.toThrow(
      'says exactly this on 2024-01-01 already',
    )
  })

  test('refuses a gate that begins some time in a month, or looks at nothing', async () => {
    await expect(propose({ ...INPUT, from: '2024-01' })).rejects.toThrow('counts from a day on')
    await expect(propose({ ...INPUT, conditions: [{ ...vote, about: null }] })).rejects.toThrow(
      'does not say what it looks at',
    )
    await expect(propose({ ...INPUT, conditions: [] })).rejects.toThrow('has no condition')
  })

  test('keeps the earlier gate for the days before the changed one, and can be sent twice', async () => {
    const changed = {
      ...INPUT,
      from: '2024-06-01',
      conditions: [{ ...vote, must: 'not-be-so' as const }],
    }
    const id = newId()
    const drafts = await propose(changed, id)
    expect(drafts.map(({ type }) => type)).toEqual(['claim', 'decision'])
    await record([anApproval(drafts.at(-1)?.id ?? '', { by: 'MSS' })], approver)
    expect(await propose(changed, id)).toEqual(drafts)
    expect(await statesOn('2024-05-31')).toEqual(['lawful'])
    expect(await statesOn('2024-06-01')).toEqual(['not-lawful'])
  })

  test('nothing waits at the desk while no rule says how many days it is told before', async () => {
    expect(await agreementsDuties(ctx, await at('2023-11-20'))).toEqual([])
  })

  test('a changed gate and an order that ends wait for as long as the rules on record say', async () => {
    const rule = (subject: string, matter: string, days: readonly number[]) =>
      aClaim({
        kind: 'agreements.watch',
        subject,
        valid: '2023-01-01/..',
        saidAt: '2023-01-01T10:00:00Z',
        assertedBy: 'MSS',
        value: {
          matter,
          days: days.map((count) => ({ low: count, high: count, unit: 'day' })),
          basis: null,
        },
      })
    await record([
      aSubject('watch-orders'),
      rule('watch', 'gate-changed', [7]),
      rule('watch-orders', 'order-ends', [7, 1]),
    ])
    const told = async (day: string) =>
      (await agreementsDuties(ctx, await at(day))).map(({ sort, since, due }) => [sort, since, due])
    expect(await told('2023-11-15')).toEqual([])
    expect(await told('2023-11-18')).toEqual([
      ['agreements.duty.gate-changed', '2023-11-16T20:00:00Z', null],
      ['agreements.duty.order-ends', '2023-11-17T00:00:00Z', '2023-11-24'],
    ])
    expect(await told('2023-11-24')).toEqual([
      ['agreements.duty.order-ends', '2023-11-17T00:00:00Z', '2023-11-24'],
    ])
    const keys = async (day: string) =>
      (await agreementsDuties(ctx, await at(day))).map(({ key }) => key)
    expect(await keys('2023-11-18')).toEqual(await keys('2023-11-19'))
    expect(await agreementsCalendar(ctx, await at('2023-11-18'))).toMatchObject([
      {
        key: 'agreements.order-ends.order',
        from: '2023-11-24',
        state: 'certain',
        warnings: [7, 1],
      },
    ])
  })
})
