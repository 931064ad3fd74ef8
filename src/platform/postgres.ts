import pg from 'pg'
import type { CustomTypesConfig } from 'pg'

import { RefusedError } from './errors.ts'
import { keyOf, type Settings, settingsFor, settingStatement } from './identity.ts'
import type { Log } from './log.ts'
import type { Engine, Identity, Session, Statement } from './session.ts'
import { sqlStateOf } from './sql-state.ts'
import { ARRAY_ELEMENTS, VALUE_PARSERS, type ValueParser } from './value-parsers.ts'

/** How the connections of a pool begin and how many there are. */
export interface PoolOptions {
  readonly role: string | null
  readonly connections: number
  readonly log: Log
}

const OLDEST_SERVER = 150_000
const CONNECT_PATIENCE_MS = 10_000

const TEXT_ARRAY: number = 1009

const types: CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    const element = VALUE_PARSERS.get(ARRAY_ELEMENTS.get(oid) ?? 0)
    if (element !== undefined) return (text: string) => readArray(text, element)
    return VALUE_PARSERS.get(oid) ?? pg.types.getTypeParser(oid, format ?? 'text')
  },
}

function readArray(text: string, element: ValueParser): unknown {
  const items: unknown = pg.types.getTypeParser(TEXT_ARRAY, 'text')(text)
  const read = (item: unknown): unknown => {
    if (Array.isArray(item)) return item.map((inner) => read(inner))
    return typeof item === 'string' ? element(item) : item
  }
  return read(items)
}

/** Opens a pool of connections to a PostgreSQL server, refused with a sentence where that cannot be. */
export async function openPostgres(databaseUrl: string, options: PoolOptions): Promise<Engine> {
  const pool = poolOf(databaseUrl, options)
  try {
    await checkServer(pool, databaseUrl)
  } catch (error) {
    await pool.end()
    throw error
  }
  const readers = new Map<string, pg.Pool>()
  const readersAs = (role: string): pg.Pool => {
    const known = readers.get(role)
    if (known !== undefined) return known
    const opened = poolOf(databaseUrl, { ...options, role })
    readers.set(role, opened)
    return opened
  }
  return {
    name: 'postgresql',
    session: sessionOf(pool),
    transaction: async (work) => inTransaction(pool, work),
    as: (identity) => sessionAs(() => readersAs(identity.role), identity),
    async asOwner(work) {
      const owner = poolOf(databaseUrl, { ...options, role: null, connections: 1 })
      try {
        return await work(sessionOf(owner))
      } finally {
        await owner.end()
      }
    },
    async close() {
      await Promise.all([pool, ...readers.values()].map(async (one) => one.end()))
    },
  }
}

function poolOf(databaseUrl: string, options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: withSettings(databaseUrl, options.role),
    max: options.connections,
    types,
    application_name: 'rollcall',
    connectionTimeoutMillis: CONNECT_PATIENCE_MS,
  })
  pool.on('error', (error) => {
    // An idle connection that breaks while the pool is being closed was closed anyway.
    if (!pool.ending)
      options.log('warning', 'database.connection_lost', { sqlState: sqlStateOf(error) ?? null })
  })
  return pool
}

/** What each connection of readers was last set to: most askings are alike. */
const SET = new WeakMap<pg.PoolClient, string>()

/** Readers have pools of their own, so that a connection never changes its role. */
function sessionAs(poolOfRole: () => pg.Pool, identity: Identity): Session {
  return {
    query: async (statement, values) =>
      asReader(poolOfRole(), settingsFor(identity, statement, values), async (client) =>
        sessionOf(client).query(statement, values),
      ),
    exec: async (sql) =>
      asReader(poolOfRole(), settingsFor(identity, '', []), async (client) =>
        sessionOf(client).exec(sql),
      ),
  }
}

async function asReader<T>(
  pool: pg.Pool,
  settings: Settings,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  try {
    if (SET.get(client) !== keyOf(settings)) {
      SET.delete(client)
      const { text, values } = settingStatement(settings)
      await client.query(text, [...values])
      SET.set(client, keyOf(settings))
    }
    return await work(client)
  } finally {
    client.release()
  }
}

/** Settings in the address itself: a connection that may not take on the role is never made. */
function withSettings(databaseUrl: string, role: string | null): string {
  const url = new URL(databaseUrl)
  const settings = [url.searchParams.get('options'), '-c timezone=UTC']
  if (role !== null) settings.push(`-c role=${role}`)
  url.searchParams.set('options', settings.filter((setting) => setting !== null).join(' '))
  return url.href
}

async function checkServer(pool: pg.Pool, databaseUrl: string): Promise<void> {
  const version = await pool
    .query<{ version: string }>(`SELECT current_setting('server_version_num') AS version`)
    .catch((error: unknown) => refuseServer(databaseUrl, error))
  const number = Number(version.rows[0]?.version)
  if (number >= OLDEST_SERVER) return
  throw new RefusedError(
    'incorrect',
    'database.server_too_old',
    `The PostgreSQL server at ${hostOf(databaseUrl)} is of version ${Math.floor(number / 10_000)}; Rollcall needs 15 or later.`,
  )
}

function refuseServer(databaseUrl: string, cause: unknown): never {
  const reason = cause instanceof Error && cause.message !== '' ? cause.message : String(cause)
  throw new RefusedError(
    'incorrect',
    'database.server_unreachable',
    `The PostgreSQL server at ${hostOf(databaseUrl)} cannot be used (${reason}); start it, or correct DATABASE_URL.`,
    { cause },
  )
}

/** The address without user and password. */
function hostOf(databaseUrl: string): string {
  const url = new URL(databaseUrl)
  return `${url.host}${url.pathname}`
}

async function inTransaction<T>(pool: pg.Pool, work: (session: Session) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('BEGIN')
    const result = await work(sessionOf(client))
    const ended = await client.query('COMMIT')
    // A transaction that failed inside and went on regardless ends in a rollback without an error.
    if (ended.command !== 'COMMIT')
      throw new Error('The transaction was rolled back, not committed.')
    return result
  } catch (error) {
    broken = await rollBack(client)
    throw error
  } finally {
    client.release(broken)
  }
}

/** What made the connection unusable, where it did not survive the rollback. */
async function rollBack(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query('ROLLBACK')
    return undefined
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

function sessionOf(runner: pg.Pool | pg.PoolClient): Session {
  return {
    async query<Row extends object>(statement: Statement | string, values: readonly unknown[]) {
      const named = typeof statement === 'string' ? { text: statement } : statement
      const result = await runner.query<Row>({ ...named, values: [...values] })
      return { rows: result.rows, affectedRows: result.rowCount ?? 0 }
    },
    async exec(sql) {
      await runner.query(sql)
    },
  }
}
