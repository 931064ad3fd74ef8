import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { Quantity } from './quantity.ts'
import {
  addUp,
  atLeast,
  atMost,
  between,
  difference,
  disjoint,
  exactly,
  hull,
  isUnknown,
  sameQuantity,
  unknown,
} from './quantity.ts'

const amount = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })
const quantity: fc.Arbitrary<Quantity> = fc.oneof(
  fc.tuple(amount, amount).map(([a, b]) => between(Math.min(a, b), Math.max(a, b), 'person')),
  amount.map((low) => atLeast(low, 'person')),
  amount.map((high) => ({ low: null, high, unit: 'person' })),
  fc.constant(unknown('person')),
)

function width({ low, high }: Quantity): number {
  return low === null || high === null ? Infinity : high - low
}

function contains(outer: Quantity, inner: Quantity): boolean {
  return (
    (outer.low ?? -Infinity) <= (inner.low ?? -Infinity) &&
    (inner.high ?? Infinity) <= (outer.high ?? Infinity)
  )
}

test('the order of adding up does not matter', () => {
  fc.assert(
    fc.property(quantity, quantity, quantity, (a, b, c) => {
      expect(addUp([a, b])).toEqual(addUp([b, a]))
      expect(addUp([addUp([a, b]), c])).toEqual(addUp([a, addUp([b, c])]))
      expect(addUp([a, b, c])).toEqual(addUp([addUp([a, b]), c]))
    }),
  )
})

test('a sum is never more precise than what it adds up', () => {
  fc.assert(
    fc.property(quantity, quantity, (a, b) => {
      expect(width(addUp([a, b]))).toBeGreaterThanOrEqual(Math.max(width(a), width(b)))
    }),
  )
})

test('a sum contains the sum of any numbers within its parts', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(amount, amount, fc.double({ min: 0, max: 1, noNaN: true })), {
        minLength: 1,
      }),
      (parts) => {
        const bounds = parts.map(([a, b, share]) => {
          const [low, high] = [Math.min(a, b), Math.max(a, b)]
          return {
            quantity: between(low, high, 'person'),
            inside: low + Math.floor((high - low) * share),
          }
        })
        const sum = bounds.reduce((total, { inside }) => total + inside, 0)
        expect(contains(addUp(bounds.map((each) => each.quantity)), exactly(sum, 'person'))).toBe(
          true,
        )
      },
    ),
  )
})

test('a hull contains both and is no wider than it must be', () => {
  fc.assert(
    fc.property(quantity, quantity, (a, b) => {
      const both = hull(a, b)
      expect(contains(both, a) && contains(both, b)).toBe(true)
      expect([a.low, b.low]).toContain(both.low)
      expect([a.high, b.high]).toContain(both.high)
      expect(hull(a, a)).toEqual(a)
    }),
  )
})

test('quantities are disjoint when no number satisfies both', () => {
  fc.assert(
    fc.property(quantity, quantity, (a, b) => {
      const low = Math.max(a.low ?? -Infinity, b.low ?? -Infinity)
      const high = Math.min(a.high ?? Infinity, b.high ?? Infinity)
      expect(disjoint(a, b)).toBe(low > high)
    }),
  )
})

test('a difference undoes an addition of exact amounts and widens otherwise', () => {
  fc.assert(
    fc.property(quantity, amount, (a, b) => {
      const added = addUp([a, exactly(b, 'person')])
      expect(difference(added, exactly(b, 'person'))).toEqual(a)
      expect(contains(difference(addUp([a, a]), a), a)).toBe(true)
    }),
  )
})

test('what nobody gave stays unknown in a sum, and is not zero', () => {
  expect(addUp([exactly(1000, 'person'), unknown('person')])).toEqual(unknown('person'))
  expect(isUnknown(unknown('person'))).toBe(true)
  expect(isUnknown(exactly(0, 'person'))).toBe(false)
  expect(isUnknown(atLeast(0, 'person'))).toBe(false)
})

test('at most begins at nothing, since counted things cannot be fewer', () => {
  expect(atMost(7500, 'person')).toEqual(between(0, 7500, 'person'))
})

test('the same bounds in another unit are not the same', () => {
  expect(sameQuantity(exactly(5, 'person'), exactly(5, 'person'))).toBe(true)
  expect(sameQuantity(exactly(5, 'person'), exactly(5, 'vehicle'))).toBe(false)
  expect(sameQuantity(exactly(5, 'person'), atLeast(5, 'person'))).toBe(false)
})

test('units are never mixed', () => {
  const [people, vehicles] = [exactly(5, 'person'), exactly(5, 'vehicle')]
  for (const operation of [hull, difference, disjoint]) {
    expect(() => operation(people, vehicles)).toThrow('person cannot be set against one in vehicle')
  }
  expect(() => addUp([people, vehicles])).toThrow('keep them apart')
})

test('a quantity that cannot be is refused with a sentence', () => {
  expect(() => between(12, 7, 'person')).toThrow('ends before it begins')
  expect(() => exactly(Number.NaN, 'person')).toThrow('NaN is not a number')
  expect(() => atLeast(Infinity, 'person')).toThrow('leave the bound open')
  expect(() => addUp([])).toThrow('nothing to add up')
})
