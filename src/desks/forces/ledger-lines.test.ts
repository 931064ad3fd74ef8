import { describe, expect, test } from 'vitest'

import type { Basis } from '#register'

import type { Change, Counts, Told } from './counts.ts'
import { comparisonOf } from './differences.ts'
import { computedOn, ledgerOn } from './ledger-lines.ts'
import { datedBy, type Move } from './movements.ts'

const NOTHING: Counts = { moves: [], changes: [], reports: [], totals: [], rules: new Map() }

function people(low: number | null, high: number | null = low) {
  return { low, high, unit: 'person' }
}

function basisOf(claim: string): Basis {
  return { claim, assertedBy: 'MSS', reportedBy: null, low: null, high: null, chosen: true }
}

function move(direction: Move['direction'], on: string, low: number, high = low): Move {
  const figure = { ...people(low, high), disputed: low !== high, unquantified: 0 }
  const basis = [basisOf(`${direction} ${on}`)]
  return {
    subject: on,
    contributor: 'KEN',
    direction,
    ...datedBy(on),
    figure: { ...figure, basis },
    claims: [],
  }
}

function told(on: string, low: number | null, high: number | null = low): Told {
  const personnel = people(low, high)
  return {
    subject: on,
    contributor: 'KEN',
    ...datedBy(on),
    personnel,
    basis: basisOf(`told ${on}`),
  }
}

function change(on: string, after: Change['after'], low: number): Change {
  return { ...told(on, low), contributor: 'KEN', before: 'present', after }
}

describe('what a day’s strength is computed from', () => {
  test('a total of arrivals is no arrival more: it settles what the single ones leave open', () => {
    const moves = [move('arrival', '2024-06-25', 200, 400), move('arrival', '2024-07-16', 200)]
    const counts = { ...NOTHING, moves, totals: [told('2024-07-16', 400)] }
    expect(computedOn('2024-06-30', counts)).toMatchObject({ low: 200, high: 400 })
    expect(computedOn('2024-07-16', counts)).toMatchObject({ low: 400, high: 400, disputed: false })
    expect(computedOn('2024-07-16', { ...counts, totals: [] })).toMatchObject({
      low: 400,
      high: 600,
    })
  })

  test('a total that cannot be right beside the single arrivals changes nothing', () => {
    const counts = {
      ...NOTHING,
      moves: [move('arrival', '2024-06-25', 200)],
      totals: [told('2024-06-25', 900)],
    }
    expect(computedOn('2024-07-01', counts)).toMatchObject({ low: 200, high: 200 })
  })

  test('what arrived after a total is added to it', () => {
    const moves = [move('arrival', '2024-06-25', 200, 400), move('arrival', '2025-01-18', 217)]
    const counts = { ...NOTHING, moves, totals: [told('2024-07-16', 400)] }
    expect(computedOn('2025-02-04', counts)).toMatchObject({ low: 617, high: 617 })
  })

  test('an arrival of which only the month is known counts from nothing on until the month is over', () => {
    const counts = { ...NOTHING, moves: [move('arrival', '2024-06', 100)] }
    expect(computedOn('2024-06-15', counts)).toMatchObject({ low: 0, high: 100 })
    expect(computedOn('2024-06-30', counts)).toMatchObject({ low: 100, high: 100 })
  })

  test('a change of status counts as its rule says, and as wide as no rule leaves it', () => {
    const counts = {
      ...NOTHING,
      moves: [move('arrival', '2024-06-25', 100)],
      changes: [
        change('2025-02-23', 'deceased', 1),
        change('2025-03-01', 'leave', 5),
        change('2025-03-25', 'missing', 2),
      ],
      rules: new Map([
        ['deceased', { counts: 'not-counted', claim: 'r1' }],
        ['leave', { counts: 'counted', claim: 'r2' }],
      ] as const),
    }
    expect(computedOn('2025-02-22', counts)).toMatchObject({ low: 100, high: 100 })
    expect(computedOn('2025-03-02', counts)).toMatchObject({ low: 99, high: 99 })
    expect(computedOn('2025-03-25', counts)).toMatchObject({ low: 97, high: 99 })
    expect(ledgerOn('2025-03-25', counts)[1]).toMatchObject({
      unruled: ['missing'],
      changes: { low: -2, high: 0 },
    })
  })

  test('who came back is counted again', () => {
    const back: Change = {
      ...told('2025-04-01', 2),
      contributor: 'KEN',
      before: 'missing',
      after: 'present',
    }
    const counts = {
      ...NOTHING,
      moves: [move('arrival', '2024-06-25', 100)],
      changes: [change('2025-03-25', 'missing', 2), back],
      rules: new Map([['missing', { counts: 'not-counted', claim: 'r' }]] as const),
    }
    expect(computedOn('2025-03-31', counts)).toMatchObject({ low: 98, high: 98 })
    expect(computedOn('2025-04-01', counts)).toMatchObject({ low: 100, high: 100 })
  })

  test('a day shows what the day before left and what came and went on it', () => {
    const moves = [
      move('arrival', '2024-06-25', 400),
      move('arrival', '2025-12-08', 230),
      move('departure', '2025-12-08', 100),
    ]
    const [whole, kenya] = ledgerOn('2025-12-08', {
      ...NOTHING,
      moves,
      reports: [told('2025-12-08', 500, null)],
    })
    expect(whole).toMatchObject({
      previous: { low: 400 },
      arrivals: { low: 230 },
      departures: { low: 100 },
      computed: { low: 530 },
    })
    expect(kenya?.reported).toMatchObject([
      { difference: { low: null, high: 30 }, state: 'agrees' },
    ])
  })
})

test.each([
  [people(877), people(859), 'differs'],
  [people(590), people(590), 'agrees'],
  [people(761), people(600, null), 'agrees'],
  [people(400, 600), people(400), 'possible'],
  [people(400, null), people(0, 1000), 'possible'],
  [people(100), people(0, 50), 'differs'],
])('computed %o beside reported %o: %s', (computed, reported, state) => {
  expect(comparisonOf(computed, reported)).toBe(state)
})
