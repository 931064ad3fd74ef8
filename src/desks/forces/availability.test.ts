import { expect, test } from 'vitest'

import type { Figure } from '#register'

import { availabilityOf, serviceableOf } from './availability.ts'

function vehicles(low: number | null, high: number | null = low): Figure {
  const unquantified = low === null && high === null ? 1 : 0
  const basis = { claim: 'c', assertedBy: 'MSS', reportedBy: null, low, high, chosen: true }
  return { low, high, unit: 'vehicle', disputed: false, unquantified, basis: [basis] }
}

function share(held: Figure, lost: readonly Figure[], out: readonly Figure[]) {
  const figure = availabilityOf(serviceableOf(held, lost), out)
  return figure === null ? null : [figure.low, figure.high]
}

test('lost vehicles are no longer held, grounded ones are held and not available', () => {
  expect(share(vehicles(34), [vehicles(3)], [vehicles(20)])).toEqual([35.5, 35.5])
  expect(serviceableOf(vehicles(34), [vehicles(3), vehicles(20)])).toMatchObject({
    low: 11,
    high: 11,
  })
})

test('where a report gives no number, none or all that are left may be out of use', () => {
  const open = availabilityOf(vehicles(34), [vehicles(20), vehicles(null)])
  expect(open).toMatchObject({ low: 0, high: 41.2, unquantified: 1 })
})

test('a range of vehicles gives a range of availability', () => {
  expect(share(vehicles(31, 51), [], [vehicles(20)])).toEqual([35.5, 60.8])
})

test('availability is never below none, and cannot be told where nothing is left', () => {
  expect(share(vehicles(10), [], [vehicles(12)])).toEqual([0, 0])
  expect(share(vehicles(3), [vehicles(3)], [])).toBe(null)
})
