import { expect, test } from 'vitest'

import { monthEnds } from './strength-over-time.ts'

test('months end on their last day, leap years included, and the day asked about comes last', () => {
  expect(monthEnds('2023-12-20', '2024-03-08')).toEqual([
    '2023-12-31',
    '2024-01-31',
    '2024-02-29',
    '2024-03-08',
  ])
})

test('a day asked about that ends a month is drawn once', () => {
  expect(monthEnds('2024-06-25', '2024-07-31')).toEqual(['2024-06-30', '2024-07-31'])
})
