import type { Db } from '#platform'

import type { Batch, Item } from './batch.ts'
import { type Doomed, type Namer, readErased, readNamers, readNames } from './known-erasures.ts'
import type { KnownEntry } from './lookup.ts'
import { draftIn, type WholeEntry } from './whole-entry.ts'

/** The entries that the batch's approvals would erase. */
export function doomedIn({ proposals }: Batch): readonly Doomed[] {
  return [...proposals.values()].flatMap(({ erasing }) => erasing?.doomed ?? [])
}

/** The parties that an entry names in what is kept of it. */
export function namesIn(whole: WholeEntry): readonly string[] {
  const draft = draftIn(whole)
  if (draft === null) return []
  if (draft.type === 'claim') return [draft.assertedBy]
  return 'by' in draft ? [draft.by] : []
}

/** Reads what is erased of all that the batch would erase or open, and who still says a name that is to go. */
export async function loadErasures(db: Db, batch: Batch, items: readonly Item[]): Promise<Batch> {
  const { missionId } = batch.head
  const named = items.flatMap(({ draft }) =>
    draft.type === 'erasure'
      ? draft.targets.flatMap(({ entry, parts }) => {
          const known = batch.entries.get(entry)
          return known === undefined ? [] : [{ known, parts }]
        })
      : [],
  )
  const doomed = doomedIn(batch)
  const opened = [...batch.proposals.values()].flatMap(({ targets }) => targets)
  const seqs = [...named.map(({ known }) => known.seq), ...[...doomed, ...opened].map(seqIn)]
  const nameless = [
    ...named.flatMap(({ known, parts }) =>
      parts === 'all' || parts.includes('name') ? [known] : [],
    ),
    ...doomed.flatMap(({ entry, parts }) => (parts.includes('name') ? [entry] : [])),
  ]
  const namers = new Map<number, readonly Namer[]>()
  for (const { seq, name } of await readNames(db, missionId, nameless)) {
    namers.set(seq, await readNamers(db, missionId, name))
  }
  return { ...batch, namers, erased: new Map(await readErased(db, missionId, seqs)) }
}

function seqIn({ entry }: { readonly entry: KnownEntry }): number {
  return entry.seq
}
