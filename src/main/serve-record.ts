import path from 'node:path'

import { type Io, loadFolder, withProgressBar } from '#cli'
import { kindsOf } from '#desk-kit'
import { desks } from '#desks'
import { createApp, openSite } from '#http'
import { OPERATOR } from '#kit'
import {
  type Auth,
  type Config,
  coverMissions,
  type Db,
  firstLink,
  log,
  openAuth,
  openDatabase,
  openKeyFolder,
  packageRoot,
  readAccountKeys,
  systemClock,
} from '#platform'
import { listMissions, openAppender, openReaders, type Publisher } from '#register'

import { listen } from './listen.ts'
import { openLogs } from './open-logs.ts'

/** What a record that holds nothing yet begins with, in the package. */
const EXAMPLE = path.join('missions', 'mss-haiti')

/** Serves pages and API on this machine until the process is told to stop; then closes the record. */
export async function serveRecord(config: Config, io: Io): Promise<void> {
  const db = await openDatabase(config.place)
  try {
    await loadExample({ db, delayHours: config.positionDelayHours }, io)
    const keys = { folder: openKeyFolder(config.keysFolder), origin: config.origin }
    const publisher = await openLogs({ db, clock: systemClock, keys })
    try {
      await serveUntilStopped({ db, publisher }, config, io)
    } finally {
      await publisher.close()
    }
  } finally {
    await db.close()
  }
}

async function serveUntilStopped(
  { db, publisher }: { readonly db: Db; readonly publisher: Publisher },
  { port, positionDelayHours: delayHours, keysFolder, auth: settings }: Config,
  io: Io,
): Promise<void> {
  const keys = readAccountKeys(keysFolder)
  const auth = openAuth({ db, clock: systemClock, keys, settings })
  const appended = (mission: string) => publisher.noteAppended(mission)
  const app = createApp(
    openSite({
      readers: openReaders(db),
      clock: systemClock,
      appender: openAppender({ db, clock: systemClock, delayHours, appended }),
      publisher,
      desks,
      auth,
      log,
    }),
  )
  const server = await listen(app, port)
  const stopped = untilStopped()
  const here = `http://127.0.0.1:${server.port}`
  await io.out(`Rollcall listens on ${here} — this machine only.\n`)
  await welcome(auth, settings.publicAddress ?? here, io)
  await stopped
  await server.close()
}

/** Tells whoever starts a record without accounts how to become its first administrator. */
async function welcome(auth: Auth, address: string, io: Io): Promise<void> {
  const missions = await listMissions(auth.db)
  await coverMissions(
    auth,
    missions.map(({ mission }) => mission),
  )
  const secret = await firstLink(auth)
  if (secret === null) return
  await io.out(
    `Nobody has an account yet. Become the first administrator within a day: ${address}/welcome/${secret}\n`,
  )
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
