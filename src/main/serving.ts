import type { Hono } from 'hono'

import { desks } from '#desks'
import { createApp, openSite } from '#http'
import {
  type Auth,
  type Config,
  type Db,
  type Log,
  type Metrics,
  openAuth,
  openReadiness,
  reachOf,
  readAccountKeys,
  systemClock,
} from '#platform'
import { openAppender, openReaders, type Publisher } from '#register'

/** What a server is made of. */
export interface Parts {
  readonly db: Db
  readonly log: Log
  readonly metrics: Metrics | null
  readonly publisher: Publisher
  /** Told when something was erased. */
  readonly erased: () => void
  readonly config: Config
}

/** A server that is ready to listen. */
export interface Serving {
  readonly app: Hono
  readonly auth: Auth
  readonly log: Log
  readonly engine: Db['engine']
  readonly config: Config
}

/** Puts everything together that answers requests. */
export function openServing({ db, log, metrics, publisher, erased, config }: Parts): Serving {
  const clock = systemClock
  const keys = readAccountKeys(config.keysFolder)
  const auth = openAuth({ db, clock, keys, settings: config.auth })
  const [counted, committed] =
    metrics === null
      ? [{}, {}]
      : [{ onRequest: metrics.countRequest }, { onCommit: metrics.countAppend }]
  const readers = openReaders(db)
  const appender = openAppender({
    db,
    clock,
    delayHours: config.positionDelayHours,
    appended: (mission) => publisher.noteAppended(mission),
    erased(mission) {
      readers.forget(mission)
      erased()
    },
    ...committed,
  })
  const app = createApp(
    openSite({
      readers,
      clock,
      appender,
      desks,
      auth,
      readiness: openReadiness(db),
      publisher,
      log,
      notices: {
        sendsMail: config.notices.mail !== null,
        reach: reachOf(config.notices.networks),
      },
      ...(config.securityContact === null ? {} : { securityContact: config.securityContact }),
      ...counted,
    }),
  )
  return { app, auth, log, engine: db.engine, config }
}
