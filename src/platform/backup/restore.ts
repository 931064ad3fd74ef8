import { RefusedError } from '../errors.ts'
import { findMigrations, type Migration } from '../find-migrations.ts'
import type { Log } from '../log.ts'
import { applyAll, migrate } from '../migrate.ts'
import { type Book, digestOf, openBook, readBook, takeTurn } from '../migration-book.ts'
import type { Progress } from '../progress.ts'
import type { Engine, Session } from '../session.ts'
import { checkArchive } from './archive-reader.ts'
import { listTables, quoted } from './catalogue.ts'
import { loadArchive } from './load-archive.ts'
import type { Manifest } from './manifest.ts'

/** What was brought back. */
export interface Restored {
  readonly tables: number
  readonly rows: number
  /** When the backup was made. */
  readonly madeAt: string
}

/**
 * Brings a backup back into a database that holds nothing: all of it, or nothing. While it is under way,
 * and where it was broken off, the database is marked and every other start is refused.
 */
export async function restore(
  engine: Engine,
  file: string,
  { log, progress }: { log: Log; progress: Progress },
): Promise<Restored> {
  const manifest = await checkArchive(file)
  const migrations = migrationsOf(manifest)
  await openBook(engine)
  await engine.transaction(async (session) => {
    // Waits for a restore that is loading: what it has put in counts then.
    await takeTurn(session)
    await checkEmpty(session, await readBook(session), manifest)
    await session.exec('INSERT INTO platform.restoring DEFAULT VALUES')
  })
  await applyAll(engine, migrations)
  await engine.transaction(async (session) => {
    await takeTurn(session)
    await checkStillMarked(session)
    await loadArchive(session, { file, manifest, progress })
    await session.exec('DELETE FROM platform.restoring')
  })
  await migrate(engine, findMigrations(), log)
  for (const { name } of manifest.tables) await engine.session.exec(`ANALYZE ${quoted(name)}`)
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  log('info', 'backup.restored', { tables: manifest.tables.length, rows })
  return { tables: manifest.tables.length, rows, madeAt: manifest.madeAt }
}

/** The migrations that the backed-up database had had; refused where this code does not know one as it was. */
function migrationsOf(manifest: Manifest): readonly Migration[] {
  const known = new Map(findMigrations().map((migration) => [migration.name, migration]))
  return manifest.migrations.map(({ name, sha256 }) => {
    const migration = known.get(name)
    if (migration !== undefined && digestOf(migration.sql) === sha256) return migration
    throw new RefusedError(
      'conflict',
      'backup.schema_unknown',
      `The backup is of a database that had had the migration ${name}, which this version of Rollcall ${migration === undefined ? 'does not know' : 'knows otherwise'}; restore it with the version that made it.`,
    )
  })
}

/** What a broken-off restore has left is no obstacle: it is only the schema, never a row. */
async function checkEmpty(session: Session, book: Book, manifest: Manifest): Promise<void> {
  const wanted = new Set(manifest.migrations.map(({ name }) => name))
  const other = [...book.applied.keys()].find((name) => !wanted.has(name))
  if (other !== undefined)
    throw notFresh(`it has had the migration ${other}, which the backup has not`)
  if (book.isRestoring || book.applied.size === 0) return
  for (const { name } of await listTables(session)) {
    const { rows } = await session.query(`SELECT 1 AS one FROM ${quoted(name)} LIMIT 1`, [])
    if (rows.length > 0) throw notFresh(`its table ${name} holds rows`)
  }
}

function notFresh(why: string): RefusedError {
  return new RefusedError(
    'conflict',
    'backup.not_empty',
    `A backup is restored only into a database that holds nothing, and this one does not: ${why}. Set ROLLCALL_DATA to a new folder, or DATABASE_URL to a new database.`,
  )
}

/** Of two restores at once the first to end takes the mark away; the second must not write over it. */
async function checkStillMarked(session: Session): Promise<void> {
  const { isRestoring } = await readBook(session)
  if (isRestoring) return
  throw new RefusedError(
    'conflict',
    'backup.restored_meanwhile',
    'Another restore into this database has ended meanwhile, so this one changed nothing.',
  )
}
