import path from 'node:path'

import { type Io, loadFolder, withProgressBar } from '#cli'
import { kindsOf } from '#desk-kit'
import { desks } from '#desks'
import { createApp, createMetricsApp, openSite } from '#http'
import {
  type Config,
  type Db,
  type Log,
  type Metrics,
  openDatabase,
  openLog,
  openMetrics,
  packageRoot,
  systemClock,
} from '#platform'
import { listMissions, openAppender } from '#register'

import { listen, type Listening } from './listen.ts'
import { LOCAL_ACTOR } from './local-actor.ts'

/** What a record that holds nothing yet begins with, in the package. */
const EXAMPLE = path.join('missions', 'mss-haiti')

/** Serves pages and API on this machine until the process is told to stop; then closes the record. */
export async function serveRecord(config: Config, io: Io): Promise<void> {
  const log = openLog(config.log)
  const metrics = config.metricsPort === null ? null : openMetrics()
  const witnesses = metrics === null ? { log } : { log, onStatement: metrics.countStatement }
  const db = await openDatabase(config.place, witnesses)
  try {
    await loadExample(db, io)
    const counts = await listenForOperators(config, metrics)
    try {
      await serveUntilStopped({ db, log, metrics, config }, counts, io)
    } finally {
      await counts?.close()
    }
  } finally {
    await db.close()
  }
  log('info', 'server.stopped')
}

async function serveUntilStopped(parts: Parts, counts: Listening | null, io: Io): Promise<void> {
  const { db, log, config } = parts
  const server = await listen(appOf(parts), config.port)
  const stopped = untilStopped()
  log('info', 'server.started', { engine: db.engine, port: server.port })
  await io.out(sentenceOf(server, config, counts))
  log('info', 'server.stopping', { signal: await stopped })
  await server.close()
}

interface Parts {
  readonly db: Db
  readonly log: Log
  readonly metrics: Metrics | null
  readonly config: Config
}

function appOf({ db, log, metrics, config: { address } }: Parts) {
  const clock = systemClock
  const [counted, committed] =
    metrics === null
      ? [{}, {}]
      : [{ onRequest: metrics.countRequest }, { onCommit: metrics.countAppend }]
  return createApp(
    openSite({
      db,
      clock,
      appender: openAppender({ db, clock, ...committed }),
      desks,
      actor: LOCAL_ACTOR,
      log,
      address,
      ...counted,
    }),
  )
}

async function listenForOperators(
  { metricsPort }: Config,
  metrics: Metrics | null,
): Promise<Listening | null> {
  if (metricsPort === null || metrics === null) return null
  return listen(createMetricsApp(metrics), metricsPort, 'ROLLCALL_METRICS_PORT')
}

function sentenceOf(server: Listening, { address }: Config, counts: Listening | null): string {
  const whom = address === null ? 'this machine only; sign-in comes later.' : `for ${address}.`
  const operators =
    counts === null ? '' : `Its counts are at http://127.0.0.1:${counts.port}/metrics.\n`
  return `Rollcall listens on http://127.0.0.1:${server.port} — ${whom}\n${operators}`
}

async function loadExample(db: Db, io: Io): Promise<void> {
  if ((await listMissions(db)).length > 0) return
  const context = { db, clock: systemClock, kinds: kindsOf(desks), actor: LOCAL_ACTOR }
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
