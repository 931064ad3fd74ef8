import { HASH_BYTES } from './hashes.ts'

/** How many hashes a full tile holds (C2SP tlog-tiles). */
export const TILE_WIDTH = 256

const TILE_PATH = /^tile\/(\d{1,2}|entries)\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/
const TILE_BITS = 8
const LAST_LEVEL = 63
/** Deeper than any log whose size is a number of JavaScript. */
const MOST_DIGITS = 15

/** A tile of the log: hashes side by side on one level, or the entries under them. */
export interface Tile {
  readonly level: number | 'entries'
  readonly index: number
  /** How many hashes or entries it holds: 256 where it is full. */
  readonly width: number
}

/** The path of a tile below the log's address: `tile/0/x001/x234/067`, `tile/entries/000.p/7`. */
export function tilePath({ level, index, width }: Tile): string {
  const digits = String(index)
  const groups = digits
    .padStart(Math.ceil(digits.length / 3) * 3, '0')
    .match(/\d{3}/g)
    ?.join('/x')
  const path = groups?.includes('/') === true ? `x${groups}`.replace(/\/x(\d{3})$/, '/$1') : groups
  return `tile/${level}/${path}${width === TILE_WIDTH ? '' : `.p/${width}`}`
}

/** Reads the path of a tile; null where it is not the one correct path of any. */
export function parseTilePath(path: string): Tile | null {
  const [, level = '', groups = '', width = TILE_WIDTH] = TILE_PATH.exec(path) ?? []
  const digits = groups.replaceAll(/[x/]/g, '')
  if (digits === '' || digits.length > MOST_DIGITS) return null
  const tile: Tile = {
    level: level === 'entries' ? level : Number(level),
    index: Number(digits),
    width: Number(width),
  }
  return isPossible(tile) && tilePath(tile) === path ? tile : null
}

function isPossible({ level, width }: Tile): boolean {
  return width >= 1 && width <= TILE_WIDTH && (level === 'entries' || level <= LAST_LEVEL)
}

/** How many leaves are under one hash of a level. */
export function leavesUnder(level: number): number {
  return 2 ** (TILE_BITS * level)
}

/** The tiles of hashes that a log of this size consists of, each as wide as it then is. */
export function tilesOf(size: number): readonly (Tile & { readonly level: number })[] {
  const tiles: (Tile & { readonly level: number })[] = []
  for (let level = 0; leavesUnder(level) <= size; level++) {
    const hashes = Math.floor(size / leavesUnder(level))
    for (let index = 0; index * TILE_WIDTH < hashes; index++) {
      tiles.push({ level, index, width: Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH) })
    }
  }
  return tiles
}

/** The hashes of a tile of which each takes 32 bytes; null where they are not as many as the tile is wide. */
export function readHashTile(bytes: Uint8Array, { width }: Tile): readonly Buffer[] | null {
  if (bytes.length !== width * HASH_BYTES) return null
  const hashes = Buffer.from(bytes)
  return Array.from({ length: width }, (_, at) =>
    hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  )
}
