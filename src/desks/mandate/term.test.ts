import { describe, expect, test } from 'vitest'

import { daysLeft } from './term.ts'

describe('the days left of a term', () => {
  test('are counted to the day on which it ends', () => {
    expect(daysLeft('2025-10-02', '2025-05-22')).toEqual({ low: 133, high: 133, unit: 'day' })
  })

  test('are a range where the end is only known to the month', () => {
    expect(daysLeft('2025-09', '2025-05-22')).toEqual({ low: 102, high: 131, unit: 'day' })
  })

  test('are negative once it has run out', () => {
    expect(daysLeft('2024-10-02', '2025-05-22')).toEqual({ low: -232, high: -232, unit: 'day' })
  })

  test('are unknown without an end', () => {
    expect(daysLeft(null, '2025-05-22')).toEqual({ low: null, high: null, unit: 'day' })
    expect(daysLeft('2025-10-02/..', '2025-05-22')).toEqual({ low: null, high: null, unit: 'day' })
  })
})
