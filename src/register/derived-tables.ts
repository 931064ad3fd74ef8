import type { Db } from '#platform'

import type { MemorySink, Row } from './memory-rows.ts'
import { columnNames, type Table } from './rows.ts'

/** The tables that follow from the entries, and the column that names the entry a row belongs to. */
const DERIVED = {
  party: 'seq',
  subject: 'seq',
  document: 'seq',
  lane: 'lane',
  claim: 'seq',
  relation: 'seq',
  assessment: 'seq',
  decision: 'seq',
  proposal: 'seq',
  approval: 'seq',
  erasure: 'seq',
  erased: 'target',
  opening: 'seq',
  recalled: 'seq',
  open_box: 'claim',
  closed_box: 'claim',
} as const satisfies Partial<Record<Table, string>>

type Derived = keyof typeof DERIVED

/** A derived row that is not what the entries say. */
export interface Difference {
  readonly seq: number
  readonly table: string
  readonly held: string | null
  readonly drawn: string | null
}

/** What comparing found. */
export interface Compared {
  readonly rows: number
  readonly differences: readonly Difference[]
}

/** Compares every derived table with what was drawn from the entries, row by row. */
export async function compareDerived(
  db: Db,
  missionId: number,
  drawn: MemorySink,
): Promise<Compared> {
  const differences: Difference[] = []
  let rows = 0
  for (const table of tables()) {
    const expected = new Map(drawn.rowsOf(table).map((row) => [textOf(row), entryOf(table, row)]))
    const held = await db.run<{ row: string; entry: number }>(statementFor(table), [missionId])
    rows += held.length
    for (const { row, entry } of held) {
      if (!expected.delete(row)) {
        differences.push({ seq: Math.abs(entry), table, held: row, drawn: null })
      }
    }
    for (const [row, entry] of expected) {
      differences.push({ seq: Math.abs(entry), table, held: null, drawn: row })
    }
  }
  return { rows, differences: differences.sort((a, b) => a.seq - b.seq) }
}

function tables(): readonly Derived[] {
  return Object.keys(DERIVED).filter((name): name is Derived => name in DERIVED)
}

function entryOf(table: Derived, row: Row): number {
  return Number(row[columnNames(table).indexOf(DERIVED[table])])
}

function textOf(row: Row): string {
  return row.map((value) => (value === null ? '∅' : String(value))).join('|')
}

function statementFor(table: Derived): { readonly name: string; readonly text: string } {
  const columns = columnNames(table).map((column) => `coalesce(${column}::text, '∅')`)
  return {
    name: `register-derived-${table}`,
    text: `SELECT concat_ws('|', ${columns.join(', ')}) AS row, ${DERIVED[table]} AS entry
      FROM register.${table} WHERE mission_id = $1`,
  }
}
