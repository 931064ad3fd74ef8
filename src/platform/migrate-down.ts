import { RefusedError } from './errors.ts'
import type { Migration } from './find-migrations.ts'
import { refuseUnknown } from './migrate.ts'
import { type Book, isApplied, openBook, takeTurn } from './migration-book.ts'
import type { Engine } from './session.ts'
import { sqlStateOf } from './sql-state.ts'

/** A migration that is to be taken back. */
interface WayBack {
  readonly name: string
  readonly down: string
}

/** What `RAISE EXCEPTION` in a way back answers: going back would lose what is on record. */
const RAISED = 'P0001'

/**
 * Takes the schema back until `last` is the latest migration, newest first, each in a transaction with its
 * bookkeeping. Refused before anything is changed where one of them has no way back. Answers their names.
 */
export async function migrateDown(
  engine: Engine,
  migrations: readonly Migration[],
  last: string,
): Promise<readonly string[]> {
  const book = await openBook(engine)
  refuseUnknown(book, migrations)
  checkTarget(book, last)
  const back = migrations
    .filter((migration) => migration.name > last && isApplied(migration, book))
    .map(wayBack)
    .reverse()
  for (const step of back) await takeBack(engine, step)
  return back.map(({ name }) => name)
}

function checkTarget({ applied }: Book, last: string): void {
  if (applied.has(last)) return
  throw new RefusedError(
    'not_found',
    'database.migration_not_applied',
    `This database has not had a migration ${last}; it has had: ${[...applied.keys()].join(', ')}.`,
  )
}

function wayBack({ name, down }: Migration): WayBack {
  if (down !== null) return { name, down }
  throw new RefusedError(
    'conflict',
    'database.no_way_back',
    `The migration ${name} has no way back, so nothing was changed; go back no further than to it, or restore a backup that was made before it.`,
  )
}

async function takeBack(engine: Engine, { name, down }: WayBack): Promise<void> {
  try {
    await engine.transaction(async (session) => {
      await takeTurn(session)
      await session.exec(down)
      await session.query('DELETE FROM platform.migration WHERE name = $1', [name])
    })
  } catch (error) {
    if (sqlStateOf(error) !== RAISED || !(error instanceof Error)) throw error
    throw new RefusedError(
      'conflict',
      'database.way_back_refused',
      `The migration ${name} cannot be taken back: ${error.message}`,
      { cause: error },
    )
  }
}
