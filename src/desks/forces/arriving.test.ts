import { expect, test } from 'vitest'

import type { AnnouncedRow } from './announced.ts'
import { laterMoves } from './announced.ts'
import { arrivingBy } from './arriving.ts'
import type { Counts } from './counts.ts'
import { datedBy, type Move } from './movements.ts'

const TODAY = '2025-02-04'
const NOTHING: Counts = { moves: [], changes: [], reports: [], totals: [], rules: new Map() }

function figure(low: number | null, high: number | null = low) {
  const basis = [
    { claim: 'c', assertedBy: 'MSS', reportedBy: null, low, high, chosen: low !== null },
  ]
  return { low, high, unit: 'person', disputed: false, unquantified: low === null ? 1 : 0, basis }
}

function row(from: AnnouncedRow['from'], on: string | null, low: number | null): AnnouncedRow {
  return { subject: `${from}-${on}`, party: 'KEN', figure: figure(low), title: null, from, on }
}

function arriving(day: string, rows: readonly AnnouncedRow[], counts = NOTHING) {
  const rules = [
    {
      contributor: null,
      length: { low: 3, high: 6, unit: 'month' },
      firstWarningDays: 60,
      lastWarningDays: 30,
      claim: 'rule',
    },
  ]
  const there = arrivingBy(day, { rows, counts, rules, today: TODAY })
  return there === null ? null : [there.low, there.high, there.unquantified]
}

test('an announced arrival counts from its day on, possibly while its day is open', () => {
  const rows = [row('planned', '2025-03', 200)]
  expect(arriving('2025-02-28', rows)).toBe(null)
  expect(arriving('2025-03-15', rows)).toEqual([0, 200, 0])
  expect(arriving('2025-03-31', rows)).toEqual([200, 200, 0])
})

test('who is announced leaves again at the end of the tour', () => {
  const rows = [row('planned', '2025-03-01', 200)]
  expect(arriving('2025-05-31', rows)).toEqual([200, 200, 0])
  expect(arriving('2025-06-30', rows)).toEqual([0, 200, 0])
  expect(arriving('2025-09-30', rows)).toBe(null)
})

test('a pledge on the way brings from nobody to all who have not arrived', () => {
  const arrived: Move = {
    subject: 'm',
    contributor: 'KEN',
    direction: 'arrival',
    ...datedBy('2024-06-25'),
    figure: figure(400),
    claims: [],
  }
  const rows = [row('pledge', null, 1000)]
  expect(arriving(TODAY, rows)).toBe(null)
  expect(arriving('2025-02-28', rows, { ...NOTHING, moves: [arrived] })).toEqual([0, 600, 0])
})

test('an announced arrival may be part of the pledge, so the two are not added', () => {
  const rows = [row('planned', '2025-02-20', 200), row('pledge', null, 1000)]
  expect(arriving('2025-02-28', rows)).toEqual([200, 1000, 0])
  const short = [row('planned', '2025-02-20', 200), row('pledge', null, 50)]
  expect(arriving('2025-02-28', short)).toEqual([200, 200, 0])
})

test('who is announced without a number is counted as such', () => {
  expect(arriving('2025-02-28', [row('planned', '2025-02-20', null)])).toEqual([null, null, 1])
  const beside = [row('planned', '2025-02-20', 200), row('pledge', null, null)]
  expect(arriving('2025-02-28', beside)).toEqual([200, 200, 1])
})

function told(by: string, modality: 'affirmed' | 'planned' | 'denied', on: string, saidOn: string) {
  return {
    id: `${by} ${modality} ${saidOn}`,
    seq: 1,
    recordedAt: '2026-01-01T00:00:00Z',
    kind: 'forces.movement',
    subject: 'move-1',
    value: {
      direction: 'arrival',
      contributor: 'KEN',
      personnel: { low: 100, high: 100, unit: 'person' },
      component: 'police',
      on,
      ordinal: null,
      carrier: null,
    },
    modality,
    valid: `${saidOn}/..`,
    saidAt: `${saidOn}T23:59:59Z`,
    reach: 'certain' as const,
    assertedBy: by,
    reportedBy: null,
    document: null,
    authority: 'official-statement' as const,
    citations: [],
    note: null,
  }
}

function later(claims: readonly ReturnType<typeof told>[], moves: readonly Move[] = []) {
  const known = { decided: new Map(), counts: { moves }, day: TODAY }
  return laterMoves(claims, known).map(({ on }) => on)
}

test('of a plan and what happened later the latter stands, and the last said of each', () => {
  const plan = told('MSS', 'planned', '2025-03-01', '2025-01-10')
  expect(later([plan])).toEqual(['2025-03-01'])
  expect(later([plan, told('MSS', 'planned', '2025-04-01', '2025-01-20')])).toEqual(['2025-04-01'])
  expect(later([plan, told('KEN', 'affirmed', '2025-03-05', '2025-03-05')])).toEqual(['2025-03-05'])
})

test('what is denied, past or counted already is not announced', () => {
  expect(later([told('MSS', 'denied', '2025-03-01', '2025-01-10')])).toEqual([])
  expect(later([told('MSS', 'planned', '2025-02-04', '2025-01-10')])).toEqual([])
  const counted: Move = {
    subject: 'move-1',
    contributor: 'KEN',
    direction: 'arrival',
    ...datedBy('2025-02'),
    figure: figure(100),
    claims: [],
  }
  expect(later([told('MSS', 'affirmed', '2025-02', '2025-02-01')], [counted])).toEqual([])
})
