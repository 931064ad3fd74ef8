import type { Db } from '#platform'

import type { ClaimDraft, Draft, EntryType } from './entry.ts'
import { UNSAID } from './handling.ts'
import type { Keeping } from './parts.ts'

/** An entry with all that the record holds of it, for whoever checks the record itself. */
export interface WholeEntry {
  readonly seq: number
  readonly id: string
  readonly type: EntryType
  readonly recordedAt: string
  readonly parts: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** Reads whole entries after one place up to another; nobody but the record itself may. */
export async function readWhole(
  db: Db,
  missionId: number,
  { after, until }: { after: number; until: number },
): Promise<readonly WholeEntry[]> {
  const rows = await db.run<Row>(WHOLE, [missionId, after, until])
  return rows.map(({ recorded_at, parts, bodies, ...row }) => ({
    ...row,
    recordedAt: recorded_at,
    parts: Object.fromEntries(
      parts.map((part, place) => [part, JSON.parse(bodies[place] ?? '{}')]),
    ),
  }))
}

/** The entry as it was sent, without bytes and text; null where what it said was erased. */
export function draftIn({ id, type, parts }: WholeEntry): Draft | null {
  const { actor: _actor, handling = UNSAID, position = {}, ...said } = parts
  if (Object.keys(said).length === 0) return null
  const content = Object.assign({}, ...Object.values(said), position)
  const nothing = type === 'document' ? { bytes: null, text: null } : {}
  const sourceless = type === 'claim' ? NO_SOURCE : {}
  return trusted({ ...nothing, ...sourceless, ...content, handling, id, type })
}

/** What the record noted of itself with the entry; nobody's where that was erased. */
export function keepingIn({ parts }: WholeEntry): Keeping {
  const { actor, delayHours } = parts['actor'] ?? {}
  return {
    actor: typeof actor === 'string' ? actor : '',
    delayHours: typeof delayHours === 'number' ? delayHours : null,
  }
}

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
}

const WHOLE = {
  name: 'register-whole-entries',
  text: `SELECT e.seq, e.id, e.entry_type AS type, e.recorded_at, p.parts, p.bodies
    FROM register.entry e
    CROSS JOIN LATERAL (
      SELECT coalesce(array_agg(part ORDER BY part), '{}') AS parts, coalesce(array_agg(body ORDER BY part), '{}') AS bodies
      FROM register.payload p WHERE p.mission_id = e.mission_id AND p.seq = e.seq) p
    WHERE e.mission_id = $1 AND e.seq > $2 AND e.seq <= $3 ORDER BY e.seq`,
}
