/** SQL with a name: prepared once a connection where the engine can. Names are unique, at most 63 characters. */
export interface Statement {
  readonly name: string
  readonly text: string
  /** Which parameter, from 1 on, says up to which place the record is asked; readers then see no further. */
  readonly recordAt?: number
  /** Whether what it answers changes only when an entry is put on record; it may then be kept until then. */
  readonly ofRecord?: boolean
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
