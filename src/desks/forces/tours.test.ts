import { expect, test } from 'vitest'

import { leavingBy } from './forecast.ts'
import { datedBy, type Move } from './movements.ts'
import { cohortsOn, tourEnd, type TourRule, tourState } from './tour-ends.ts'
import { toursIn } from './tours.ts'

function move(direction: Move['direction'], on: string, low: number, high = low): Move {
  const basis = [{ claim: on, assertedBy: 'MSS', reportedBy: null, low, high, chosen: true }]
  const figure = { low, high, unit: 'person', disputed: false, unquantified: 0, basis }
  return {
    subject: `move-${on}`,
    contributor: 'KEN',
    direction,
    ...datedBy(on),
    figure,
    claims: [],
  }
}

function ruleOf(low: number, high = low, contributor: string | null = 'KEN'): TourRule {
  const length = { low, high, unit: 'month' }
  return { contributor, length, firstWarningDays: 60, lastWarningDays: 30, claim: 'rule' }
}

test('who came first is held to leave first', () => {
  const moves = [
    move('arrival', '2024-06-25', 400),
    move('arrival', '2025-01-18', 217),
    move('departure', '2025-12-09', 450),
  ]
  expect(cohortsOn('2025-12-10', moves).map(({ left }) => [left.low, left.high])).toEqual([
    [0, 0],
    [167, 167],
  ])
  expect(cohortsOn('2025-12-01', moves).map(({ left }) => left.high)).toEqual([400, 217])
})

test('a rotation ends tours and begins new ones', () => {
  const moves = [move('arrival', '2024-06-25', 400), move('rotation', '2025-06-01', 150)]
  expect(cohortsOn('2025-06-02', moves).map(({ left }) => left.low)).toEqual([250, 150])
})

test('uncertain numbers stay uncertain, and nobody is fewer than nobody', () => {
  const moves = [move('arrival', '2024-06-25', 200, 400), move('departure', '2025-01-01', 90, 300)]
  expect(cohortsOn('2025-02-01', moves)[0]?.left).toMatchObject({ low: 0, high: 310 })
})

test('a tour ends as many months later as the rule says, between two days where the rule leaves it open', () => {
  expect(tourEnd(datedBy('2024-06-25'), ruleOf(18))).toEqual({
    from: '2025-12-25',
    until: '2025-12-25',
  })
  expect(tourEnd(datedBy('2025-01-03'), ruleOf(6, 12))).toEqual({
    from: '2025-07-03',
    until: '2026-01-03',
  })
  expect(tourEnd(datedBy('2025-01-03'), null)).toBe(null)
})

test.each([
  ['2025-10-25', 'running'],
  ['2025-10-26', 'first-warning'],
  ['2025-11-25', 'last-warning'],
  ['2025-12-25', 'last-warning'],
  ['2025-12-26', 'over'],
])('on %s a tour that ends on 25 December 2025 is %s', (day, state) => {
  const rule = ruleOf(18)
  expect(tourState(tourEnd(datedBy('2024-06-25'), rule), { rule, day })).toBe(state)
})

test('in the forecast people leave at the end of their tours, surely or possibly', () => {
  const counts = {
    moves: [move('arrival', '2025-01-03', 75)],
    changes: [],
    reports: [],
    totals: [],
    rules: new Map(),
  }
  const tours = toursIn(counts, { rules: [ruleOf(6, 12, null)], day: '2025-02-04' })
  const left = (day: string) => {
    const figure = leavingBy(day, { tours, today: '2025-02-04' })
    return figure === null ? null : [figure.low, figure.high]
  }
  expect(left('2025-06-30')).toBe(null)
  expect(left('2025-07-31')).toEqual([0, 75])
  expect(left('2026-01-31')).toEqual([75, 75])
})
