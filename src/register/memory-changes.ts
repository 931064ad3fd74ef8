import type { ChangesWith, Db } from '#platform'

import type { EntryType } from './entry.ts'

/** What one entry may have changed in answers that were given before it; the kind and subject of a claim. */
export interface Change {
  readonly type: EntryType
  readonly kind: string | null
  readonly kindId: number | null
  readonly subject: number | null
}

/** After so many entries at once, all answers are let go of without asking. */
const MOST = 500

/** What the entries changed that follow one place, up to another; `all` where nothing said before can be relied on. */
export async function changesBetween(
  db: Db,
  missionId: number,
  { after, upTo }: { readonly after: number; readonly upTo: number },
): Promise<readonly Change[] | 'all'> {
  if (upTo - after > MOST) return 'all'
  const rows = await db.run<Row>(CHANGES, [missionId, after, upTo])
  // Whoever copies the record may bring places that are not there yet.
  return rows.length < upTo - after || rows.some(({ opens }) => opens) ? 'all' : rows
}

/** Whether an answer is still right after these changes. */
export function isStillRight(
  changesWith: ChangesWith,
  values: readonly unknown[],
  changes: readonly Change[],
): boolean {
  return !changes.some((change) => isChangedBy(changesWith, values, change))
}

function isChangedBy(
  changesWith: ChangesWith,
  values: readonly unknown[],
  change: Change,
): boolean {
  if (changesWith === 'any-entry') return true
  const { types, kinds, subjects } = changesWith
  if (!types.includes(change.type)) return false
  if (change.type !== 'claim') return true
  return (
    holds(values, kinds, [change.kind, change.kindId]) && holds(values, subjects, [change.subject])
  )
}

/** Whether a parameter holds one of these; one that is not there, or is null, holds everything. */
function holds(
  values: readonly unknown[],
  parameter: number | undefined,
  wanted: readonly (string | number | null)[],
): boolean {
  const held = parameter === undefined ? null : values[parameter - 1]
  return !Array.isArray(held) || wanted.some((one) => one !== null && held.includes(one))
}

interface Row extends Change {
  /** Whether it changed whom an entry is open to, or erased something. */
  readonly opens: boolean
}

const CHANGES = {
  name: 'register-changes',
  text: `SELECT e.entry_type AS type, k.kind, k.kind_id AS "kindId", l.subject,
      coalesce(a.verdict = 'approved' AND p.what <> 'decision', false) AS opens
    FROM register.entry e
    LEFT JOIN register.claim c ON c.mission_id = e.mission_id AND c.seq = e.seq
    LEFT JOIN register.lane l ON l.mission_id = c.mission_id AND l.lane = c.lane
    LEFT JOIN register.kind k ON k.kind_id = l.kind_id
    LEFT JOIN register.approval a ON a.mission_id = e.mission_id AND a.seq = e.seq
    LEFT JOIN register.proposal p ON p.mission_id = a.mission_id AND p.seq = a.target
    WHERE e.mission_id = $1 AND e.seq > $2 AND e.seq <= $3`,
}
