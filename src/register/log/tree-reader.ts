import { EMPTY_ROOT, HASH_BYTES, nodeHash, rootOf } from './hashes.ts'
import type { Span } from './proof-check.ts'
import { consistencySpans, fullSpans, inclusionSpans } from './proof-spans.ts'
import { leavesUnder, TILE_WIDTH } from './tile.ts'

/** Reads the hashes of a tile, one after the other; at least as many as are asked for. */
export type ReadTile = (tile: { level: number; index: number; width: number }) => Promise<Buffer>

/** The root over the first `size` leaves. */
export async function rootFrom(read: ReadTile, size: number): Promise<Buffer> {
  return size === 0 ? EMPTY_ROOT : hashOf(read, { start: 0, end: size })
}

/** The proof that the leaf at this index is in the log of this size. */
export async function inclusionFrom(
  read: ReadTile,
  index: number,
  size: number,
): Promise<readonly Buffer[]> {
  return hashesOf(read, inclusionSpans(index, { start: 0, end: size }))
}

/** The proof that the log of this size grew from a part of itself. */
export async function consistencyFrom(
  read: ReadTile,
  part: Span,
  size: number,
): Promise<readonly Buffer[]> {
  return hashesOf(read, consistencySpans(part, size))
}

async function hashesOf(read: ReadTile, spans: readonly Span[]): Promise<readonly Buffer[]> {
  const hashes: Buffer[] = []
  for (const span of spans) hashes.push(await hashOf(read, span))
  return hashes
}

async function hashOf(read: ReadTile, span: Span): Promise<Buffer> {
  const hashes: Buffer[] = []
  for (const full of fullSpans(span)) hashes.push(await fullHashOf(read, full))
  return hashes.reduceRight((right, left) => nodeHash(left, right))
}

/** The hash over a full subtree: its leaves or nodes lie side by side in one tile. */
async function fullHashOf(read: ReadTile, { start, end }: Span): Promise<Buffer> {
  let level = 0
  while (leavesUnder(level + 1) <= end - start) level++
  const first = start / leavesUnder(level)
  const count = (end - start) / leavesUnder(level)
  const index = Math.floor(first / TILE_WIDTH)
  const from = first - index * TILE_WIDTH
  const tile = await read({ level, index, width: from + count })
  return rootOf(tile.subarray(from * HASH_BYTES, (from + count) * HASH_BYTES))
}
