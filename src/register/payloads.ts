import type { Db } from '#platform'

import type { ClaimDraft, EntryType } from './entry.ts'
import { type Gone, readStandIns, saysNothing } from './gone.ts'

/** An entry as it rests: its place and what it says, without the field groups that were erased. */
export interface StoredEntry {
  readonly id: string
  readonly seq: number
  readonly type: EntryType
  readonly recordedAt: string
  readonly parts: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** Why it says nothing any more; a stand-in is then its content. */
  readonly gone: Gone | null
}

/** A claim as it was put on record. */
export type StoredClaim = Omit<ClaimDraft, 'type' | 'handling'> & {
  readonly seq: number
  readonly recordedAt: string
}

/** Reads entries by their place, in the order of the record. */
export async function readEntries(
  db: Db,
  missionId: number,
  seqs: readonly number[],
): Promise<readonly StoredEntry[]> {
  if (seqs.length === 0) return []
  const rows = await db.run<Row>(ENTRIES, [missionId, seqs])
  const entries = rows.map(entryOf)
  const mute = entries.filter(({ type, parts }) => saysNothing(type, parts))
  const standIns = await readStandIns(
    db,
    missionId,
    mute.map(({ seq }) => seq),
  )
  return entries.map((entry) => {
    const standIn = standIns.get(entry.seq)
    if (standIn === undefined) return entry
    const { gone, content } = standIn
    return { ...entry, gone, parts: { ...entry.parts, content } }
  })
}

/** What an answer says is read out of it once, however often the answer is recalled (memory.ts). */
const read = new WeakMap<Row, StoredEntry>()

function entryOf(row: Row): StoredEntry {
  const known = read.get(row)
  if (known !== undefined) return known
  const { id, seq, type, recorded_at, said } = row
  const parts = JSON.parse(said ?? '{}')
  const entry = { id, seq, type, recordedAt: recorded_at, parts, gone: null }
  read.set(row, entry)
  return entry
}

/** Reads claims by their place, in the order of the record; those that say nothing any more are left out. */
export async function readClaims(
  db: Db,
  missionId: number,
  seqs: readonly number[],
): Promise<readonly StoredClaim[]> {
  return (await readEntries(db, missionId, seqs)).filter(isWhole).map(toClaim)
}

/** Whether an entry still says what it said. */
export function isWhole({ gone }: StoredEntry): boolean {
  return gone === null
}

/** Put together once for each entry that is kept. */
const claims = new WeakMap<StoredEntry, StoredClaim>()

/** A claim entry as one object. */
export function toClaim(entry: StoredEntry): StoredClaim {
  const known = claims.get(entry)
  if (known !== undefined) return known
  const { id, seq, recordedAt, parts } = entry
  const said = { ...NO_SOURCE, ...parts['statement'], ...parts['source'], ...parts['position'] }
  const draft = trusted<Omit<ClaimDraft, 'type' | 'id' | 'handling'>>(said)
  const claim = { id, seq, recordedAt, ...draft }
  claims.set(entry, claim)
  return claim
}

/** Of a claim whose source is withheld. */
const NO_SOURCE = { reportedBy: null, document: null, citations: [], note: null }

/** What an entry other than a claim says. */
export function contentOf<Content extends object>({
  id,
  seq,
  recordedAt,
  parts,
}: StoredEntry): Content & {
  readonly id: string
  readonly seq: number
  readonly recordedAt: string
} {
  return { ...trusted<Content>({ ...parts['content'], ...parts['position'] }), id, seq, recordedAt }
}

/** The register wrote it, so it has the form that was checked on the way in. */
function trusted<Content extends object>(content: object): Content {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- parsed at the door, append-only since
  return content as Content
}

interface Row {
  readonly id: string
  readonly seq: number
  readonly type: EntryType
  readonly recorded_at: string
  /** All that may be seen of what it says, as one JSON text; null where nothing may. */
  readonly said: string | null
}

// Every place leads to its own rows by their keys, behind a barrier: joined as a whole, the planner reads all
// openings of the mission for a handful of entries. Bodies are JSON as they rest, so that one text holds them.
const ENTRIES = {
  name: 'register-read-entries',
  changesWith: { types: [] },
  each: { parameter: 2, column: 'seq' },
  text: `SELECT e.id, e.seq, e.entry_type AS type, e.recorded_at, p.said, o.is_public
    FROM (SELECT DISTINCT unnest((SELECT $2::int4[])) AS seq) q
    CROSS JOIN LATERAL (SELECT bool_or(o.release = 0 AND o.compartment = '') AS is_public
      FROM register.opening o WHERE o.mission_id = $1 AND o.seq = q.seq) o
    CROSS JOIN LATERAL (SELECT e.id, e.seq, e.entry_type, e.recorded_at
      FROM register.entry e WHERE e.mission_id = $1 AND e.seq = q.seq OFFSET 0) e
    CROSS JOIN LATERAL (SELECT '{' || string_agg('"' || part || '":' || body, ',') || '}' AS said
      FROM register.payload p WHERE p.mission_id = $1 AND p.seq = q.seq AND part <> 'actor' AND part NOT LIKE 'remains-%') p
    WHERE o.is_public IS NOT NULL ORDER BY q.seq`,
}
