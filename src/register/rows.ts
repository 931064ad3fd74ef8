import type { Statement } from '#platform'

import { type Bounds, openBounds } from './bounds.ts'

/** The tables an append can write to, with the columns it gives and how each is sent. */
const TABLES = {
  entry: [
    'seq int4',
    'id uuid',
    'entry_type text',
    'recorded_at text',
    'payload_root hex',
    'leaf_hash hex',
  ],
  payload: ['seq int4', 'part text', 'salt hex', 'body text'],
  blob: ['sha256 text', 'bytes hex'],
  canonical_text: ['text_sha256 text', 'extractor text', 'content text'],
  commitment: ['seq int4', 'lines text'],
  proposal: ['seq int4', 'what text', 'actor text'],
  approval: [
    'seq int4',
    'target int4',
    'proposer text',
    'approver text',
    'verdict text',
    'said int8',
  ],
  erasure: ['seq int4', 'target int4', 'part text', 'legal_basis text'],
  erased: [
    'target int4',
    'part text',
    'erasure int4',
    'approval int4',
    'verdict text',
    'legal_basis text',
  ],
  opening: [
    'seq int4',
    'from_seq int4',
    'since int4',
    'release int2',
    'compartment text',
    'desk text',
    'actor text',
    'withheld text',
    'not_before text',
    'approval int4',
    'verdict text',
  ],
  recalled: ['seq int4', 'at_seq int4'],
  party: ['seq int4', 'code text'],
  subject: ['seq int4', 'slug text', 'place text'],
  document: ['seq int4', 'id uuid', 'said int8', 'sha256 text', 'text_sha256 text'],
  lane: ['lane int4', 'kind_id int2', 'subject int4', 'asserter text', 'apart text', 'claim int4'],
  claim: [
    'seq int4',
    'lane int4',
    'document int4',
    'said int8',
    'outer_from int4',
    'outer_to int4',
    'inner_from int4',
    'inner_to int4',
  ],
  relation: [
    'seq int4',
    'relation text',
    'source int4',
    'target int4',
    'whose text',
    'said int8',
    'from_seq int4',
  ],
  assessment: ['seq int4', 'claim int4', 'said int8'],
  decision: ['seq int4', 'kind_id int2', 'subject int4', 'said int8'],
  open_box: [
    'lane int4',
    'claim int4',
    'said int8',
    'kind_id int2',
    'valid_from int4',
    'valid_to int4',
    'said_from int8',
    'said_to int8',
    'seq_from int4',
    'reach int2',
    'valid_node int4',
    'said_node int4',
    'open_to int2',
  ],
  closed_box: [
    'lane int4',
    'claim int4',
    'kind_id int2',
    'valid_from int4',
    'valid_to int4',
    'said_from int8',
    'said_to int8',
    'seq_from int4',
    'seq_to int4',
    'reach int2',
    'valid_node int4',
    'seq_node int4',
    'open_to int2',
  ],
  search: ['seq int4', 'words words', 'from_seq int4'],
} as const

export type Table = keyof typeof TABLES
export type Value = string | number | null

/** The columns that an append gives, in their order. */
export function columnNames(table: Table): readonly string[] {
  return TABLES[table].map(nameOf)
}

/** Content-addressed tables: the same bytes twice are the same row. */
const SHARED: ReadonlySet<Table> = new Set(['blob', 'canonical_text'])

/** The tables from which rows that no longer hold are taken, and the key that they are found by. */
const PASSING = {
  open_box: ['lane int4', 'claim int4', 'valid_from int4', 'said_from int8', 'seq_from int4'],
  opening: ['seq int4', 'from_seq int4'],
} as const

type Passing = keyof typeof PASSING
const PASSING_ORDER: readonly Passing[] = ['open_box', 'opening']

/** Takes rows, and boxes that no longer hold. */
export interface RowSink extends Pick<Bounds, 'noteSaid' | 'noteDays'> {
  /** Adds a row; the values are in the table's column order. */
  add(table: Table, row: readonly Value[]): void
  /** Takes a row away that no longer holds; its key is in the order of the table's. */
  remove(table: Passing, key: readonly number[]): void
}

/** The rows of one batch, gathered table by table. */
export interface Rows extends RowSink {
  /** One statement that moves the head and writes everything, or does nothing where the head has moved. */
  toStatement(head: { mission: number; before: number; after: number; recordedAt: string }): {
    statement: Statement
    values: readonly unknown[]
  }
}

