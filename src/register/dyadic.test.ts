import fc from 'fast-check'
import { expect, test } from 'vitest'

import { FOREVER, nodeOf, pathTo } from './dyadic.ts'

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
