import { Kysely } from 'kysely'

import type { Place } from './config.ts'
import { findMigrations } from './find-migrations.ts'
import { sessionDialect } from './kysely-dialect.ts'
import { type Log, log as wholeLog } from './log.ts'
import { migrate } from './migrate.ts'
import { openAsFound } from './open-engine.ts'
import { openPostgres } from './postgres.ts'
import type { Engine, Identity, Session, Statement } from './session.ts'
import { sweepDisk, type Unreached } from './sweep.ts'
import type { Tables } from './tables.ts'
import { type OnStatement, watchedEngine } from './watched-engine.ts'

/**
 * An open database. The same SQL runs on both engines, and values come back alike: int8 as number,
 * date as `YYYY-MM-DD`, timestamps as UTC instants, bytea as bytes, numeric as text.
 *
 * Within a transaction use only the Db it hands over: PGlite has one connection, and waits for ever
 * when the outer one is asked. Pass JSON values as text: the engines read JavaScript arrays differently.
 */
export interface Db {
  readonly engine: 'pglite' | 'postgresql'
  /** Builds queries; hot paths use `run`. */
  readonly kysely: Kysely<Tables>
  /** Runs one named statement of a hot path. */
  run<Row extends object>(statement: Statement, values: readonly unknown[]): Promise<readonly Row[]>
  /** Runs several statements in one text, without values. */
  exec(sql: string): Promise<void>
  /** Commits when the work is done, rolls back when it throws; inside a transaction, only its own part. */
  transaction<T>(work: (db: Db) => Promise<T>): Promise<T>
  /** Rewrites these tables so that nothing that was deleted is on the disk any more; says what it could not reach. */
  sweep(tables: readonly string[]): Promise<readonly Unreached[]>
  /** The same database as a reader, who sees what row-level security lets this identity see. */
  as(identity: Identity): Db
  close(): Promise<void>
}

/** Who is told of what happens to an open database. */
export interface Witnesses {
  readonly log?: Log
  readonly onStatement?: OnStatement
}

const APPLICATION_ROLE = 'rollcall_app'
const CONNECTIONS = 10

/** Brings the schema up to date and opens the database as the application, which cannot rewrite entries. */
export async function openDatabase(place: Place, witnesses: Witnesses = {}): Promise<Db> {
  const engine = await openAsApplication(place, witnesses.log ?? wholeLog)
  const { onStatement } = witnesses
  return dbOf(onStatement === undefined ? engine : watchedEngine(engine, onStatement))
}

/** Brings the schema up to date and opens the database as its owner: for rebuilding what is derived. */
export async function openOwner(place: Place): Promise<Db> {
  return dbOf(await openMigrated(place, wholeLog))
}

async function openAsApplication(place: Place, log: Log): Promise<Engine> {
  const engine = await openMigrated(place, log)
  switch (place.kind) {
    case 'folder':
      await engine.session.exec(`SET ROLE ${APPLICATION_ROLE}`)
      return engine
    case 'server':
      await engine.close()
      return openPostgres(place.databaseUrl, {
        role: APPLICATION_ROLE,
        connections: CONNECTIONS,
        log,
      })
  }
}

async function openMigrated(place: Place, log: Log): Promise<Engine> {
  const engine = await openAsFound(place, log)
  try {
    await migrate(engine, findMigrations(), log)
    return engine
  } catch (error) {
    await engine.close()
    throw error
  }
}

function dbOf(engine: Engine): Db {
  let closed: Promise<void> | undefined
  return {
    ...queriesOf(engine.name, engine.session),
    transaction: async (work) =>
      engine.transaction(async (session) => work(dbInTransaction(engine.name, session))),
    as: (identity) => readerOf(engine, identity),
    sweep: async (tables) =>
      engine.asOwner(async (session) =>
        sweepDisk(session, { tables, isServer: engine.name === 'postgresql' }),
      ),
    // A signal may come while the end has already begun.
    close: async () => {
      closed ??= engine.close()
      return closed
    },
  }
}

/** A reader's door: it asks one statement at a time, ends with the database, and leads to no other reader's. */
function readerOf(engine: Engine, identity: Identity): Db {
  return {
    ...queriesOf(engine.name, engine.as(identity)),
    transaction: async () => refuse('A reader asks one statement at a time.'),
    as: () => refuse(ONE_READER),
    sweep: async () => refuse(ONE_SWEEPER),
    close: async () => refuse(ONE_OWNER),
  }
}

function dbInTransaction(engine: Db['engine'], session: Session): Db {
  const db: Db = {
    ...queriesOf(engine, session),
    transaction: async (work) => inSavepoint(session, async () => work(db)),
    as: () => refuse(ONE_READER),
    sweep: async () => refuse(ONE_SWEEPER),
    close: async () => refuse(ONE_OWNER),
  }
  return db
}

const ONE_READER = 'Whoever opened the database says as whom it is read; nobody else does.'
const ONE_OWNER = 'A database is closed by whoever opened it, not by its readers.'

const ONE_SWEEPER = 'The disk is swept by whoever opened the database, outside any transaction.'

function refuse(why: string): never {
  throw new Error(why)
}

function queriesOf(
  engine: Db['engine'],
  session: Session,
): Omit<Db, 'transaction' | 'as' | 'sweep' | 'close'> {
  return {
    engine,
    kysely: new Kysely<Tables>({ dialect: sessionDialect(session) }),
    async run<Row extends object>(statement: Statement, values: readonly unknown[]) {
      return (await session.query<Row>(statement, values)).rows
    },
    exec: async (sql) => session.exec(sql),
  }
}

async function inSavepoint<T>(session: Session, work: () => Promise<T>): Promise<T> {
  await session.exec('SAVEPOINT part')
  try {
    const result = await work()
    await session.exec('RELEASE SAVEPOINT part')
    return result
  } catch (error) {
    await session.exec('ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part')
    throw error
  }
}
