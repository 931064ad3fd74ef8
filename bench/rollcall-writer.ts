import { openDatabase, type Place, systemClock } from '#platform'
import { type Draft, ensureMission, openAppender } from '#register'

import { dealOut, type Writer } from './writer.ts'

const BY = { mission: 'bench', actor: 'bench' }
/** How many entries a load sends at once. */
const LOAD_BATCH = 500

/** Our own writer on a database of its own; `before` is on record when it is handed over. */
export async function openRollcallWriter(place: Place, before: readonly Draft[]): Promise<Writer> {
  const db = await openDatabase(place)
  await ensureMission({ db, clock: systemClock }, { ...BY, title: 'Benchmark', party: null })
  const appender = openAppender({ db, clock: systemClock, delayHours: 72 })
  const write = async (drafts: readonly Draft[], batch: number) => {
    for (let at = 0; at < drafts.length; at += batch)
      await appender.append(BY, drafts.slice(at, at + batch))
  }
  await write(before, LOAD_BATCH)
  return {
    name: db.engine === 'pglite' ? 'PGlite' : 'PostgreSQL',
    async write(claims, { batch, callers }) {
      const drafts = claims.map(({ draft }) => draft)
      const parts = dealOut(drafts, callers)
      const start = performance.now()
      await Promise.all(parts.map(async (part) => write(part, batch)))
      return (performance.now() - start) / 1000
    },
    close: async () => db.close(),
  }
}
