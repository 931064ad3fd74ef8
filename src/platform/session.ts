/** SQL with a name: prepared once a connection where the engine can. Names are unique, at most 63 characters. */
export interface Statement {
  readonly name: string
  readonly text: string
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
  /** Commits when the work is done, rolls back when it throws. */
  transaction<T>(work: (session: Session) => Promise<T>): Promise<T>
  close(): Promise<void>
}
