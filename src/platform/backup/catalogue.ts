import type { Session } from '../session.ts'
import { LEFT_OUT } from './left-out.ts'

/** A column as both engines describe it. */
export interface Column {
  readonly name: string
  readonly type: string
}

/** A table whose rows are kept in a backup. */
export interface StoredTable {
  /** With its schema: `register.entry`. */
  readonly name: string
  readonly columns: readonly Column[]
}

/** A table as the catalogue knows it. */
export interface CataloguedTable extends StoredTable {
  /** The columns of its primary key in an order that both engines share; empty where it has none. */
  readonly order: readonly string[]
  readonly refersTo: readonly string[]
}

/** How far a sequence has counted. */
export interface SequenceState {
  readonly name: string
  readonly lastValue: string
  readonly isCalled: boolean
}

/** Reads from the catalogue which tables a backup holds, each after those that it refers to. */
export async function listTables(session: Session): Promise<readonly CataloguedTable[]> {
  const { rows } = await session.query<CataloguedTable>(TABLES, [])
  return inOrderOfReference(rows.filter(({ name }) => !LEFT_OUT.has(name)))
}

/** Reads how far the sequences of those tables have counted; they stand outside of any transaction. */
export async function listSequences(session: Session): Promise<readonly SequenceState[]> {
  const { rows } = await session.query<{ name: string }>(SEQUENCES, [])
  const states: SequenceState[] = []
  for (const { name } of rows) {
    const state = await session.query<Omit<SequenceState, 'name'>>(
      `SELECT last_value::text AS "lastValue", is_called AS "isCalled" FROM ${quoted(name)}`,
      [],
    )
    states.push(...state.rows.map((row) => ({ name, ...row })))
  }
  return states
}

/** A name with its schema as SQL writes it. */
export function quoted(name: string): string {
  return name.split('.').map(quotedName).join('.')
}

/** One name as SQL writes it. */
export function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** Tables by name, but a table that refers to others after them. */
function inOrderOfReference(tables: readonly CataloguedTable[]): readonly CataloguedTable[] {
  const ordered: CataloguedTable[] = []
  const waiting = new Map(tables.map((table) => [table.name, table]))
  while (waiting.size > 0) {
    const next = [...waiting.values()].find(({ name, refersTo }) =>
      refersTo.every((other) => other === name || !waiting.has(other)),
    )
    if (next === undefined) {
      throw new Error(
        `The tables ${[...waiting.keys()].join(', ')} refer to each other in a circle.`,
      )
    }
    waiting.delete(next.name)
    ordered.push(next)
  }
  return ordered
}

// Names by byte, so that both engines list them alike; generated columns are worked out again.
const TABLES = `
  SELECT n.nspname || '.' || c.relname AS name,
    (SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod))
         ORDER BY a.attnum)
       FROM pg_attribute a
       WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
    coalesce((SELECT json_agg(quote_ident(a.attname) || CASE WHEN a.attcollation = 0 THEN '' ELSE ' COLLATE "C"' END
         ORDER BY k.place)
       FROM pg_index i
       CROSS JOIN unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, place)
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
       WHERE i.indrelid = c.oid AND i.indisprimary), '[]') AS order,
    coalesce((SELECT json_agg(DISTINCT rn.nspname || '.' || r.relname)
       FROM pg_constraint f
       JOIN pg_class r ON r.oid = f.confrelid
       JOIN pg_namespace rn ON rn.oid = r.relnamespace
       WHERE f.conrelid = c.oid AND f.contype = 'f'), '[]') AS "refersTo"
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname IN ('platform', 'register') AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  ORDER BY (n.nspname || '.' || c.relname) COLLATE "C"`

const SEQUENCES = `
  SELECT n.nspname || '.' || c.relname AS name
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname IN ('platform', 'register') AND c.relkind = 'S'
  ORDER BY (n.nspname || '.' || c.relname) COLLATE "C"`
