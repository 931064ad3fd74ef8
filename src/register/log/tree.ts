import type { Db } from '#platform'
import { RefusedError } from '#platform'

import { getHead } from '../in-force.ts'
import type { Span } from './proof-check.ts'
import { tileReader } from './tiles.ts'
import { consistencyFrom, inclusionFrom, rootFrom } from './tree-reader.ts'

/** The root over the first `size` entries of a mission's record. */
export async function rootAt(db: Db, mission: string, size: number): Promise<Buffer> {
  const head = await getHead(db, mission)
  checkSize(size, head.seq)
  return rootOfLog(db, head.missionId, size)
}

/** The same where the mission's number is known, and that it has so many entries. */
export async function rootOfLog(db: Db, missionId: number, size: number): Promise<Buffer> {
  const known = knownRoots(db)
  const key = `${missionId}/${size}`
  const root = known.get(key) ?? (await rootFrom(tileReader(db, missionId), size))
  const [oldest] = known.keys()
  if (known.size >= MOST_KNOWN && oldest !== undefined) known.delete(oldest)
  known.set(key, root)
  return root
}

/** The proof that the entry with this seq is among the first `size` entries (RFC 6962 §2.1.1). */
export async function proveInclusion(
  db: Db,
  mission: string,
  { seq, size }: { readonly seq: number; readonly size: number },
): Promise<readonly Buffer[]> {
  const head = await getHead(db, mission)
  checkSize(size, head.seq)
  if (!Number.isInteger(seq) || seq < 1 || seq > size) throw unknownPlace(`entry ${seq}`, size)
  return inclusionFrom(tileReader(db, head.missionId), seq - 1, size)
}

/** The proof that the log of `size` entries grew from its first `old` ones (RFC 6962 §2.1.2); the empty log needs none. */
export async function proveConsistency(
  db: Db,
  mission: string,
  { old, size }: { readonly old: number; readonly size: number },
): Promise<readonly Buffer[]> {
  const head = await getHead(db, mission)
  checkSize(size, head.seq)
  if (!Number.isInteger(old) || old < 0 || old > size) throw unknownPlace(`size ${old}`, size)
  const part: Span = { start: 0, end: old }
  return old === 0 ? [] : consistencyFrom(tileReader(db, head.missionId), part, size)
}

/** What every page names: the root at a size never changes. */
const KNOWN = new WeakMap<Db, Map<string, Buffer>>()
const MOST_KNOWN = 256

function knownRoots(db: Db): Map<string, Buffer> {
  const known = KNOWN.get(db) ?? new Map<string, Buffer>()
  KNOWN.set(db, known)
  return known
}

function checkSize(size: number, held: number): void {
  if (Number.isInteger(size) && size >= 0 && size <= held) return
  throw unknownPlace(`size ${size}`, held)
}

function unknownPlace(what: string, held: number): RefusedError {
  return new RefusedError(
    'not_found',
    'log.size',
    `The log holds ${held} entries; ${what} is not within it.`,
  )
}