/** Starts an empty batch. */
export function collectRows(): Rows {
  const rows = new Map<Table, (readonly Value[])[]>()
  const removed = new Map<Passing, (readonly number[])[]>()
  const bounds = openBounds()
  return {
    ...bounds,
    add(table, row) {
      const known = rows.get(table)
      if (known === undefined) rows.set(table, [row])
      else known.push(row)
    },
    remove(table, key) {
      const known = removed.get(table)
      if (known === undefined) removed.set(table, [key])
      else known.push(key)
    },
    toStatement({ mission, before, after, recordedAt }) {
      const tables = ORDER.filter((table) => rows.has(table))
      const passing = PASSING_ORDER.filter((table) => removed.has(table))
      return {
        statement: getStatement(tables, passing),
        values: [
          mission,
          before,
          after,
          recordedAt,
          ...bounds.all(),
          ...passing.flatMap((table) => columnsOf(removed.get(table) ?? [], PASSING[table].length)),
          ...tables.flatMap((table) => columnsOf(rows.get(table) ?? [], TABLES[table].length)),
        ],
      }
    },
  }
}

const ORDER: readonly Table[] = [
  'entry',
  'payload',
  'blob',
  'canonical_text',
  'commitment',
  'proposal',
  'approval',
  'erasure',
  'erased',
  'opening',
  'recalled',
  'party',
  'subject',
  'document',
  'lane',
  'claim',
  'relation',
  'assessment',
  'decision',
  'closed_box',
  'open_box',
  'search',
]

/** Written once for each set of tables that batches turn out to touch: there are a few dozen. */
const STATEMENTS = new Map<string, Statement>()

function getStatement(tables: readonly Table[], passing: readonly Passing[]): Statement {
  const name = `append-${passing.join('-')}-${tables.map((table) => ORDER.indexOf(table).toString(36)).join('')}`
  const known = STATEMENTS.get(name)
  if (known !== undefined) return known
  const statement = { name, text: textFor(tables, passing) }
  STATEMENTS.set(name, statement)
  return statement
}

/**
 * Group commit as one server-side statement: the head row is moved only if nobody else moved it,
 * and every insert hangs on that row, so that all is written or nothing.
 */
function textFor(tables: readonly Table[], passing: readonly Passing[]): string {
  let used = 8
  // Through a sub-select an array's length says nothing to the planner: it plans once, not batch by batch.
  const parameters = (types: readonly string[]) =>
    types.map((type) => `(SELECT $${++used}::${type}[])`).join(', ')
  const parts = [
    `head AS (UPDATE register.head SET seq = $3, recorded_at = $4,
        first_said = least(first_said, $5), last_said = greatest(last_said, $6),
        first_day = least(first_day, $7), last_day = greatest(last_day, $8)
      WHERE mission_id = $1 AND seq = $2 RETURNING mission_id)`,
  ]
  for (const table of passing) {
    const key = PASSING[table]
    parts.push(`${table}_gone AS (DELETE FROM register.${table} WHERE ctid = ANY(ARRAY(
      SELECT found.ctid FROM head, unnest(${parameters(key.map(typeOf))}) x(${key.map(nameOf).join(', ')}),
        LATERAL (SELECT b.ctid FROM register.${table} b WHERE b.mission_id = head.mission_id
          AND ${key.map((column) => `b.${nameOf(column)} = x.${nameOf(column)}`).join(' AND ')} OFFSET 0) found)))`)
  }
  for (const table of tables) {
    const columns = TABLES[table]
    parts.push(`${table}_rows AS (INSERT INTO register.${table} (mission_id, ${columns.map(nameOf).join(', ')})
      SELECT head.mission_id, ${columns.map(expressionOf).join(', ')}
      FROM head, unnest(${parameters(columns.map(sentAs))}) x(${columns.map(nameOf).join(', ')})${SHARED.has(table) ? ' ON CONFLICT DO NOTHING' : ''})`)
  }
  return `WITH ${parts.join(', ')} SELECT mission_id FROM head`
}

function nameOf(column: string): string {
  return column.slice(0, column.indexOf(' '))
}

function typeOf(column: string): string {
  return column.slice(column.indexOf(' ') + 1)
}

function sentAs(column: string): string {
  const type = typeOf(column)
  return type === 'hex' || type === 'words' ? 'text' : type
}

function expressionOf(column: string): string {
  const name = `x.${nameOf(column)}`
  const type = typeOf(column)
  if (type === 'hex') return `decode(${name}, 'hex')`
  return type === 'words' ? `to_tsvector('simple', ${name})` : name
}

function columnsOf(rows: readonly (readonly Value[])[], width: number): unknown[] {
  return Array.from({ length: width }, (_, column) => rows.map((row) => row[column] ?? null))
}
