import fc from 'fast-check'
import { expect, test } from 'vitest'

import { DAY_MAX, DAY_MIN, dayNumber, dayOf } from './day.ts'
import { parseEdtf } from './edtf.ts'
import type { Period } from './period.ts'
import { reachOn, validTime } from './period.ts'

function daysOf(period: Period | null): string | null {
  if (period === null) return null
  const first = period.from === DAY_MIN ? '…' : dayOf(period.from)
  return `${first} to ${period.to === DAY_MAX ? '…' : dayOf(period.to - 1)}`
}

test.each([
  ['2024-06-25', '2024-06-25 to 2024-06-25', '2024-06-25 to 2024-06-25'],
  ['2024-06-25?', '2024-06-25 to 2024-06-25', '2024-06-25 to 2024-06-25'],
  ['2024-06', '2024-06-01 to 2024-06-30', null],
  ['2024', '2024-01-01 to 2024-12-31', null],
  ['202X', '2020-01-01 to 2029-12-31', null],
  ['[2024-06-25,2024-06-27]', '2024-06-25 to 2024-06-27', null],
  ['[2024-06-25]', '2024-06-25 to 2024-06-25', '2024-06-25 to 2024-06-25'],
  ['[..2024-06-25]', '… to 2024-06-25', null],
  ['2024-06-25/2025-10-02', '2024-06-25 to 2025-10-02', '2024-06-25 to 2025-10-02'],
  ['2024-06/2024-09', '2024-06-01 to 2024-09-30', '2024-06-30 to 2024-09-01'],
  ['2024-06/2024-06-20', '2024-06-01 to 2024-06-20', null],
  ['2024-06-25/..', '2024-06-25 to …', '2024-06-25 to …'],
  ['../2025-10-02', '… to 2025-10-02', '… to 2025-10-02'],
  ['../..', '… to …', '… to …'],
  ['2024-06-25/', '2024-06-25 to …', '2024-06-25 to 2024-06-25'],
  ['2024-06/', '2024-06-01 to …', null],
  ['/2025-10-02', '… to 2025-10-02', '2025-10-02 to 2025-10-02'],
  ['/2025-10', '… to 2025-10-31', null],
  ['../', '… to …', null],
])('%s is possible %s and certain %s', (text, outer, inner) => {
  const valid = validTime(parseEdtf(text))
  expect([daysOf(valid.outer), daysOf(valid.inner)]).toEqual([outer, inner])
})

const part = fc
  .record({
    day: fc.integer({ min: dayNumber('1990-01-01'), max: dayNumber('2035-12-31') }),
    precision: fc.constantFrom(4, 7, 10),
  })
  .map(({ day, precision }) => dayOf(day).slice(0, precision))
const end = fc.oneof(part, fc.constantFrom('..', ''))
const edtf = fc
  .oneof(
    part,
    fc.tuple(part, part).map(([a, b]) => `[${a},${b}]`),
    fc.tuple(end, end).map(([a, b]) => `${a}/${b}`),
  )
  .filter((text) => isEdtf(text))

function isEdtf(text: string): boolean {
  try {
    return parseEdtf(text).text === text
  } catch {
    return false
  }
}

test('the certain days lie within the possible ones, and neither is empty', () => {
  fc.assert(
    fc.property(edtf, (text) => {
      const { outer, inner } = validTime(parseEdtf(text))
      expect(outer.from).toBeLessThan(outer.to)
      if (inner === null) return
      expect(inner.from).toBeLessThan(inner.to)
      expect(inner.from).toBeGreaterThanOrEqual(outer.from)
      expect(inner.to).toBeLessThanOrEqual(outer.to)
    }),
  )
})

test('a day is certain, possible or out of reach, as the periods say', () => {
  const valid = validTime(parseEdtf('2024-06/2024-09'))
  const reach = (day: string): string => reachOn(valid, dayNumber(day))
  expect(
    ['2024-05-31', '2024-06-01', '2024-06-30', '2024-09-01', '2024-09-30', '2024-10-01'].map(
      (day) => reach(day),
    ),
  ).toEqual(['none', 'possible', 'certain', 'certain', 'possible', 'none'])
})
