import fc from 'fast-check'
import { expect, test } from 'vitest'

import {
  addDays,
  DAY_MIN,
  dayNumber,
  dayOf,
  dayOfInstant,
  daysBetween,
  endOfDay,
  instantOf,
  isDay,
  isInstant,
  secondOf,
  startOfDay,
} from './day.ts'

const LAST_DAY = dayNumber('9999-12-31')
const number = fc.integer({ min: DAY_MIN, max: LAST_DAY })

/** JavaScript counts days from 1970 and needs help with years before 100. */
function calendarDay(days: number): string {
  const date = new Date(Date.UTC(2000, 0, 1))
  date.setUTCFullYear(1, 0, 1 + days)
  return date.toISOString().slice(0, 10)
}

test('a day number and its day give each other back', () => {
  fc.assert(
    fc.property(number, (days) => {
      expect(dayNumber(dayOf(days))).toBe(days)
      expect(dayOf(days)).toBe(calendarDay(days))
      expect(isDay(dayOf(days))).toBe(true)
    }),
  )
})

test('every day of 400 years, the cycle of the calendar, follows the one before', () => {
  for (let days = 0; days < 146_097; days += 1) {
    if (dayNumber(calendarDay(days)) !== days) throw new Error(`wrong at ${calendarDay(days)}`)
  }
  expect(dayOf(146_097)).toBe('0401-01-01')
})

test('the first day is number 0, and so is every day before it', () => {
  expect(dayNumber('0001-01-01')).toBe(0)
  expect(dayNumber('0000-12-31')).toBe(0)
  expect(dayNumber('-0999-01-01')).toBe(0)
})

test.each([
  '2023-02-29',
  '1900-02-29',
  '2024-13-01',
  '2024-00-10',
  '2024-1-1',
  '24-01-01',
  '0000-01-01',
  '',
  '2024-01-01T00:00:00Z',
])('“%s” is not a day', (text) => {
  expect(isDay(text)).toBe(false)
})

test('a text that is not a day is refused with a sentence', () => {
  expect(() => dayNumber('2023-02-29')).toThrow('“2023-02-29” is not a day of the calendar')
  expect(() => dayOf(-1)).toThrow('-1 is not the number of a day')
  expect(() => dayOf(LAST_DAY + 1)).toThrow('9999-12-31')
  expect(() => dayOf(0.5)).toThrow('0.5 is not the number of a day')
})

test('seconds and instants give each other back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: LAST_DAY * 86_400 + 86_399 }), (second) => {
      expect(secondOf(instantOf(second))).toBe(second)
      expect(isInstant(instantOf(second))).toBe(true)
    }),
  )
})

test('seconds agree with the clock of JavaScript', () => {
  const instant = '2024-06-25T09:30:01Z'
  expect(secondOf(instant) - secondOf('1970-01-01T00:00:00Z')).toBe(Date.parse(instant) / 1000)
})

test('milliseconds are cut off, never rounded up into the next day', () => {
  expect(instantOf(secondOf('2024-06-25T23:59:59.999Z'))).toBe('2024-06-25T23:59:59Z')
})

test.each([
  '2024-06-25',
  '2024-06-25T24:00:00Z',
  '2024-06-25T09:30:00',
  '2024-06-25T09:30:00+03:00',
  '2024-02-30T00:00:00Z',
  '2024-06-25T09:60:00Z',
])('“%s” is not an instant in UTC', (text) => {
  expect(isInstant(text)).toBe(false)
  expect(() => secondOf(text)).toThrow('is not an instant in UTC')
})

test('a day runs from its first to its last second', () => {
  expect(startOfDay('2024-02-29')).toBe('2024-02-29T00:00:00Z')
  expect(endOfDay('2024-02-29')).toBe('2024-02-29T23:59:59Z')
  expect(dayOfInstant('2024-02-29T23:59:59.500Z')).toBe('2024-02-29')
})

test('days are counted across years', () => {
  expect(daysBetween('2025-05-22', '2025-10-02')).toBe(133)
  expect(addDays('2023-12-31', 1)).toBe('2024-01-01')
  expect(addDays('2024-03-01', -1)).toBe('2024-02-29')
})
