import path from 'node:path'

import { type Io, loadFolder, withProgressBar } from '#cli'
import { kindsOf } from '#desk-kit'
import { desks } from '#desks'
import { createApp, openSite } from '#http'
import { OPERATOR } from '#kit'
import { type Config, type Db, log, openDatabase, packageRoot, systemClock } from '#platform'
import { listMissions, openAppender, openReaders } from '#register'

import { listen } from './listen.ts'
import { openSweeper } from './sweeper.ts'

/** What a record that holds nothing yet begins with, in the package. */
const EXAMPLE = path.join('missions', 'mss-haiti')

/** Serves pages and API on this machine until the process is told to stop; then closes the record. */
export async function serveRecord(
  { place, port, positionDelayHours }: Config,
  io: Io,
): Promise<void> {
  const db = await openDatabase(place)
  try {
    await loadExample({ db, delayHours: positionDelayHours }, io)
    const sweeper = openSweeper(db)
    sweeper.sweep()
    const app = createApp(
      openSite({
        readers: openReaders(db),
        clock: systemClock,
        appender: openAppender({
          db,
          clock: systemClock,
          delayHours: positionDelayHours,
          erased: () => sweeper.sweep(),
        }),
        desks,
        signedIn: async () => null,
        log,
      }),
    )
    const server = await listen(app, port)
    const stopped = untilStopped()
    await io.out(
      `Rollcall listens on http://127.0.0.1:${server.port} — this machine only; sign-in comes later.\n`,
    )
    await stopped
    await server.close()
    await sweeper.rest()
  } finally {
    await db.close()
  }
}

async function loadExample(
  { db, delayHours }: { db: Db; delayHours: number },
  io: Io,
): Promise<void> {
  if ((await listMissions(db)).length > 0) return
  const context = { db, clock: systemClock, kinds: kindsOf(desks), actor: OPERATOR, delayHours }
  const folder = path.join(packageRoot(), EXAMPLE)
  const { mission, types } = await withProgressBar(
    { io, clock: systemClock },
    'Loading the example mission',
    async (progress) => loadFolder(context, folder, progress),
  )
  const entries = types.reduce((count, { fresh }) => count + fresh, 0)
  await io.out(`The example mission ${mission} is on record: ${entries} entries.\n`)
}

/** Resolves at the first signal to stop; a second one ends the process as it always does. */
async function untilStopped(): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => resolve())
    }
  })
}
