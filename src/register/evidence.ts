import type { Db } from '#platform'

import { ERASED_OF, erasedOf, type RecordedEntry } from './recorded.ts'
import { IS_PUBLIC } from './seen.ts'

/**
 * An entry with all that an outsider needs to check it against the log: its place and leaf, the salted hashes of
 * all its field groups, and of those that the reader may see what they say and their salts.
 */
export interface Evidence extends RecordedEntry {
  readonly v: 1
  readonly mission: string
  /** What the payload root is the root over: `part:SHA-256(salt ‖ body)`, in order. */
  readonly commitments: readonly string[]
  /** Hexadecimal, for each part that is shown. */
  readonly salts: Readonly<Record<string, string>>
}

/** The evidence for the entries with these ids; for an entry that the reader may not see, without what it says. */
export async function findEvidence(
  db: Db,
  mission: string,
  ids: readonly string[],
): Promise<readonly Evidence[]> {
  return (await db.run<Row>(BY_ID, [mission, ids])).map(toEvidence)
}

/** The evidence for so many entries after a place that the reader saw when the record stood at `recordAt`. */
export async function readEvidence(
  db: Db,
  mission: string,
  { after, limit, recordAt }: { after: number; limit: number; recordAt: number },
): Promise<readonly Evidence[]> {
  return (await db.run<Row>(AFTER, [mission, after, limit, recordAt])).map(toEvidence)
}

interface Row {
  readonly mission: string
  readonly seq: number
  readonly id: string
  readonly type: RecordedEntry['type']
  readonly recorded_at: string
  readonly payload_root: string
  readonly leaf_hash: string
  readonly lines: string
  readonly parts: readonly string[]
  readonly salts: readonly string[]
  readonly bodies: readonly string[]
  readonly erased: readonly string[]
}

function toEvidence(row: Row): Evidence {
  const named = <Value>(values: readonly Value[]): Readonly<Record<string, Value>> =>
    Object.fromEntries(values.map((value, place) => [row.parts[place] ?? '', value]))
  return {
    v: 1,
    mission: row.mission,
    seq: row.seq,
    id: row.id,
    type: row.type,
    recordedAt: row.recorded_at,
    payloadRoot: row.payload_root,
    leafHash: row.leaf_hash,
    commitments: row.lines.split('\n'),
    parts: named(row.bodies.map((body) => JSON.parse(body))),
    salts: named(row.salts),
    ...(row.erased.length === 0 ? {} : { erased: row.erased.map(erasedOf) }),
  }
}

/** Who put it on record is nobody's to see, whatever the database would show. */
const EVIDENCE = `SELECT m.mission, e.seq, e.id, e.entry_type AS type, e.recorded_at,
    encode(e.payload_root, 'hex') AS payload_root, encode(e.leaf_hash, 'hex') AS leaf_hash, c.lines, p.parts, p.salts, p.bodies,
    ${IS_PUBLIC} AS is_public, ${ERASED_OF} AS erased
  FROM register.mission m JOIN register.entry e USING (mission_id)
  JOIN register.commitment c ON c.mission_id = e.mission_id AND c.seq = e.seq
  CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(part ORDER BY part), '{}') AS parts, coalesce(array_agg(body ORDER BY part), '{}') AS bodies,
      coalesce(array_agg(encode(salt, 'hex') ORDER BY part), '{}') AS salts
    FROM register.payload p WHERE p.mission_id = e.mission_id AND p.seq = e.seq AND part <> 'actor' AND part NOT LIKE 'remains-%') p
  WHERE m.mission = $1`

const BY_ID = {
  name: 'register-evidence-by-id',
  text: `${EVIDENCE} AND e.id = ANY($2::uuid[]) ORDER BY e.seq`,
}

const AFTER = {
  name: 'register-evidence-after',
  recordAt: 4,
  text: `${EVIDENCE} AND e.seq > $2 AND e.seq <= $4
    AND EXISTS (SELECT FROM register.opening o WHERE o.mission_id = e.mission_id AND o.seq = e.seq)
    ORDER BY e.seq LIMIT $3`,
}
