import fc from 'fast-check'
import { expect, test } from 'vitest'

import { HASH_BYTES, leafHash, rootOf } from './hashes.ts'
import { isConsistent, isIncluded, isSubtree, isSubtreeConsistent } from './proof-check.ts'
import { consistencyFrom, inclusionFrom, type ReadTile, rootFrom } from './tree-reader.ts'

const LEAVES = Array.from({ length: 700 }, (_, index) => leafHash(`entry ${index}`))
const rootAt = (size: number) => rootOf(Buffer.concat(LEAVES.slice(0, size)))
/** Tiles worked out from the leaves whenever they are asked for. */
const read: ReadTile = async ({ level, index, width }) => {
  const under = 256 ** level
  return Buffer.concat(
    Array.from({ length: width }, (_, at) => {
      const from = (index * 256 + at) * under
      return rootOf(Buffer.concat(LEAVES.slice(from, from + under)))
    }),
  )
}
const sizes = fc.integer({ min: 1, max: LEAVES.length })

test('the root read from tiles is the root over the leaves', async () => {
  await fc.assert(
    fc.asyncProperty(sizes, async (size) => {
      expect(await rootFrom(read, size)).toEqual(rootAt(size))
    }),
  )
})

test('every leaf is proven to be where it is, and nowhere else', async () => {
  await fc.assert(
    fc.asyncProperty(sizes, fc.nat(), fc.nat(), async (size, place, other) => {
      const index = place % size
      const proof = await inclusionFrom(read, index, size)
      const tree = { size, root: rootAt(size) }
      const leaf = LEAVES[index] ?? Buffer.alloc(HASH_BYTES)
      expect(isIncluded({ index, hash: leaf }, proof, tree)).toBe(true)
      const elsewhere = other % size
      const moved = isIncluded({ index: elsewhere, hash: leaf }, proof, tree)
      expect(moved).toBe(elsewhere === index)
      expect(isIncluded({ index, hash: leafHash('another') }, proof, tree)).toBe(false)
    }),
  )
})

test('every log is proven to have grown from what it was, and from nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(sizes, sizes, async (a, b) => {
      const [old, size] = a < b ? [a, b] : [b, a]
      const proof = await consistencyFrom(read, { start: 0, end: old }, size)
      const tree = { size, root: rootAt(size) }
      expect(isConsistent({ size: old, root: rootAt(old) }, proof, tree)).toBe(true)
      expect(isConsistent({ size: old, root: leafHash('forked') }, proof, tree)).toBe(false)
    }),
  )
})

test('every subtree is proven to be part of the log', async () => {
  const spans = fc
    .tuple(sizes, sizes)
    .map(([a, b]) => ({ start: Math.min(a, b) - 1, end: Math.max(a, b) }))
    .filter(isSubtree)
  await fc.assert(
    fc.asyncProperty(spans, sizes, async (span, extra) => {
      const size = Math.min(LEAVES.length, span.end + extra)
      const proof = await consistencyFrom(read, span, size)
      const root = rootOf(Buffer.concat(LEAVES.slice(span.start, span.end)))
      const tree = { size, root: rootAt(size) }
      expect(isSubtreeConsistent({ ...span, root }, proof, tree)).toBe(true)
      expect(isSubtreeConsistent({ ...span, root: leafHash('x') }, proof, tree)).toBe(false)
    }),
  )
})

test('what is no subtree has no proof', async () => {
  await expect(consistencyFrom(read, { start: 3, end: 5 }, 8)).rejects.toThrow('no subtree')
  await expect(consistencyFrom(read, { start: 0, end: 9 }, 8)).rejects.toThrow('no subtree')
})
