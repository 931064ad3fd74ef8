import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { AUTHORITIES, type Authority, type StandingClaim } from '#register'

import { aStandingClaim } from '../../../test/standing-claims.ts'
import type { Gate, WrittenCondition } from './gate-kind.ts'
import { judgeGate } from './judge-gate.ts'

const DAY = '2024-06-25'

function aCondition(fields: Partial<WrittenCondition> = {}): WrittenCondition {
  return {
    sentence: 'A reciprocal instrument of Kenya and Haiti is signed',
    sort: 'agreement',
    must: 'be-so',
    about: null,
    agreement: 'reciprocal-instrument',
    parties: ['KEN', 'HTI'],
    reached: 'signed',
    alternative: null,
    ...fields,
  }
}

const noBar = aCondition({
  sort: 'no-bar',
  about: 'petition',
  agreement: null,
  parties: [],
  reached: null,
})
const parliament = aCondition({
  sort: 'vote',
  about: 'vote-ken',
  agreement: null,
  parties: [],
  reached: null,
})

function aGate(...conditions: readonly WrittenCondition[]): Gate {
  return {
    contingent: 'KEN',
    deployment: 'Deployment of Kenyan police',
    basis: null,
    settledBy: 'formal-notification',
    conditions: [...conditions],
  }
}

function judge(gate: Gate, claims: readonly StandingClaim[], day = DAY) {
  return judgeGate(gate, { day, claims, settledBy: gate.settledBy, decided: () => null })
}

const instrument = aStandingClaim({
  kind: 'agreements.instrument',
  value: { sort: 'reciprocal-instrument', parties: ['KEN', 'HTI'], purpose: null, years: null },
})
const signed = aStandingClaim()

function aStage(stage: string, on: string, fields: Partial<StandingClaim> = {}): StandingClaim {
  return aStandingClaim({ value: { stage, on }, valid: `${on}/..`, assertedBy: 'KEN', ...fields })
}

function inTheCase(subject: string, ends: readonly string[] = []): StandingClaim {
  return aStandingClaim({
    kind: 'agreements.in-case',
    subject,
    value: { case: 'petition', ends },
    authority: 'legal-instrument',
  })
}

function anOrder(effect: string, until: string | null, subject = 'order'): StandingClaim {
  return aStandingClaim({
    kind: 'agreements.order',
    subject,
    value: {
      court: 'KEN-HIGH-COURT',
      judge: null,
      effect,
      on: '2024-01-26',
      until,
      content: 'None',
    },
    authority: 'legal-instrument',
  })
}

function aVote(outcome: string, fields: Partial<StandingClaim> = {}): StandingClaim {
  return aStandingClaim({
    kind: 'agreements.vote',
    subject: 'vote-ken',
    value: {
      body: 'KEN-NATIONAL-ASSEMBLY',
      matter: 'Deployment',
      outcome,
      personnel: null,
      inFavour: null,
      seats: null,
    },
    ...fields,
  })
}

describe('an agreement', () => {
  const gate = aGate(aCondition())

  test('that is signed meets a gate that asks for signing, and names its claims', () => {
    const { state, conditions } = judge(gate, [instrument, signed])
    expect(state).toBe('lawful')
    expect(conditions[0]?.basis.map(({ claim }) => claim)).toEqual([instrument.id, signed.id])
  })

  test('that is announced or negotiated only does not', () => {
    for (const stage of ['announced', 'negotiated']) {
      expect(judge(gate, [instrument, aStage(stage, '2024-03-01')]).state).toBe('not-lawful')
    }
  })

  test('that is signed does not meet a gate that asks for entry into force', () => {
    const stricter = aGate(aCondition({ reached: 'in-force' }))
    expect(judge(stricter, [instrument, signed]).state).toBe('not-lawful')
    expect(judge(stricter, [instrument, aStage('in-force', '2024-04-01')]).state).toBe('lawful')
  })

  test('of another sort or between others is not the one that is asked for', () => {
    const other = { ...instrument, value: { ...instrument.value, parties: ['KEN', 'DOM'] } }
    expect(judge(gate, [other, signed]).conditions[0]).toMatchObject({
      truth: 'unmet',
      why: 'none-on-record',
      basis: [],
    })
  })

  test('whose sort is disputed among equals leaves the gate undetermined', () => {
    const rival = {
      ...instrument,
      id: signed.id,
      assertedBy: 'HTI',
      value: { ...instrument.value, sort: 'treaty' },
    }
    expect(judge(gate, [instrument, rival, signed]).state).toBe('undetermined')
  })

  test('that ended later is ended; the earlier signing is no rival of its end', () => {
    const ended = aStage('ended', '2024-06-01', { assertedBy: 'HTI' })
    expect(judge(gate, [instrument, signed, ended])).toMatchObject({
      state: 'not-lawful',
      disputed: false,
    })
  })

  test('that a weaker class of authority calls ended is disputed', () => {
    const ended = aStage('ended', '2024-06-01', { authority: 'anonymous' })
    expect(judge(gate, [instrument, signed, ended])).toMatchObject({
      state: 'undetermined',
      disputed: true,
    })
  })

  test('whose signing is denied by an equal, may not stand, or is planned is not signed for sure', () => {
    const denied = aStage('signed', '2024-03-01', { modality: 'denied', assertedBy: 'HTI' })
    expect(judge(gate, [instrument, signed, denied]).state).toBe('undetermined')
    expect(judge(gate, [instrument, { ...signed, reach: 'possible' }]).state).toBe('undetermined')
    expect(judge(gate, [instrument, { ...signed, modality: 'estimated' }]).state).toBe(
      'undetermined',
    )
    expect(judge(gate, [instrument, { ...signed, modality: 'planned' }]).state).toBe('not-lawful')
  })
})

