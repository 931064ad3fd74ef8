import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { addMonths, dayNumber, dayOf, daysInMonth } from '#kit'

import { boundsOf, edtfOf, overlap, shift } from './cadence.ts'

const FIRST = dayNumber('1945-01-01')
const LAST = dayNumber('2199-12-31')
const aDay = fc.integer({ min: FIRST, max: LAST }).map((number) => dayOf(number))
const parts = (day: string) => day.split('-').map(Number)

describe('months after a day', () => {
  test('keep the day of the month, or the last one that a shorter month has', () => {
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29')
    expect(addMonths('2023-01-31', 1)).toBe('2023-02-28')
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28')
    expect(addMonths('2024-02-29', 48)).toBe('2028-02-29')
    expect(addMonths('2023-10-02', 9)).toBe('2024-07-02')
    expect(addMonths('2025-09-30', 6)).toBe('2026-03-30')
    expect(addMonths('2024-12-15', 1)).toBe('2025-01-15')
  })

  test('do not run beyond the calendar', () => {
    expect(addMonths('9999-06-01', 12)).toBe('9999-12-31')
  })

  test('always lie in the month they are counted to, and on no later day of it than they began', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: 0, max: 1200 }), (day, months) => {
        const [year = 0, month = 0, dayOfMonth = 0] = parts(day)
        const [toYear = 0, toMonth = 0, toDay = 0] = parts(addMonths(day, months))
        expect(toYear * 12 + toMonth).toBe(year * 12 + month + months)
        expect(toDay).toBe(Math.min(dayOfMonth, daysInMonth(toYear, toMonth)))
      }),
    )
  })

  test('never change the order of two days', () => {
    fc.assert(
      fc.property(aDay, aDay, fc.integer({ min: 0, max: 240 }), (a, b, months) => {
        const [first, second] = a <= b ? [a, b] : [b, a]
        expect(addMonths(first, months) <= addMonths(second, months)).toBe(true)
      }),
    )
  })
})

describe('a cadence', () => {
  test('is counted from where it began, so that a short month shortens no later one', () => {
    const monthly = { low: 1, high: 1, unit: 'month' }
    const from = boundsOf('2024-01-31')
    const days = [1, 2, 3, 4].map((times) => shift(from, monthly, times).earliest)
    expect(days).toEqual(['2024-02-29', '2024-03-31', '2024-04-30', '2024-05-31'])
  })

  test('by ninety days counts leap days', () => {
    const quarterly = { low: 90, high: 90, unit: 'day' }
    expect(shift(boundsOf('2023-12-01'), quarterly, 1)).toEqual({
      earliest: '2024-02-29',
      latest: '2024-02-29',
    })
    expect(shift(boundsOf('2022-12-01'), quarterly, 1)).toEqual({
      earliest: '2023-03-01',
      latest: '2023-03-01',
    })
  })

  test('from an imprecise day, or of an imprecise length, gives a range of days', () => {
    expect(shift(boundsOf('2024-01'), { low: 1, high: 1, unit: 'month' }, 1)).toEqual({
      earliest: '2024-02-01',
      latest: '2024-02-29',
    })
    expect(shift(boundsOf('2024-01-01'), { low: 60, high: null, unit: 'day' }, 1)).toEqual({
      earliest: '2024-03-01',
      latest: null,
    })
  })

  test('whatever the day really was and the interval really is, the due day lies within the range', () => {
    const units = fc.constantFrom('day', 'month')
    const steps = fc.tuple(fc.nat(40), fc.nat(20), fc.nat(20), fc.integer({ min: 1, max: 12 }))
    fc.assert(
      fc.property(aDay, steps, units, (day, [spread, least, more, times], unit) => {
        const from = { earliest: day, latest: dayOf(dayNumber(day) + spread) }
        const range = shift(from, { low: least, high: least + more, unit }, times)
        for (const real of [0, spread >> 1, spread]) {
          for (const interval of [least, least + (more >> 1), least + more]) {
            const began = boundsOf(dayOf(dayNumber(day) + real))
            const due = shift(began, { low: interval, high: interval, unit }, times)
            expect((range.earliest ?? '') <= (due.earliest ?? '')).toBe(true)
            expect((due.latest ?? '') <= (range.latest ?? '')).toBe(true)
          }
        }
      }),
    )
  })

  test('comes later each time', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: 1, max: 100 }), fc.nat(50), (day, every, times) => {
        for (const unit of ['day', 'month']) {
          const interval = { low: every, high: every, unit }
          const [one, next] = [times, times + 1].map((count) =>
            shift(boundsOf(day), interval, count),
          )
          expect((one?.earliest ?? '') < (next?.earliest ?? '')).toBe(true)
        }
      }),
    )
  })
})

describe('days that a date can mean', () => {
  test('are written so that they are read the same', () => {
    fc.assert(
      fc.property(aDay, fc.nat(400), (day, spread) => {
        const bounds = { earliest: day, latest: dayOf(dayNumber(day) + spread) }
        expect(boundsOf(edtfOf(bounds) ?? '')).toEqual(bounds)
      }),
    )
    expect(boundsOf(edtfOf({ earliest: null, latest: '2024-05-02' }) ?? '')).toEqual({
      earliest: null,
      latest: '2024-05-02',
    })
  })

  test('are shared by two dates or not', () => {
    expect(overlap(boundsOf('2024-02'), boundsOf('2024-02-29'))).toBe(true)
    expect(overlap(boundsOf('2024-02'), boundsOf('2024-03-01'))).toBe(false)
    expect(overlap(boundsOf('[..2024-02-29]'), boundsOf('1999'))).toBe(true)
  })
})
