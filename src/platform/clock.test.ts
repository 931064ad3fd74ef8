import { expect, test } from 'vitest'

import { isDay, isInstant } from '#kit'

import { fixedClock, systemClock } from './clock.ts'

test('the clock of the machine tells a day and an instant in UTC', () => {
  expect(isInstant(systemClock.now())).toBe(true)
  expect(isDay(systemClock.today())).toBe(true)
})

test('a fixed clock stands still', () => {
  const clock = fixedClock('2024-03-08T23:59:59Z')
  expect([clock.now(), clock.today()]).toEqual(['2024-03-08T23:59:59Z', '2024-03-08'])
})
