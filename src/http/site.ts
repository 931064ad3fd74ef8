import type { Context as Request } from 'hono'

import type { Context, Desk, Kind } from '#desk-kit'
import type { Actor } from '#kit'
import type { Clock, log } from '#platform'
import type { Appender, Asking, Publisher, Readers } from '#register'
import type { Assets, Reader, Site as Frame, Words } from '#ui'

/** What main hands to the doors on the web. None of it reads more than whoever asks may see. */
export interface SiteParts {
  /** The only way to read. */
  readonly readers: Readers
  readonly clock: Clock
  /** The only way to write. */
  readonly appender: Appender
  readonly desks: readonly Desk[]
  /** Who sends a request; null where nobody has signed in. */
  readonly signedIn: (request: Request) => Promise<SignedIn | null>
  readonly log: typeof log
  /** Signs and serves the logs; without it they are not served. */
  readonly publisher?: Publisher
}

/** Somebody who has signed in, or a program with their token. */
export interface SignedIn {
  readonly actor: Actor
  /** The name that their pages show. */
  readonly name: string
}

/** What the doors on the web are given; it is the same for every request. */
export interface Site extends SiteParts {
  /** The kinds of all desks by name. */
  readonly kinds: ReadonlyMap<string, Kind>
  readonly words: Words
  /** What pages load, and where they find it. */
  readonly assets: Assets
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
