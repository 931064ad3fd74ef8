import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

import { RefusedError } from './errors.ts'
import { log } from './log.ts'
import { packageRoot } from './package-root.ts'
import type { Engine, Session } from './session.ts'

/** One file of SQL that changes the schema, once. */
export interface Migration {
  /** File name, which starts with a timestamp: `20261121T080000_platform.sql`. */
  readonly name: string
  readonly sql: string
}

interface AppliedRow {
  readonly name: string
  readonly sha256: string
}

// Any number will do as long as it stays the same: "ROLL" in ASCII.
const MIGRATION_LOCK = 0x52_4f_4c_4c
const NAME = /^\d{8}T\d{6}_[a-z0-9_]+\.sql$/

const BOOKKEEPING = `
  CREATE SCHEMA IF NOT EXISTS platform;
  CREATE TABLE IF NOT EXISTS platform.migration (
    name text COLLATE "C" PRIMARY KEY,
    sha256 text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
  );`

/** Every `migrations/*.sql` under src, oldest first whichever module owns it. */
export function findMigrations(root: string = packageRoot()): readonly Migration[] {
  const source = path.join(root, 'src')
  const files = fs
    .readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(path.dirname(file)) === 'migrations' && file.endsWith('.sql'))
    .map((file) => ({
      name: path.basename(file),
      sql: fs.readFileSync(path.join(source, file), 'utf8'),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const wrong = files.find(
    (file, index) => !NAME.test(file.name) || files[index + 1]?.name === file.name,
  )
  if (wrong === undefined) return files
  throw new Error(
    `The migration ${wrong.name} needs a name of its own of the form 20261121T080000_what.sql.`,
  )
}

/** Brings the schema up to date, as the owner; two processes at once take turns. */
export async function migrate(engine: Engine, migrations = findMigrations()): Promise<void> {
  const applied = await appliedMigrations(engine)
  if (migrations.every((migration) => isApplied(migration, applied))) return
  for (const migration of migrations) await applyOnce(engine, migration)
  log('info', 'database.migrated', { migrations: migrations.length - applied.size })
}

async function appliedMigrations(engine: Engine): Promise<ReadonlyMap<string, string>> {
  return engine.transaction(async (session) => {
    await takeTurn(session)
    await session.exec(BOOKKEEPING)
    const { rows } = await session.query<AppliedRow>(
      'SELECT name, sha256 FROM platform.migration',
      [],
    )
    return new Map(rows.map((row) => [row.name, row.sha256]))
  })
}

async function applyOnce(engine: Engine, migration: Migration): Promise<void> {
  await engine.transaction(async (session) => {
    await takeTurn(session)
    const { rows } = await session.query<AppliedRow>(
      'SELECT name, sha256 FROM platform.migration WHERE name = $1',
      [migration.name],
    )
    if (isApplied(migration, new Map(rows.map((row) => [row.name, row.sha256])))) return
    await session.exec(migration.sql)
    await session.query('INSERT INTO platform.migration (name, sha256) VALUES ($1, $2)', [
      migration.name,
      digestOf(migration.sql),
    ])
  })
}

async function takeTurn(session: Session): Promise<void> {
  await session.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
}

function isApplied(migration: Migration, applied: ReadonlyMap<string, string>): boolean {
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
function digestOf(sql: string): string {
  return createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex')
}
