import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'

import type { Session } from './session.ts'

/** Lets Kysely write PostgreSQL for a session. Transactions are the session's own, never Kysely's. */
export function sessionDialect(session: Session): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => sessionDriver(session),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

function sessionDriver(session: Session): Driver {
  const connection = new SessionConnection(session)
  return {
    init: async () => undefined,
    acquireConnection: async () => connection,
    beginTransaction: async () => refuseTransaction(),
    commitTransaction: async () => refuseTransaction(),
    rollbackTransaction: async () => refuseTransaction(),
    releaseConnection: async () => undefined,
    destroy: async () => undefined,
  }
}

class SessionConnection implements DatabaseConnection {
  readonly #session: Session

  constructor(session: Session) {
    this.#session = session
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { rows, affectedRows } = await this.#session.query<Row & object>(
      query.sql,
      query.parameters,
    )
    return { rows: [...rows], numAffectedRows: BigInt(affectedRows) }
  }

  // oxlint-disable-next-line require-yield -- the interface asks for a generator
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('Kysely does not stream here; page through the rows by key.')
  }
}

function refuseTransaction(): never {
  throw new Error('Kysely transactions are not used here; call db.transaction(work).')
}
