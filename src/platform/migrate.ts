import { RefusedError } from './errors.ts'
import { findMigrations, type Migration } from './find-migrations.ts'
import { log as wholeLog } from './log.ts'
import { type Book, digestOf, isApplied, openBook, readBook, takeTurn } from './migration-book.ts'
import type { Engine } from './session.ts'

/** Brings the schema up to date, as the owner; refused where this code cannot answer for what is there. */
export async function migrate(
  engine: Engine,
  migrations: readonly Migration[] = findMigrations(),
  log = wholeLog,
): Promise<void> {
  const book = await openBook(engine)
  refuseUnfinishedRestore(book)
  refuseUnknown(book, migrations)
  if (migrations.every((migration) => isApplied(migration, book))) return
  await applyAll(engine, migrations)
  log('info', 'database.migrated', { migrations: migrations.length - book.applied.size })
}

/** Applies what was not applied yet; two processes at once take turns. */
export async function applyAll(engine: Engine, migrations: readonly Migration[]): Promise<void> {
  for (const migration of migrations) await applyOnce(engine, migration)
}

/** Code that does not know a migration would read and write tables whose rules it does not know. */
export function refuseUnknown({ applied }: Book, migrations: readonly Migration[]): void {
  const known = new Set(migrations.map(({ name }) => name))
  const unknown = [...applied.keys()].find((name) => !known.has(name))
  if (unknown === undefined) return
  const latest = migrations.at(-1)?.name ?? 'none'
  throw new RefusedError(
    'conflict',
    'database.schema_newer',
    `This database has had the migration ${unknown}, which this version of Rollcall does not know; start the version that brought it, or with that version take the database back first: rollcall migrate --to ${latest}.`,
  )
}

async function applyOnce(engine: Engine, migration: Migration): Promise<void> {
  await engine.transaction(async (session) => {
    await takeTurn(session)
    if (isApplied(migration, await readBook(session))) return
    await session.exec(migration.sql)
    await session.query('INSERT INTO platform.migration (name, sha256) VALUES ($1, $2)', [
      migration.name,
      digestOf(migration.sql),
    ])
  })
}

function refuseUnfinishedRestore({ isRestoring }: Book): void {
  if (!isRestoring) return
  throw new RefusedError(
    'conflict',
    'database.restore_unfinished',
    'A restore into this database was begun and not finished, so it holds no record yet; run "rollcall restore FILE.tar" again, which starts anew.',
  )
}
