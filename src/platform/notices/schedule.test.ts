import { expect, test } from 'vitest'

import { isTimeToLook } from './schedule.ts'

const DAILY = { rhythm: 'daily', time: '07:30', zone: 'America/Port-au-Prince' } as const

const isTime = (lookedAt: string, now: string, fields: object = {}) =>
  isTimeToLook({ ...DAILY, ...fields, lookedAt }, now)

test('a daily message is due once the clocks of its zone show its time', () => {
  expect(isTime('2026-11-20T12:30:00.000Z', '2026-11-21T12:29:59.000Z')).toBe(false)
  expect(isTime('2026-11-20T12:30:00.000Z', '2026-11-21T12:30:00.000Z')).toBe(true)
  expect(isTime('2026-11-21T12:30:00.000Z', '2026-11-21T23:00:00.000Z')).toBe(false)
})

test('a server that was down is late and sends one message, not one for each day', () => {
  expect(isTime('2026-11-10T12:30:00.000Z', '2026-11-21T01:00:00.000Z')).toBe(true)
  expect(isTime('2026-11-21T01:00:00.000Z', '2026-11-21T12:00:00.000Z')).toBe(false)
})

test('a time that the clocks skip is reached where they go on', () => {
  const paris = { zone: 'Europe/Paris', time: '02:30' }
  expect(isTime('2026-03-28T12:00:00.000Z', '2026-03-29T00:59:00.000Z', paris)).toBe(false)
  expect(isTime('2026-03-28T12:00:00.000Z', '2026-03-29T01:00:00.000Z', paris)).toBe(true)
})

test('a time that the clocks show twice is told of once', () => {
  const paris = { zone: 'Europe/Paris', time: '02:30' }
  const first = '2026-10-25T00:30:00.000Z'
  expect(isTime('2026-10-24T12:00:00.000Z', first, paris)).toBe(true)
  expect(isTime(first, '2026-10-25T01:15:00.000Z', paris)).toBe(false)
  expect(isTime(first, '2026-10-25T01:45:00.000Z', paris)).toBe(false)
})

test('what is told at once is looked for always', () => {
  const now = '2026-11-21T12:29:59.000Z'
  expect(isTime(now, now, { rhythm: 'at_once' })).toBe(true)
})
