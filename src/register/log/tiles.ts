import type { Db } from '#platform'

import { HASH_BYTES, rootOf } from './hashes.ts'
import { leavesUnder, TILE_WIDTH } from './tile.ts'
import type { ReadTile } from './tree-reader.ts'

const TILE_BYTES = TILE_WIDTH * HASH_BYTES
/** Eight megabytes: the log of a quarter of a million entries. */
const MOST_KEPT = 1024

/** Full tiles never change, so they are kept in memory, those of one open database apart from another's. */
const KEPT = new WeakMap<Db, Map<string, Buffer>>()

/** Reads a mission's tiles: leaves from the entries, roots of full tiles from where they were put. */
export function tileReader(db: Db, missionId: number): ReadTile {
  const kept = keptOf(db)
  const read: ReadTile = async ({ level, index, width }) => {
    const key = `${missionId}/${level}/${index}`
    const full = kept.get(key)
    if (full !== undefined) return full
    const hashes = await readHashes(db, missionId, { level, index, width })
    const whole = await fillUp(read, hashes, { level, index, width })
    if (whole.length === TILE_BYTES) keep(kept, key, whole)
    return whole
  }
  return read
}

/** Puts the roots of tiles that an append made full where they are found; most appends make none full. */
export async function keepTiles(
  db: Db,
  { missionId, seq }: { readonly missionId: number; readonly seq: number },
  added: number,
): Promise<void> {
  const full = (size: number) => Math.floor(size / TILE_WIDTH)
  if (full(seq + added) > full(seq)) await keepAllTiles(db, missionId, seq + added)
}

/** Puts all roots of full tiles where they are found, also those that were left out; what is there stays. */
export async function keepAllTiles(db: Db, missionId: number, size: number): Promise<void> {
  const read = tileReader(db, missionId)
  for (let level = 0; leavesUnder(level + 1) <= size; level++) {
    const [last] = await db.run<{ tile: number }>(LAST, [missionId, level])
    const from = (last?.tile ?? -1) + 1
    const roots: string[] = []
    for (let index = from; index < Math.floor(size / leavesUnder(level + 1)); index++) {
      roots.push(rootOf(await read({ level, index, width: TILE_WIDTH })).toString('hex'))
    }
    if (roots.length > 0) await db.run(KEEP, [missionId, level, from, roots])
  }
}

function keptOf(db: Db): Map<string, Buffer> {
  const known = KEPT.get(db) ?? new Map<string, Buffer>()
  KEPT.set(db, known)
  return known
}

function keep(kept: Map<string, Buffer>, key: string, tile: Buffer): void {
  const [oldest] = kept.keys()
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest)
  kept.set(key, tile)
}

interface Wanted {
  readonly level: number
  readonly index: number
  readonly width: number
}

async function readHashes(db: Db, missionId: number, { level, index, width }: Wanted) {
  const from = index * TILE_WIDTH
  const [row] =
    level === 0
      ? await db.run<{ hashes: Uint8Array }>(LEAVES, [missionId, from, from + width])
      : await db.run<{ hashes: Uint8Array }>(ROOTS, [missionId, level - 1, from, from + width])
  return Buffer.from(row?.hashes ?? [])
}

/** A server that ended between an append and its tiles leaves roots out: they are worked out from below. */
async function fillUp(read: ReadTile, hashes: Buffer, { level, index, width }: Wanted) {
  const there = hashes.length / HASH_BYTES
  if (there >= width) return hashes
  if (level === 0) {
    throw new Error(`The log has no entry ${index * TILE_WIDTH + there + 1}: the record has a gap.`)
  }
  const missing: Buffer[] = []
  for (let at = there; at < width; at++) {
    const below = { level: level - 1, index: index * TILE_WIDTH + at, width: TILE_WIDTH }
    missing.push(rootOf(await read(below)))
  }
  return Buffer.concat([hashes, ...missing])
}

const LEAVES = {
  name: 'register-log-leaves',
  changesWith: { types: [] },
  text: `SELECT coalesce(string_agg(leaf_hash, ''::bytea ORDER BY seq), ''::bytea) AS hashes
    FROM register.entry WHERE mission_id = $1 AND seq > $2::int4 AND seq <= $3::int4`,
}

const ROOTS = {
  name: 'register-log-roots',
  text: `SELECT coalesce(string_agg(root, ''::bytea ORDER BY tile), ''::bytea) AS hashes
    FROM register.log_tile WHERE mission_id = $1 AND level = $2::int2 AND tile >= $3::int4 AND tile < $4::int4`,
}

const LAST = {
  name: 'register-log-last-tile',
  text: `SELECT tile FROM register.log_tile WHERE mission_id = $1 AND level = $2::int2
    ORDER BY tile DESC LIMIT 1`,
}

const KEEP = {
  name: 'register-log-keep-tiles',
  text: `INSERT INTO register.log_tile (mission_id, level, tile, root)
    SELECT $1, $2::int2, $3::int4 + x.place - 1, decode(x.root, 'hex')
    FROM unnest($4::text[]) WITH ORDINALITY x(root, place) ON CONFLICT DO NOTHING`,
}
