/** SQL with a name: prepared once a connection where the engine can. Names are unique, at most 63 characters. */
export interface Statement {
  readonly name: string
  readonly text: string
  /** Which parameter, from 1 on, says up to which place the record is asked; readers then see no further. */
  readonly recordAt?: number
  /** With what its answer changes, where only entries of its mission change it: it may be kept until then. */
  readonly changesWith?: ChangesWith
  /** Where each member of one parameter, an array, is answered on its own: the rows say in a column whose they are. */
  readonly each?: Each
}

/**
 * With which entries the answer of a statement changes: with any, or with those of some types only. Whom an entry
 * is open to, and what is erased of it, is left aside: whoever keeps answers lets go of all of them then.
 */
export type ChangesWith =
  | 'any-entry'
  | {
      readonly types: readonly string[]
      /** Which parameter, from 1 on, holds the kinds of the only claims that count, by number or name; null is all. */
      readonly kinds?: number
      /** Which parameter holds the subjects of the only claims that count, by number. */
      readonly subjects?: number
    }

/** One member, one row at most. */
export interface Each {
  /** Which parameter, from 1 on. */
  readonly parameter: number
  /** The column that says whose row it is; where it holds numbers, the rows come in their order. */
  readonly column: string
}

/** As whom a session reads: a role of the database, and the settings that its row-level security asks. */
export interface Identity {
  readonly role: string
  readonly settings: Readonly<Record<string, string>>
}

/** What one statement answered. */
export interface Outcome<Row> {
  readonly rows: readonly Row[]
  readonly affectedRows: number
}

/** Runs statements, on one connection within a transaction, on any outside. The engines differ only here. */
export interface Session {
  query<Row extends object>(
    statement: Statement | string,
    values: readonly unknown[],
  ): Promise<Outcome<Row>>
  /** Several statements in one text, without values. */
  exec(sql: string): Promise<void>
}

/** A database engine that is open. */
export interface Engine {
  readonly name: 'pglite' | 'postgresql'
  readonly session: Session
  /** The same database as a reader, statement by statement. */
  as(identity: Identity): Session
  /** Works as the owner of the tables, outside any transaction. */
  asOwner<T>(work: (session: Session) => Promise<T>): Promise<T>
  /** Commits when the work is done, rolls back when it throws. */
  transaction<T>(work: (session: Session) => Promise<T>): Promise<T>
  close(): Promise<void>
}
