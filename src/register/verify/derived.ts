import type { Db, Progress } from '#platform'

import { compareDerived, type Difference } from '../derived-tables.ts'
import type { LogFault } from '../log/fault.ts'
import type { Head } from '../lookup.ts'
import { drawDerived } from './draw-derived.ts'
import { headFaults } from './head.ts'
import { laterSearchFaults, type SearchCheck } from './search-rows.ts'

/** What was compared of the derived tables, and every row that is not what the entries say. */
export interface DerivedVerdict {
  readonly rows: number
  readonly faults: readonly LogFault[]
}

/** Draws everything derived anew and compares it row by row, the head and the later words of the search too. */
export async function verifyDerived(
  { db, missionId, texts }: SearchCheck,
  head: Head & { readonly mission: string },
  progress: Progress,
): Promise<DerivedVerdict> {
  const { drawn, undrawn } = await drawDerived(db, head, progress)
  const { rows, differences } = await compareDerived(db, missionId, drawn)
  const seqs = [...undrawn, ...differences].map(({ seq }) => seq)
  const ids = await idsOf(db, missionId, seqs)
  const faults = [
    ...undrawn.map(({ seq, why }) => ({
      ...named(ids, seq, `nothing can be derived from it: ${why}`),
      kind: 'derived_undrawn' as const,
    })),
    ...differences.map((one) => ({
      ...named(ids, one.seq, differenceText(one)),
      kind: 'derived_differs' as const,
    })),
    ...(await headFaults(db, head, drawn)),
    ...(await laterSearchFaults({ db, missionId, texts }, drawn.rowsOf('search'))),
  ]
  return { rows, faults }
}

function differenceText({ table, held, drawn }: Difference): string {
  return held === null
    ? `the table ${table} lacks the row ${drawn ?? ''}.`
    : `the table ${table} holds the row ${held}, which no entry says.`
}

function named(ids: ReadonlyMap<number, string>, seq: number, what: string) {
  const id = ids.get(seq) ?? null
  return { seq, id, sentence: `Entry ${seq} (${id ?? 'not on record'}): ${what}` }
}

async function idsOf(
  db: Db,
  missionId: number,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const rows = await db.run<{ seq: number; id: string }>(IDS, [missionId, [...new Set(seqs)]])
  return new Map(rows.map(({ seq, id }) => [seq, id]))
}

const IDS = {
  name: 'register-verify-ids',
  text: 'SELECT seq, id FROM register.entry WHERE mission_id = $1 AND seq = ANY($2::int4[])',
}
