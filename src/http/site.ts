import type { Context as Request } from 'hono'

import type { Context, Desk, Kind } from '#desk-kit'
import type { Clock, Db, log } from '#platform'
import type { Appender, Asking } from '#register'
import type { Assets, Reader, Site as Frame, Still, Words } from '#ui'

/** What main hands to the doors on the web. */
export interface SiteParts {
  readonly db: Db
  readonly clock: Clock
  /** The only way to write. */
  readonly appender: Appender
  readonly desks: readonly Desk[]
  /** Who writes until people sign in. */
  readonly actor: string
  readonly log: typeof log
  /** There where this is a still copy of a record: pages then offer no dates, no search and no forms. */
  readonly still?: Still
  /** The page on which outsiders check the record themselves; left out where there is none. */
  readonly verifyPath?: string
  /** The address under which the public reaches this record; left out, a request's own is taken. */
  readonly address?: string
  /** Where to report a weakness (RFC 9116): `mailto:…` or `https://…`; left out where nobody is named. */
  readonly securityContact?: string
  /** The root of the log over the first entries of a mission; left out where no log is kept. */
  readonly rootAt?: (mission: string, seq: number) => Promise<string | null>
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
