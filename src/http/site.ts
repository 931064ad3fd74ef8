import type { Context as Request } from 'hono'

import type { Context, Desk, Kind } from '#desk-kit'
import type { AnsweredRequest, Clock, Db, Log } from '#platform'
import type { Appender, Asking } from '#register'
import type { Assets, Reader, Site as Frame, Words } from '#ui'

/** What main hands to the doors on the web. */
export interface SiteParts {
  readonly db: Db
  readonly clock: Clock
  /** The only way to write. */
  readonly appender: Appender
  readonly desks: readonly Desk[]
  /** Who writes until people sign in. */
  readonly actor: string
  readonly log: Log
  /** Told of every request that was answered; only where the process counts them. */
  readonly onRequest?: (answered: AnsweredRequest) => void
  /** The public address, `https://record.example.org`; this machine alone is served where there is none. */
  readonly address?: string | null
}

/** What the doors on the web are given; it is the same for every request. */
export interface Site extends SiteParts {
  /** The kinds of all desks by name. */
  readonly kinds: ReadonlyMap<string, Kind>
  readonly words: Words
  /** What pages load, and where they find it. */
  readonly assets: Assets
}

/** One request to a page of a mission: who reads, what they ask, and what answers them. */
export interface Visit {
  readonly request: Request
  readonly ctx: Context
  readonly at: Asking
  readonly reader: Reader
  /** The header, navigation and assets for the `Layout`. */
  readonly frame: Frame
}
