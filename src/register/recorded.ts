import type { Db } from '#platform'

import type { EntryType } from './entry.ts'
import { UNSAID } from './handling.ts'
import { IS_PUBLIC } from './seen.ts'

/** An entry whole, as the record keeps it: its place, its leaf and what it says, but for who typed it in. */
export interface RecordedEntry {
  readonly seq: number
  readonly id: string
  readonly type: EntryType
  readonly recordedAt: string
  readonly payloadRoot: string
  readonly leafHash: string
  readonly parts: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** The parts that were erased, by the place of which entry and on which legal basis; left out where none was. */
  readonly erased?: readonly { part: string; by: number; legalBasis: string }[]
  /** Of a subject or party that something was erased of: what it is called. */
  readonly name?: string
}

/** The entries with these ids that are on record. */
export async function findRecorded(
  db: Db,
  mission: string,
  ids: readonly string[],
): Promise<readonly RecordedEntry[]> {
  return ids.length === 0 ? [] : (await db.run<Row>(BY_ID, [mission, ids])).map(toEntry)
}

/**
 * The entries after one place up to another that the reader saw when the record stood at `recordAt`; the
 * sequence has no gaps, so that places bound a page.
 */
export async function readRecorded(
  db: Db,
  mission: string,
  { after, until, recordAt }: { after: number; until: number; recordAt: number },
): Promise<readonly RecordedEntry[]> {
  return (await db.run<Row>(BY_SEQ, [mission, after, until, recordAt])).map(toEntry)
}

/** The first so many entries of one type after one place up to another, in the order of the record. */
export async function readRecordedOf(
  db: Db,
  mission: string,
  type: EntryType,
  {
    after,
    until,
    limit,
    recordAt,
  }: { after: number; until: number; limit: number; recordAt: number },
): Promise<readonly RecordedEntry[]> {
  return (await db.run<Row>(BY_TYPE, [mission, after, until, type, limit, recordAt])).map(toEntry)
}

/** What an entry says, its parts taken together; how it is handled is no part of it. */
export function wholeContentOf({ parts }: RecordedEntry): Readonly<Record<string, unknown>> {
  const { statement, source, content, position } = parts
  return { ...statement, ...source, ...content, ...position }
}

/** How an entry was to be handled when it was recorded, as far as the reader is told. */
export function handlingIn({ parts }: Pick<RecordedEntry, 'parts'>): unknown {
  return parts['handling'] ?? UNSAID
}

interface Row {
  readonly seq: number
  readonly id: string
  readonly type: EntryType
  readonly recorded_at: string
  readonly payload_root: string
  readonly leaf_hash: string
  readonly parts: readonly string[]
  readonly bodies: readonly string[]
  readonly erased: readonly string[]
  readonly name: string | null
}

function toEntry(row: Row): RecordedEntry {
  return {
    seq: row.seq,
    id: row.id,
    type: row.type,
    recordedAt: row.recorded_at,
    payloadRoot: row.payload_root,
    leafHash: row.leaf_hash,
    parts: Object.fromEntries(
      row.parts.map((part, place) => [part, JSON.parse(row.bodies[place] ?? '{}')]),
    ),
    ...(row.erased.length === 0 ? {} : { erased: row.erased.map(erasedOf) }),
    ...(row.erased.length === 0 || row.name === null ? {} : { name: row.name }),
  }
}

/** An erased part as `ERASED_OF` tells it: `statement 12 On which legal basis`. */
export function erasedOf(line: string): { part: string; by: number; legalBasis: string } {
  const [part = '', by = '', ...words] = line.split(' ')
  return { part, by: Number(by), legalBasis: words.join(' ') }
}

/** What was erased of the entry that a statement calls `e`. */
export const ERASED_OF = `ARRAY(SELECT x.part || ' ' || x.erasure || ' ' || x.legal_basis FROM register.erased x
      WHERE x.mission_id = e.mission_id AND x.target = e.seq AND x.part NOT LIKE 'remains-%' ORDER BY x.part)`

// Openings are counted entry by entry: asked whether there is one, the planner reads all openings of the mission.
const ENTRIES = `SELECT e.seq, e.id, e.entry_type AS type, e.recorded_at,
    encode(e.payload_root, 'hex') AS payload_root, encode(e.leaf_hash, 'hex') AS leaf_hash, p.parts, p.bodies, ${IS_PUBLIC} AS is_public,
    ${ERASED_OF} AS erased,
    CASE e.entry_type WHEN 'subject' THEN (SELECT s.slug FROM register.subject s WHERE s.mission_id = e.mission_id AND s.seq = e.seq)
      WHEN 'party' THEN (SELECT c.code FROM register.party c WHERE c.mission_id = e.mission_id AND c.seq = e.seq) END AS name
  FROM register.mission m JOIN register.entry e USING (mission_id)
  CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(part ORDER BY part), '{}') AS parts, coalesce(array_agg(body ORDER BY part), '{}') AS bodies
    FROM register.payload p WHERE p.mission_id = e.mission_id AND p.seq = e.seq AND part <> 'actor' AND part NOT LIKE 'remains-%') p
  WHERE m.mission = $1
    AND (SELECT count(*) FROM register.opening o WHERE o.mission_id = e.mission_id AND o.seq = e.seq) > 0`

const BY_ID = {
  name: 'register-entries-by-id',
  text: `${ENTRIES} AND e.id = ANY($2::uuid[]) ORDER BY e.seq`,
}

const BY_SEQ = {
  name: 'register-entries-by-seq',
  recordAt: 4,
  text: `${ENTRIES} AND e.seq > $2 AND e.seq <= least($3, $4::int4) ORDER BY e.seq`,
}

/** The page is cut before what the entries say is read: else all that follow would be read for every page. */
const BY_TYPE = {
  name: 'register-entries-by-type',
  recordAt: 6,
  text: ENTRIES.replace(
    'register.entry e USING (mission_id)',
    `LATERAL (SELECT * FROM register.entry n WHERE n.mission_id = m.mission_id AND entry_type = $4
      AND seq > $2 AND seq <= least($3, $6::int4)
      AND EXISTS (SELECT FROM register.opening o WHERE o.mission_id = n.mission_id AND o.seq = n.seq)
      ORDER BY seq LIMIT $5) e ON true`,
  ).concat(' ORDER BY e.seq'),
}
