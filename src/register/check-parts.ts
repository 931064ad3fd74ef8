import { hash } from 'node:crypto'

import type { Db } from '#platform'

import type { EntryType } from './entry.ts'
import { getHead } from './in-force.ts'
import { commitmentOf, leafHashOf, payloadRootOf } from './leaf.ts'

/**
 * What is wrong with a part of an entry: `missing` without an erasure that says so; `differs` from what the
 * entry commits to; `unknown` to it; or `unfinished`, erased and still there. Parts that are wrong as a
 * whole: `commitment` (the lines of all parts against the payload's root) and `leaf`; and of a document
 * `bytes` and `text`.
 */
export interface PartFault {
  readonly seq: number
  readonly id: string
  readonly part: string
  readonly fault: 'missing' | 'differs' | 'unknown' | 'unfinished'
}

/** What a check of parts found. */
export interface PartsChecked {
  /** Parts that are there and match. */
  readonly matching: number
  /** Parts that are gone, and by which erasure. */
  readonly erased: readonly { readonly seq: number; readonly part: string; readonly by: number }[]
  readonly faults: readonly PartFault[]
}

/**
 * Checks what the entries after one place up to another hold against what they commit to. Each part
 * matches, is erased by an entry, or is a fault; nothing goes silently.
 */
export async function checkParts(
  db: Db,
  mission: string,
  { after, until }: { after: number; until: number },
): Promise<PartsChecked> {
  const { missionId } = await getHead(db, mission)
  const found: Found = { matching: 0, erased: [], faults: [] }
  for (const row of await db.run<Row>(PARTS, [missionId, after, until])) {
    checkEntry(mission, row, found)
    if (row.type === 'document') await checkDocument(db, missionId, row, found)
  }
  return found
}

interface Found {
  matching: number
  readonly erased: { seq: number; part: string; by: number }[]
  readonly faults: PartFault[]
}

function checkEntry(mission: string, row: Row, found: Found): void {
  const { seq, id } = row
  const lines = row.lines === null ? [] : row.lines.split('\n')
  const fault = (part: string, what: PartFault['fault']) =>
    found.faults.push({ seq, id, part, fault: what })
  if (payloadRootOf(lines) !== row.payload_root) fault('commitment', 'differs')
  if (leafHashOf(envelopeOf(mission, row)) !== row.leaf_hash) fault('leaf', 'differs')
  for (const line of lines) checkPart(row, line, found)
  const named = new Set(lines.map((line) => line.split(':')[0]))
  for (const part of row.parts.filter((one) => !named.has(one))) fault(part, 'unknown')
}

function checkPart(row: Row, line: string, found: Found): void {
  const { seq, id } = row
  const [part = '', committed = ''] = line.split(':')
  const by = erasureOf(row, part)
  const outcome = outcomeOf(row, { part, committed, by })
  if (outcome === 'matches') found.matching += 1
  else if (outcome !== 'erased') found.faults.push({ seq, id, part, fault: outcome })
  else if (by !== null) found.erased.push({ seq, part, by })
}

/** The three outcomes of a part, matches, erased and missing, and what else can be wrong with it. */
function outcomeOf(
  { parts, salts, bodies }: Row,
  { part, committed, by }: { part: string; committed: string; by: number | null },
): 'matches' | 'erased' | PartFault['fault'] {
  const place = parts.indexOf(part)
  if (place < 0) return by === null ? 'missing' : 'erased'
  if (by !== null) return 'unfinished'
  const isSame = commitmentOf(salts[place] ?? '', bodies[place] ?? '') === committed
  return isSame ? 'matches' : 'differs'
}

