import { type Bounds, openBounds } from './bounds.ts'
import type { RowSink, Table, Value } from './rows.ts'

/** A derived row, its columns in the table's order. */
export type Row = readonly Value[]

/** Rows kept in memory, as the database would hold them. */
export interface MemorySink extends RowSink, Bounds {
  rowsOf(table: Table): readonly Row[]
  openingsOf(seq: number): readonly Row[]
  /** Takes away the words of an entry that were written before a place. */
  dropWords(seq: number, before: number): void
  /** The places of what takes these claims back or gives them back. */
  endingsOf(claims: ReadonlySet<number>): ReadonlySet<number>
  hasRelation(seq: number): boolean
}

const ENDINGS: ReadonlySet<Value> = new Set(['corrects', 'supersedes', 'withdraws'])

/** Starts an empty set of rows. */
export function memorySink(): MemorySink {
  const rows = new Map<Table, Row[]>()
  const openings = new Map<number, Row[]>()
  const relations = new Map<number, Row>()
  const all = (table: Table): Row[] => {
    const known = rows.get(table) ?? []
    rows.set(table, known)
    return known
  }
  return {
    ...openBounds(),
    add(table, row) {
      const [seq] = row
      if (table === 'opening') {
        openings.set(Number(seq), [...(openings.get(Number(seq)) ?? []), row])
        return
      }
      all(table).push(row)
      if (table === 'relation') relations.set(Number(seq), row)
    },
    // Lanes drawn in memory hold no stored boxes, so only openings are ever taken away.
    remove(_table, [seq = 0, fromSeq]) {
      openings.set(
        seq,
        (openings.get(seq) ?? []).filter((row) => row[1] !== fromSeq),
      )
    },
    rowsOf: (table) => (table === 'opening' ? [...openings.values()].flat() : all(table)),
    dropWords(seq, before) {
      const left = all('search').filter((row) => row[0] !== seq || Number(row[2]) >= before)
      rows.set('search', left)
    },
    openingsOf: (seq) => openings.get(seq) ?? [],
    endingsOf(claims) {
      const ended = [...relations.values()].filter(
        ([, relation, , target]) => ENDINGS.has(relation ?? null) && claims.has(Number(target)),
      )
      const first = new Set(ended.map(([seq]) => Number(seq)))
      const undone = [...relations.values()].filter(
        ([, relation, , target]) => relation === 'withdraws' && first.has(Number(target)),
      )
      return new Set([...first, ...undone.map(([seq]) => Number(seq))])
    },
    hasRelation: (seq) => relations.has(seq),
  }
}
