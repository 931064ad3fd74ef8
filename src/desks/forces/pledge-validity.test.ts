import { expect, test } from 'vitest'

import { addMonths } from '#kit'

import type { Stage } from './pledge-kinds.ts'
import { validityOf } from './pledge-validity.ts'

const rule = { firstMonths: 12, everyMonths: 6, warningDays: 60, claim: 'c' }

function on(day: string, said: readonly string[], stage: Stage = 'pledge') {
  return validityOf({ stage, said, arrivals: [] }, { rule, day })
}

test('a promise holds for twelve months, with a warning before they are over', () => {
  expect(on('2024-12-27', ['2024-02-26'])).toEqual({ state: 'current', until: '2025-02-26' })
  expect(on('2024-12-28', ['2024-02-26'])).toEqual({ state: 'to-confirm', until: '2025-02-26' })
  expect(on('2025-02-27', ['2024-02-26'])).toEqual({ state: 'expired', until: '2025-02-26' })
})

test('a confirmation renews it for six months, and never shortens it', () => {
  expect(on('2025-03-01', ['2024-02-26', '2025-02-01'])).toMatchObject({
    state: 'current',
    until: '2025-08-01',
  })
  expect(on('2025-01-01', ['2024-02-26', '2024-03-01'])).toMatchObject({ until: '2025-02-26' })
})

test('what has arrived or was withdrawn is not to be confirmed', () => {
  expect(on('2026-01-01', ['2024-02-26'], 'in-theatre').state).toBe('arrived')
  expect(on('2026-01-01', ['2024-02-26'], 'withdrawn').state).toBe('ended')
})

test('whose people arrived after it was made is being kept, however long ago', () => {
  const after = (arrivals: readonly string[]) =>
    validityOf({ stage: 'pledge', said: ['2024-02-26'], arrivals }, { rule, day: '2026-01-01' })
  expect(after(['2024-06-25'])).toEqual({ state: 'arriving', until: null })
  expect(after(['2024-02-25']).state).toBe('expired')
})

test('without a rule on record nothing is assumed', () => {
  expect(
    validityOf(
      { stage: 'pledge', said: ['2024-02-26'], arrivals: [] },
      { rule: null, day: '2026-01-01' },
    ),
  ).toEqual({
    state: 'no-rule',
    until: null,
  })
})

test('months are counted to the same day, or to the last of a shorter month', () => {
  expect(addMonths('2024-06-25', 18)).toBe('2025-12-25')
  expect(addMonths('2024-08-31', 6)).toBe('2025-02-28')
  expect(addMonths('2024-12-31', 12)).toBe('2025-12-31')
})