/** Bytes and text rest by their hash; the document's own entry says whether the record held them. */
async function checkDocument(db: Db, missionId: number, row: Row, found: Found): Promise<void> {
  const { seq, id } = row
  const content: unknown = JSON.parse(row.bodies[row.parts.indexOf('content')] ?? '{}')
  const by = erasureOf(row, 'held')
  if (by !== null) found.erased.push({ seq, part: 'held', by })
  const held = heldIn(content)
  const [there] = await db.run<Held>(HELD, [missionId, held.sha256, held.textSha256])
  const check = (part: string, wanted: string | null, hashed: string | null | undefined) => {
    if (wanted === null || hashed === wanted) return
    if (hashed === null || hashed === undefined) {
      if (by === null) found.faults.push({ seq, id, part, fault: 'missing' })
    } else found.faults.push({ seq, id, part, fault: 'differs' })
  }
  const { bytes, text } = there ?? { bytes: null, text: null }
  check('bytes', held.sha256, bytes === null ? null : hash('sha256', bytes))
  check('text', held.textSha256, text === null ? null : hash('sha256', text))
}

/** The hashes of what the record held of a document. */
function heldIn(content: unknown): { sha256: string | null; textSha256: string | null } {
  const nothing = { sha256: null, textSha256: null }
  if (typeof content !== 'object' || content === null) return nothing
  const { isHeld, sha256, extractor, textSha256 } = { ...NOT_HELD, ...content }
  return {
    sha256: isHeld === true && typeof sha256 === 'string' ? sha256 : null,
    textSha256: typeof extractor === 'string' && typeof textSha256 === 'string' ? textSha256 : null,
  }
}

const NOT_HELD: Readonly<Record<'isHeld' | 'sha256' | 'extractor' | 'textSha256', unknown>> = {
  isHeld: false,
  sha256: null,
  extractor: null,
  textSha256: null,
}

function erasureOf({ erased_parts, erasures }: Row, part: string): number | null {
  const place = erased_parts.indexOf(part)
  return place < 0 ? null : (erasures[place] ?? null)
}

function envelopeOf(mission: string, { seq, id, type, recorded_at, payload_root }: Row) {
  const [recordedAt, payloadRoot] = [recorded_at, payload_root]
  return { v: 1 as const, mission, seq, id, type, recordedAt, payloadRoot }
}

interface Row {
  readonly seq: number
  readonly id: string
  readonly type: EntryType
  readonly recorded_at: string
  readonly payload_root: string
  readonly leaf_hash: string
  readonly lines: string | null
  readonly parts: readonly string[]
  readonly salts: readonly string[]
  readonly bodies: readonly string[]
  readonly erased_parts: readonly string[]
  readonly erasures: readonly number[]
}

interface Held {
  readonly bytes: Uint8Array | null
  readonly text: string | null
}

const PARTS = {
  name: 'register-check-parts',
  text: `SELECT e.seq, e.id, e.entry_type AS type, e.recorded_at, encode(e.payload_root, 'hex') AS payload_root,
      encode(e.leaf_hash, 'hex') AS leaf_hash, c.lines, p.parts, p.salts, p.bodies, x.parts AS erased_parts, x.erasures
    FROM register.entry e
    LEFT JOIN register.commitment c ON c.mission_id = e.mission_id AND c.seq = e.seq
    CROSS JOIN LATERAL (
      SELECT coalesce(array_agg(part ORDER BY part), '{}') AS parts, coalesce(array_agg(encode(salt, 'hex') ORDER BY part), '{}') AS salts,
        coalesce(array_agg(body ORDER BY part), '{}') AS bodies
      FROM register.payload p WHERE p.mission_id = e.mission_id AND p.seq = e.seq) p
    CROSS JOIN LATERAL (
      SELECT coalesce(array_agg(part ORDER BY part), '{}') AS parts, coalesce(array_agg(erasure ORDER BY part), '{}') AS erasures
      FROM register.erased x WHERE x.mission_id = e.mission_id AND x.target = e.seq) x
    WHERE e.mission_id = $1 AND e.seq > $2 AND e.seq <= $3 ORDER BY e.seq`,
}

const HELD = {
  name: 'register-check-held',
  text: `SELECT (SELECT bytes FROM register.blob WHERE mission_id = $1 AND sha256 = $2) AS bytes,
    (SELECT content FROM register.canonical_text WHERE mission_id = $1 AND text_sha256 = $3) AS text`,
}
