import type { Context as Request } from 'hono'

import type { Context, Desk, Kind } from '#desk-kit'
import type { Actor } from '#kit'
import type { AnsweredRequest, Auth, Clock, Log, Readiness } from '#platform'
import type { Appender, Asking, Publisher, Readers } from '#register'
import type { Assets, Reader, Site as Frame, Still, Words } from '#ui'

/** What main hands to the doors on the web. None of it reads more than whoever asks may see. */
export interface SiteParts {
  /** The only way to read. */
  readonly readers: Readers
  readonly clock: Clock
  /** The only way to write. */
  readonly appender: Appender
  readonly desks: readonly Desk[]
  readonly log: Log
  /** Who signs in, and what they may. */
  readonly auth: Auth
  /** Whether the server can do its work; only where somebody watches over it. */
  readonly readiness?: () => Promise<Readiness>
  /** Signs and serves the logs; without it they are not served. */
  readonly publisher?: Publisher
  /** Told of every request that was answered; only where the process counts them. */
  readonly onRequest?: (answered: AnsweredRequest) => void
  /** There where this is a still copy of a record: pages then offer no dates, no search and no forms. */
  readonly still?: Still
  /** The page on which outsiders check the record themselves; left out where there is none. */
  readonly verifyPath?: string
  /** Where to report a weakness (RFC 9116): `mailto:…` or `https://…`; left out where nobody is named. */
  readonly securityContact?: string
}

/** What the doors on the web are given; it is the same for every request. */
export interface Site extends SiteParts {
  /** The kinds of all desks by name. */
  readonly kinds: ReadonlyMap<string, Kind>
  readonly words: Words
  /** What pages load, and where they find it. */
  readonly assets: Assets
  /** How much waits for somebody, for the navigation of the office. */
  readonly countNeeds: (actor: Actor, mission: string) => Promise<number>
}

/** The two trees of pages: what everybody may read, and where those who have signed in work. */
export type Door = 'portal' | 'office'

/** One request to a page of a mission: who reads, what they ask, and what answers them. */
export interface Visit {
  readonly request: Request
  readonly door: Door
  readonly ctx: Context
  readonly at: Asking
  readonly reader: Reader
  /** The header, navigation and assets for the `Layout`. */
  readonly frame: Frame
}
