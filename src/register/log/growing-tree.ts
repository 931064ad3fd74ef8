import type { LogFault } from './fault.ts'
import { EMPTY_ROOT, HASH_BYTES, nodeHash, rootOf } from './hashes.ts'
import { fullSpans } from './proof-spans.ts'
import { leavesUnder, TILE_WIDTH } from './tile.ts'

/** A log that is built up leaf by leaf, its full tiles compared with the roots that are stored. */
export interface GrowingTree {
  add(leaf: Buffer): readonly LogFault[]
  root(): Buffer
}

interface Level {
  readonly hashes: Buffer
  /** How many of the present tile there are, and how many tiles are full. */
  count: number
  full: number
}

/** Starts an empty log; `stored` are the roots of full tiles by `level/tile`. */
export function growingTree(stored: ReadonlyMap<string, Buffer>): GrowingTree {
  const levels: Level[] = []
  const push = (at: number, hash: Buffer): readonly LogFault[] => {
    const level = levels[at] ?? { hashes: Buffer.alloc(TILE_WIDTH * HASH_BYTES), count: 0, full: 0 }
    levels[at] = level
    hash.copy(level.hashes, level.count * HASH_BYTES)
    level.count++
    if (level.count < TILE_WIDTH) return []
    const root = rootOf(level.hashes)
    const faults = compareTile(stored, { level: at, tile: level.full }, root)
    level.count = 0
    level.full++
    return [...faults, ...push(at + 1, root)]
  }
  return {
    add: (leaf) => push(0, leaf),
    root: () => levels.reduce<Buffer | null>(withLevel, null) ?? EMPTY_ROOT,
  }
}

/** Puts the hashes of a level to the left of what stands on the levels below. */
function withLevel(right: Buffer | null, { hashes, count }: Level): Buffer | null {
  const roots = fullSpans({ start: 0, end: count }).map(({ start, end }) =>
    rootOf(hashes.subarray(start * HASH_BYTES, end * HASH_BYTES)),
  )
  return roots.reduceRight<Buffer | null>(
    (below, left) => (below === null ? left : nodeHash(left, below)),
    right,
  )
}

function compareTile(
  stored: ReadonlyMap<string, Buffer>,
  { level, tile }: { readonly level: number; readonly tile: number },
  root: Buffer,
): readonly LogFault[] {
  const held = stored.get(`${level}/${tile}`)
  if (held?.equals(root) === true) return []
  const seq = tile * leavesUnder(level + 1) + 1
  const last = (tile + 1) * leavesUnder(level + 1)
  const where = `tile ${tile} of level ${level} (entries ${seq} to ${last})`
  return [
    held === undefined
      ? { kind: 'tile_missing', seq, id: null, sentence: `The root of ${where} is not stored.` }
      : {
          kind: 'tile_differs',
          seq,
          id: null,
          sentence: `The stored root of ${where} is not that over its leaves.`,
        },
  ]
}
