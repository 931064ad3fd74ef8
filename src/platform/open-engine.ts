import type { Place } from './config.ts'
import type { Log } from './log.ts'
import { openPglite } from './pglite.ts'
import { openPostgres } from './postgres.ts'
import type { Engine } from './session.ts'

/** Opens the database as its owner and as it is: nothing is brought up to date. */
export async function openAsFound(place: Place, log: Log): Promise<Engine> {
  return place.kind === 'folder'
    ? openPglite(place.dataFolder)
    : openPostgres(place.databaseUrl, { role: null, connections: 2, log })
}
