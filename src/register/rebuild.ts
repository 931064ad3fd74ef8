import type { Db } from '#platform'

import { checkParts, type PartFault } from './check-parts.ts'
import { compareDerived, type Difference } from './derived-tables.ts'
import { getHead } from './in-force.ts'
import { openReplay } from './replay.ts'
import { readWhole } from './whole-entry.ts'

/** What a rebuilding found: how much it compared, and every derived row that differs from the entries. */
export interface Rebuilt {
  readonly lanes: number
  readonly claims: number
  readonly boxes: number
  /** Rows of all derived tables. */
  readonly rows: number
  readonly differences: readonly Difference[]
}

/** How many entries are read at once. */
const PAGE = 2_000

/** Draws everything derived anew from the entries alone, beside the live tables, and compares row by row. */
export async function rebuild(
  db: Db,
  mission: string,
  progress: (done: number, total: number) => void,
): Promise<Rebuilt> {
  const head = await getHead(db, mission)
  const { missionId, seq: last } = head
  const kinds = await db.run<{ kind: string; kind_id: number }>(KINDS, [])
  const faults: Difference[] = []
  const replay = openReplay(head, {
    mission,
    kinds: new Map(kinds.map((row) => [row.kind, row.kind_id])),
  })
  for (let after = 0; after < last; after += PAGE) {
    const until = Math.min(last, after + PAGE)
    for (const entry of await readWhole(db, missionId, { after, until })) {
      const refusal = replay.place(entry)
      if (refusal !== null)
        faults.push({ seq: entry.seq, table: 'entry', held: refusal, drawn: null })
    }
    faults.push(...(await checkParts(db, mission, { after, until })).faults.map(differenceOf))
    progress(until, last)
  }
  const drawn = replay.end()
  const { rows, differences } = await compareDerived(db, missionId, drawn)
  return {
    lanes: drawn.rowsOf('lane').length,
    claims: drawn.rowsOf('claim').length,
    boxes: drawn.rowsOf('open_box').length + drawn.rowsOf('closed_box').length,
    rows,
    differences: [...faults, ...differences].sort((a, b) => a.seq - b.seq),
  }
}

/** What is there of a part, against what the entry says of it. */
function differenceOf({ seq, part, fault }: PartFault): Difference {
  const isThere = fault === 'unknown' || fault === 'unfinished' || fault === 'differs'
  return {
    seq,
    table: `payload ${part}`,
    held: isThere ? fault : null,
    drawn: isThere ? null : fault,
  }
}

const KINDS = { name: 'register-kinds-by-number', text: 'SELECT kind, kind_id FROM register.kind' }