describe('the orders and rulings of a case', () => {
  const gate = aGate(noBar)
  const bars = anOrder('restrains', null)

  test('bar nothing where none is on record', () => {
    expect(judge(gate, [])).toMatchObject({
      state: 'lawful',
      conditions: [{ why: 'none-on-record' }],
    })
  })

  test('bar until further notice where the order has no end, and to the last day where it has one', () => {
    expect(judge(gate, [inTheCase('order'), bars]).state).toBe('not-lawful')
    const until = anOrder('restrains', '2024-06-25')
    expect(judge(gate, [inTheCase('order'), until]).state).toBe('not-lawful')
    expect(judge(gate, [inTheCase('order'), until], '2024-06-26').state).toBe('lawful')
  })

  test('leave it undetermined while the end of an order is known to the month', () => {
    expect(judge(gate, [inTheCase('order'), anOrder('restrains', '2024-06')]).state).toBe(
      'undetermined',
    )
  })

  test('bar by the parts of an order where these are on record', () => {
    const part = (effect: string) =>
      aStandingClaim({
        kind: 'agreements.order-part',
        subject: `part-${effect}`,
        value: {
          order: 'order',
          part: '1',
          effect,
          to: [],
          matter: 'Deployment',
          unless: null,
          until: null,
        },
      })
    expect(judge(gate, [inTheCase('order'), bars, part('directs')]).state).toBe('lawful')
    expect(judge(gate, [inTheCase('order'), bars, part('directs'), part('restrains')]).state).toBe(
      'not-lawful',
    )
  })

  test('bar no longer once a later one of the case ends them', () => {
    const lifted = inTheCase('order-on-appeal', ['order'])
    expect(
      judge(gate, [inTheCase('order'), bars, lifted, anOrder('lifts', null, 'order-on-appeal')])
        .state,
    ).toBe('lawful')
  })

  test('of another case bar nothing here', () => {
    const elsewhere = { ...inTheCase('order'), value: { case: 'another-petition', ends: [] } }
    expect(judge(gate, [elsewhere, bars]).state).toBe('lawful')
  })

  test('that a condition must not be so turns its answer round', () => {
    const turned = aGate({ ...noBar, must: 'not-be-so' })
    const { state, conditions } = judge(turned, [inTheCase('order'), bars])
    expect(state).toBe('lawful')
    expect(conditions[0]?.basis.every(({ says }) => says === 'for')).toBe(true)
  })
})

describe('a gate', () => {
  test('takes every condition without a mark, and one of those with the same mark', () => {
    const gate = aGate(
      parliament,
      { ...noBar, alternative: 'court' },
      { ...aCondition(), alternative: 'court' },
    )
    const barred = [inTheCase('order'), anOrder('restrains', null)]
    expect(judge(gate, [aVote('approved'), ...barred]).state).toBe('not-lawful')
    expect(judge(gate, [aVote('approved'), ...barred, instrument, signed]).state).toBe('lawful')
    expect(judge(gate, [...barred, instrument, signed]).state).toBe('not-lawful')
  })

  test('is not lawful as soon as one condition fails, whatever else is undetermined', () => {
    const rivals = [aVote('approved'), aVote('rejected', { assertedBy: 'NATION' })]
    expect(judge(aGate(parliament), rivals).state).toBe('undetermined')
    expect(judge(aGate(parliament, aCondition()), rivals).state).toBe('not-lawful')
  })

  const authority = fc.constantFrom<Authority>(...AUTHORITIES)
  const someVote = fc.record({
    outcome: fc.constantFrom('approved', 'rejected', 'pending'),
    authority,
    reach: fc.constantFrom<StandingClaim['reach']>('certain', 'possible'),
    modality: fc.constantFrom<StandingClaim['modality']>(
      'affirmed',
      'denied',
      'planned',
      'estimated',
    ),
  })

  test('never turns from lawful to not lawful by what is said more exactly of the same claims', () => {
    fc.assert(
      fc.property(fc.array(someVote, { maxLength: 5 }), (votes) => {
        const claims = votes.map(({ outcome, ...fields }) => aVote(outcome, fields))
        const surer = claims.map((claim) => ({ ...claim, reach: 'certain' as const }))
        const before = judge(aGate(parliament), claims).state
        const after = judge(aGate(parliament), surer).state
        expect(before === 'undetermined' ? 'undetermined' : after).toBe(before)
      }),
    )
  })

  test('is never lawful while equals disagree on a condition that it needs', () => {
    fc.assert(
      fc.property(fc.array(someVote, { maxLength: 5 }), authority, (votes, theirs) => {
        const rank = AUTHORITIES.indexOf(theirs)
        const others = votes
          .filter((vote) => AUTHORITIES.indexOf(vote.authority) >= rank)
          .map(({ outcome, ...fields }) => aVote(outcome, fields))
        const rivals = [
          aVote('approved', { authority: theirs }),
          aVote('rejected', { authority: theirs }),
        ]
        expect(judge(aGate(parliament), [...others, ...rivals]).state).toBe('undetermined')
      }),
    )
  })
})
