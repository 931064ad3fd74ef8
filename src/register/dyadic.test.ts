import fc from 'fast-check'
import { expect, test } from 'vitest'

import { ENDLESS_NODE, FOREVER, nodeOf, pathTo, pathWithin } from './dyadic.ts'

const coordinate = fc.integer({ min: 0, max: FOREVER })

test('an interval lies on the path to every point it holds', () => {
  fc.assert(
    fc.property(coordinate, coordinate, coordinate, (a, b, c) => {
      const [first = 0, point = 0, last = 0] = [a, b, c].sort((x, y) => x - y)
      expect(pathTo(point)).toContain(nodeOf(first, last))
    }),
  )
})

test('zero and the end of time are held by an interval without bounds', () => {
  expect(pathTo(0)).toContain(nodeOf(0, FOREVER))
  expect(pathTo(FOREVER)).toContain(nodeOf(0, FOREVER))
})

test('a point has an interval of its own', () => {
  fc.assert(
    fc.property(coordinate, (point) => {
      expect(pathTo(point)).toContain(nodeOf(point, point))
    }),
  )
})

test('an interval within bounds, or open on a side, lies on the path within those bounds', () => {
  const inside = fc.integer({ min: 1, max: ENDLESS_NODE - 1 })
  const open = fc.constantFrom('neither', 'start', 'end', 'both')
  fc.assert(
    fc.property(fc.tuple(inside, inside, inside, inside, inside), open, (cells, side) => {
      const [first = 1, from = 1, point = 1, to = 1, last = 1] = cells.toSorted((x, y) => x - y)
      const start = side === 'start' || side === 'both' ? 0 : from
      const end = side === 'end' || side === 'both' ? FOREVER - 1 : to
      expect(pathWithin(point, { first, last })).toContain(nodeOf(start, end))
    }),
  )
})
