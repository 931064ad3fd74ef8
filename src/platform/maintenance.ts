import { type BackedUp, backUp } from './backup/back-up.ts'
import { restore, type Restored } from './backup/restore.ts'
import type { Clock } from './clock.ts'
import type { Place } from './config.ts'
import { findMigrations } from './find-migrations.ts'
import type { Log } from './log.ts'
import { migrateDown } from './migrate-down.ts'
import { openAsFound } from './open-engine.ts'
import type { Progress } from './progress.ts'
import type { Engine } from './session.ts'

/** What is done to a whole database as its owner. */
export interface Maintenance {
  /** Writes everything the database holds to a new file; the schema stays as it is. */
  backUp(file: string, progress: Progress): Promise<BackedUp>
  /** Brings a backup back into a database that holds nothing. */
  restore(file: string, progress: Progress): Promise<Restored>
  /** Takes the schema back until this migration is the latest, and names those that were taken back. */
  migrateDown(last: string): Promise<readonly string[]>
}

/** Where the database is, and what the work on it needs. */
interface Surroundings {
  readonly place: Place
  readonly clock: Clock
  readonly log: Log
}

/** Opens the work of an owner; the database itself is opened for each piece of work alone. */
export function openMaintenance({ place, clock, log }: Surroundings): Maintenance {
  const opened = async <T>(work: (engine: Engine) => Promise<T>): Promise<T> => {
    const engine = await openAsFound(place, log)
    try {
      return await work(engine)
    } finally {
      await engine.close()
    }
  }
  return {
    backUp: async (file, progress) =>
      opened(async (engine) => {
        const done = await backUp(engine, file, { clock, progress })
        log('info', 'backup.written', { tables: done.tables, rows: done.rows })
        return done
      }),
    restore: async (file, progress) =>
      opened(async (engine) => restore(engine, file, { log, progress })),
    migrateDown: async (last) =>
      opened(async (engine) => {
        const names = await migrateDown(engine, findMigrations(), last)
        log('info', 'database.migrated_back', { migrations: names.length })
        return names
      }),
  }
}
