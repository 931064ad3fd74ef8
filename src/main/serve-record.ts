import path from 'node:path'

import { type Io, loadFolder, withProgressBar } from '#cli'
import { kindsOf } from '#desk-kit'
import { desks } from '#desks'
import { createMetricsApp } from '#http'
import { OPERATOR } from '#kit'
import {
  type Config,
  type Db,
  type Metrics,
  openDatabase,
  openKeyFolder,
  openLog,
  openMetrics,
  packageRoot,
  systemClock,
} from '#platform'
import { listMissions } from '#register'

import { listen, type Listening } from './listen.ts'
import { openNotifier } from './notifier.ts'
import { openLogs } from './open-logs.ts'
import { openTelling } from './open-telling.ts'
import { openServing, type Serving } from './serving.ts'
import { openSweeper } from './sweeper.ts'
import { welcome } from './welcome.ts'

/** What a record that holds nothing yet begins with, in the package. */
const EXAMPLE = path.join('missions', 'mss-haiti')

/** Serves pages and API on this machine until the process is told to stop; then closes the record. */
export async function serveRecord(config: Config, io: Io): Promise<void> {
  const log = openLog(config.log)
  const metrics = config.metricsPort === null ? null : openMetrics()
  const witnesses = metrics === null ? { log } : { log, onStatement: metrics.countStatement }
  const db = await openDatabase(config.place, witnesses)
  try {
    await loadExample({ db, delayHours: config.positionDelayHours }, io)
    const keys = { folder: openKeyFolder(config.keysFolder), origin: config.origin }
    const publisher = await openLogs({ db, clock: systemClock, keys })
    const sweeper = openSweeper({ db, log })
    sweeper.sweep()
    const counts = await listenForOperators(config, metrics)
    const notifier = openNotifier(openTelling(db, config), log)
    try {
      const erased = () => sweeper.sweep()
      const serving = openServing({ db, log, metrics, publisher, erased, config })
      await serveUntilStopped(serving, counts, io)
    } finally {
      await notifier.close()
      await counts?.close()
      await publisher.close()
      await sweeper.rest()
    }
  } finally {
    await db.close()
  }
  log('info', 'server.stopped')
}

async function serveUntilStopped(
  { app, auth, log, engine, config }: Serving,
  counts: Listening | null,
  io: Io,
): Promise<void> {
  const server = await listen(app, config.port)
  const stopped = untilStopped()
  log('info', 'server.started', { engine, port: server.port })
  await io.out(sentenceOf(server, config, counts))
  await welcome(auth, config.auth.publicAddress ?? `http://127.0.0.1:${server.port}`, io)
  log('info', 'server.stopping', { signal: await stopped })
  await server.close()
}

async function listenForOperators(
  { metricsPort }: Config,
  metrics: Metrics | null,
): Promise<Listening | null> {
  if (metricsPort === null || metrics === null) return null
  return listen(createMetricsApp(metrics), metricsPort, 'ROLLCALL_METRICS_PORT')
}

function sentenceOf(server: Listening, { auth }: Config, counts: Listening | null): string {
  const whom = auth.publicAddress === null ? 'this machine only.' : `for ${auth.publicAddress}.`
  const operators =
    counts === null ? '' : `Its counts are at http://127.0.0.1:${counts.port}/metrics.\n`
  return `Rollcall listens on http://127.0.0.1:${server.port} — ${whom}\n${operators}`
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
async function untilStopped(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => resolve(signal))
    }
  })
}
