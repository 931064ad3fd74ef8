import type { Db, Progress } from '#platform'

import type { VerifiedEntry } from '../log/verified-entry.ts'
import type { LastPlace } from '../lookup.ts'
import type { MemorySink } from '../memory-rows.ts'
import { openReplay } from '../replay.ts'
import { readWhole, type WholeEntry } from '../whole-entry.ts'

/** An entry that nothing could be derived from, and why. */
export interface Undrawn {
  readonly seq: number
  readonly why: string
}

const PAGE = 2000

/** Draws all that is derived anew from the entries; what cannot be drawn is told, and the rest goes on. */
export async function drawDerived(
  db: Db,
  head: LastPlace & { readonly mission: string },
  progress: Progress,
): Promise<{ readonly drawn: MemorySink; readonly undrawn: readonly Undrawn[] }> {
  const rows = await db.run<{ kind: string; kind_id: number }>(KINDS, [])
  const kinds = new Map(rows.map((row) => [row.kind, row.kind_id]))
  const replay = openReplay(head, { mission: head.mission, kinds })
  const undrawn: Undrawn[] = []
  for (let after = 0; after < head.seq; after += PAGE) {
    const until = Math.min(head.seq, after + PAGE)
    for (const entry of await readReadable(db, head.missionId, { after, until, undrawn })) {
      const why = whyNot(() => replay.place(entry))
      if (why !== null) undrawn.push({ seq: entry.seq, why })
    }
    progress.step(until, head.seq)
  }
  return { drawn: replay.end(), undrawn }
}

/** A verified entry as what replays and readers take. */
export function wholeOf({ seq, id, type, recordedAt, parts }: VerifiedEntry): WholeEntry {
  const said = parts.map(({ part, body }) => [part, JSON.parse(body)] as const)
  return {
    seq,
    id: id ?? '',
    type: entryType(type),
    recordedAt,
    parts: Object.fromEntries(said),
    remains: null,
  }
}

/** A page of entries; where one of them is no JSON any more, all the others. */
async function readReadable(
  db: Db,
  missionId: number,
  { after, until, undrawn }: { after: number; until: number; undrawn: Undrawn[] },
): Promise<readonly WholeEntry[]> {
  try {
    return await readWhole(db, missionId, { after, until })
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    if (until - after === 1) {
      undrawn.push({ seq: until, why: error.message })
      return []
    }
    const middle = Math.floor((after + until) / 2)
    const first = await readReadable(db, missionId, { after, until: middle, undrawn })
    return [...first, ...(await readReadable(db, missionId, { after: middle, until, undrawn }))]
  }
}

/** Whatever goes wrong with an entry that was altered is a finding, not a fault of this program. */
function whyNot(place: () => string | null): string | null {
  try {
    return place()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function entryType(type: string): WholeEntry['type'] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its leaf was checked before
  return type as WholeEntry['type']
}

const KINDS = { name: 'register-kinds-by-number', text: 'SELECT kind, kind_id FROM register.kind' }
