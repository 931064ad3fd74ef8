import type { Db } from '#platform'
import { RefusedError } from '#platform'

import type { Item } from './batch.ts'
import type { Draft, Receipt } from './entry.ts'
import { contentOf } from './parts.ts'

/** The receipts of those items that are on record already; refused where an id has other content there. */
export async function knownReceipts(
  db: Db,
  mission: string,
  items: readonly Item[],
): Promise<ReadonlyMap<string, Receipt>> {
  const rows = await db.run<Row>(KNOWN, [mission, items.map(({ draft }) => draft.id)])
  const receipts = new Map<string, Receipt>()
  for (const { draft } of items) {
    const parts = rows.filter((row) => row.id === draft.id)
    const [first] = parts
    if (first === undefined) continue
    const wanted = contentOf(draft)
    const isSame =
      first.entry_type === draft.type &&
      parts.every(
        (row) =>
          row.body === null ||
          wanted.some(({ part, body }) => part === row.part && body === row.body),
      )
    if (!isSame) throw otherContent(draft)
    receipts.set(draft.id, {
      id: draft.id,
      seq: first.seq,
      recordedAt: first.recorded_at,
      fresh: false,
    })
  }
  return receipts
}

/** Refuses two drafts that share an id and differ. */
export function assertSame(a: Draft, b: Draft): void {
  const [first, second] = [a, b].map((draft) => JSON.stringify([draft.type, contentOf(draft)]))
  if (first !== second) throw otherContent(b)
}

function otherContent({ id, type }: Draft): RefusedError {
  return new RefusedError(
    'conflict',
    'register.id_taken',
    `The id ${id} is on record with other content; give this ${type} an id of its own, or correct the entry that has it.`,
  )
}

interface Row {
  readonly id: string
  readonly seq: number
  readonly entry_type: string
  readonly recorded_at: string
  readonly part: string | null
  readonly body: string | null
}

/** An erased part is missing and says nothing against the content. */
const KNOWN = {
  name: 'register-known-receipts',
  text: `SELECT e.id, e.seq, e.entry_type, e.recorded_at, p.part, p.body
    FROM register.mission m JOIN register.entry e USING (mission_id)
    LEFT JOIN register.payload p ON p.mission_id = e.mission_id AND p.seq = e.seq AND p.part <> 'actor' AND p.part NOT LIKE 'remains-%'
    WHERE m.mission = $1 AND e.id = ANY($2::uuid[])`,
}
