import type { Db } from '#platform'

import type { ClaimDraft, Draft, EntryType } from './entry.ts'
import { UNSAID } from './handling.ts'
import type { Keeping } from './parts.ts'
import type { Remains } from './remains.ts'

/** An entry with all that the record holds of it, for whoever checks the record itself. */
export interface WholeEntry {
  readonly seq: number
  readonly id: string
  readonly type: EntryType
  readonly recordedAt: string
  readonly parts: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** What is left of it where something was erased. */
  readonly remains: Remains | null
}

/** Reads whole entries after one place up to another; nobody but the record itself may. */
export async function readWhole(
  db: Db,
  missionId: number,
  { after, until }: { after: number; until: number },
): Promise<readonly WholeEntry[]> {
  return (await db.run<Row>(WHOLE, [missionId, after, until])).map(wholeOf)
}

/** Reads whole these entries, by their place. */
export async function readWholeAt(
  db: Db,
  missionId: number,
  seqs: readonly number[],
): Promise<readonly WholeEntry[]> {
  if (seqs.length === 0) return []
  return (await db.run<Row>(WHOLE_AT, [missionId, seqs])).map(wholeOf)
}

function wholeOf({ recorded_at, parts, bodies, remains, ...row }: Row): WholeEntry {
  return {
    ...row,
    recordedAt: recorded_at,
    parts: Object.fromEntries(
      parts.map((part, place) => [part, JSON.parse(bodies[place] ?? '{}')]),
    ),
    remains: remains === null ? null : JSON.parse(remains),
  }
}

/** The entry as it was sent, without bytes and text, or what remains of it; null where nothing does. */
export function draftIn({ id, type, parts, remains }: WholeEntry): Draft | null {
  const { actor: _actor, handling = remains?.handling ?? UNSAID, position = {}, ...said } = parts
  const kept = remains?.said ?? {}
  const told = Object.fromEntries(Object.entries(said).filter(([part]) => SAYING.has(part)))
  if (Object.keys(told).length + Object.keys(kept).length === 0) return null
  const content = Object.assign({}, ...Object.values(told), position, kept)
  const nothing = type === 'document' ? { bytes: null, text: null } : {}
  const sourceless = type === 'claim' ? NO_SOURCE : {}
  return trusted({ ...nothing, ...sourceless, ...content, handling, id, type })
}

/** What the record noted of itself with the entry; nobody's where that was erased. */
export function keepingIn({ parts, remains }: WholeEntry): Keeping {
  const { actor, delayHours = remains?.delayHours } = parts['actor'] ?? {}
  return {
    actor: typeof actor === 'string' ? actor : '',
    delayHours: typeof delayHours === 'number' ? delayHours : null,
  }
}

/** The parts that hold what an entry says. */
const SAYING: ReadonlySet<string> = new Set(['statement', 'source', 'content'])

const NO_SOURCE: Pick<ClaimDraft, 'reportedBy' | 'document' | 'citations' | 'note'> = {
  reportedBy: null,
  document: null,
  citations: [],
  note: null,
}

/** The register wrote it, so it has the form that was checked on the way in. */
function trusted(content: object): Draft {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- parsed at the door, append-only since
  return content as Draft
}

interface Row {
  readonly seq: number
  readonly id: string
  readonly type: EntryType
  readonly recorded_at: string
  readonly parts: readonly string[]
  readonly bodies: readonly string[]
  readonly remains: string | null
}

/** What remains of an entry lies with the approval that last erased something of it. */
const ENTRIES = `SELECT e.seq, e.id, e.entry_type AS type, e.recorded_at, p.parts, p.bodies, r.body AS remains
    FROM register.entry e
    CROSS JOIN LATERAL (
      SELECT coalesce(array_agg(part ORDER BY part), '{}') AS parts, coalesce(array_agg(body ORDER BY part), '{}') AS bodies
      FROM register.payload p WHERE p.mission_id = e.mission_id AND p.seq = e.seq) p
    LEFT JOIN register.payload r ON r.mission_id = e.mission_id AND r.part = 'remains-' || e.seq
      AND r.seq = (SELECT max(x.approval) FROM register.erased x WHERE x.mission_id = e.mission_id AND x.target = e.seq
        AND x.part NOT LIKE 'remains-%')
    WHERE e.mission_id = $1`

const WHOLE = {
  name: 'register-whole-entries',
  text: `${ENTRIES} AND e.seq > $2 AND e.seq <= $3 ORDER BY e.seq`,
}

const WHOLE_AT = {
  name: 'register-whole-entries-at',
  text: `${ENTRIES} AND e.seq = ANY($2::int4[]) ORDER BY e.seq`,
}
