import { createHash } from 'node:crypto'

import { RefusedError } from './errors.ts'
import type { Migration } from './find-migrations.ts'
import type { Engine, Session } from './session.ts'

/** What a database knows of itself: the migrations it has had, and whether a restore into it was left half-way. */
export interface Book {
  /** Name to SHA-256, oldest first. */
  readonly applied: ReadonlyMap<string, string>
  readonly isRestoring: boolean
}

// Any number will do as long as it stays the same: "ROLL" in ASCII.
const MIGRATION_LOCK = 0x52_4f_4c_4c

const BOOKKEEPING = `
  CREATE SCHEMA IF NOT EXISTS platform;
  CREATE TABLE IF NOT EXISTS platform.migration (
    name text COLLATE "C" PRIMARY KEY,
    sha256 text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE TABLE IF NOT EXISTS platform.restoring (begun_at timestamptz NOT NULL DEFAULT now());`

/** Reads the book of a database, and opens one where there was none. */
export async function openBook(engine: Engine): Promise<Book> {
  return engine.transaction(async (session) => {
    await takeTurn(session)
    await session.exec(BOOKKEEPING)
    return readBook(session)
  })
}

/** Reads the book of a database that has one. */
export async function readBook(session: Session): Promise<Book> {
  const { rows } = await session.query<{ name: string; sha256: string }>(
    'SELECT name, sha256 FROM platform.migration ORDER BY name',
    [],
  )
  const restoring = await session.query('SELECT 1 AS one FROM platform.restoring', [])
  return {
    applied: new Map(rows.map(({ name, sha256 }) => [name, sha256])),
    isRestoring: restoring.rows.length > 0,
  }
}

/** Processes that change the schema at once take turns: each waits here for the one before. */
export async function takeTurn(session: Session): Promise<void> {
  await session.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
}

/** Whether a migration was applied; refused where its file is not what was applied. */
export function isApplied(migration: Migration, { applied }: Pick<Book, 'applied'>): boolean {
  const sha256 = applied.get(migration.name)
  if (sha256 === undefined) return false
  if (sha256 === digestOf(migration.sql)) return true
  throw new RefusedError(
    'conflict',
    'database.migration_changed',
    `The migration ${migration.name} was changed after this database had applied it; restore the file as it was and put the change in a new migration.`,
  )
}

/** Line ends do not count: a checkout on Windows has others. */
export function digestOf(sql: string): string {
  return createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex')
}
