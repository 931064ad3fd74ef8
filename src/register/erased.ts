import { instantOf, secondOf } from '#kit'
import type { Db } from '#platform'

import type { Asking, EntryType } from './entry.ts'
import type { Erasable } from './erasure-draft.ts'
import { getHead } from './in-force.ts'

/** A part that was erased: by which entry, since when, and on which legal basis. */
export interface ErasedPart {
  readonly part: Erasable
  readonly by: number
  /** The id of the erasure. */
  readonly erasure: string
  readonly legalBasis: string
  /** When it took effect. */
  readonly at: string
}

/** An entry of which something was erased, and what is still known of it. */
export interface ErasedEntry {
  readonly id: string
  readonly seq: number
  readonly type: EntryType
  readonly recordedAt: string
  /** Of a claim: its kind, its subject's name, who made it and when. */
  readonly claim: {
    readonly kind: string
    readonly subject: string
    readonly assertedBy: string
    readonly saidAt: string
  } | null
  readonly erased: readonly ErasedPart[]
}

/** Those of these entries of which something was erased, by id. */
export async function findErased(
  db: Db,
  mission: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ErasedEntry>> {
  if (ids.length === 0) return new Map()
  const { missionId } = await getHead(db, mission)
  const found = entriesOf(await db.run<Row>(BY_ID, [missionId, [...new Set(ids)]]))
  return new Map(found.map((entry) => [entry.id, entry]))
}

/** The claims about a subject whose statement was erased, that had been said by knownAt and recorded by recordAt. */
export async function erasedOn(
  db: Db,
  mission: string,
  subject: string,
  at: Asking,
): Promise<readonly ErasedEntry[]> {
  const { missionId } = await getHead(db, mission)
  const values = [missionId, subject, secondOf(at.knownAt), at.recordAt.seq]
  return entriesOf(await db.run<Row>(ON_SUBJECT, values)).filter(({ erased }) =>
    erased.some(({ part }) => part === 'statement'),
  )
}

/** How many entries that were on record at a place have lost something since: an answer as of then lacks it. */
export async function countErasedSince(db: Db, mission: string, seq: number): Promise<number> {
  const { missionId } = await getHead(db, mission)
  const [row] = await db.run<{ entries: number }>(SINCE, [missionId, seq])
  return row?.entries ?? 0
}

function entriesOf(rows: readonly Row[]): readonly ErasedEntry[] {
  const entries = new Map<number, ErasedEntry & { erased: ErasedPart[] }>()
  for (const row of rows) {
    const entry = entries.get(row.seq) ?? entryOf(row)
    entries.set(row.seq, entry)
    const { part, by, erasure, legal_basis, at } = row
    entry.erased.push({ part, by, erasure, legalBasis: legal_basis, at })
  }
  return [...entries.values()]
}

function entryOf(row: Row): ErasedEntry & { erased: ErasedPart[] } {
  const { id, seq, type, recorded_at: recordedAt, kind, subject, asserter, said } = row
  const claim =
    kind === null || subject === null || asserter === null || said === null
      ? null
      : { kind, subject, assertedBy: asserter, saidAt: instantOf(said) }
  return { id, seq, type, recordedAt, claim, erased: [] }
}

interface Row {
  readonly id: string
  readonly seq: number
  readonly type: EntryType
  readonly recorded_at: string
  readonly kind: string | null
  readonly subject: string | null
  readonly asserter: string | null
  readonly said: number | null
  readonly part: Erasable
  readonly by: number
  readonly erasure: string
  readonly legal_basis: string
  readonly at: string
}

const ERASED = `SELECT e.id, e.seq, e.entry_type AS type, e.recorded_at, k.kind, s.slug AS subject, l.asserter, c.said,
    x.part, x.erasure AS by, xe.id AS erasure, x.legal_basis, xa.recorded_at AS at
  FROM register.erased x
  JOIN register.entry e ON e.mission_id = x.mission_id AND e.seq = x.target
  JOIN register.entry xe ON xe.mission_id = x.mission_id AND xe.seq = x.erasure
  JOIN register.entry xa ON xa.mission_id = x.mission_id AND xa.seq = x.approval
  LEFT JOIN register.claim c ON c.mission_id = e.mission_id AND c.seq = e.seq
  LEFT JOIN register.lane l ON l.mission_id = c.mission_id AND l.lane = c.lane
  LEFT JOIN register.kind k ON k.kind_id = l.kind_id
  LEFT JOIN register.subject s ON s.mission_id = l.mission_id AND s.seq = l.subject
  WHERE x.mission_id = $1 AND x.part NOT LIKE 'remains-%'`

const BY_ID = {
  name: 'register-erased-by-id',
  changesWith: { types: [] },
  text: `${ERASED} AND e.id = ANY($2::uuid[]) ORDER BY e.seq, x.part`,
}

const ON_SUBJECT = {
  name: 'register-erased-on-subject',
  changesWith: { types: [] },
  recordAt: 4,
  text: `${ERASED} AND s.slug = $2 AND c.said <= $3 AND c.seq <= $4 ORDER BY c.said, e.seq, x.part`,
}

const SINCE = {
  name: 'register-erased-since',
  changesWith: { types: [] },
  text: `SELECT count(DISTINCT target)::int4 AS entries FROM register.erased
    WHERE mission_id = $1 AND approval > $2 AND target <= $2 AND part NOT LIKE 'remains-%' AND part IN ('statement', 'source', 'content', 'position', 'held', 'name')`,
}
