import type { Kind } from '#desk-kit'
import type { Actor, Handling } from '#kit'
import type { Clock, Db } from '#platform'
import type { Appender, EntryType, Mission } from '#register'

import type { Problem } from '../folder/folder-rows.ts'
import type { CheckedRow } from './parse-row.ts'

/** What loading needs: where to put it, and what to check it against. */
export interface LoadContext {
  readonly db: Db
  readonly clock: Clock
  readonly kinds: ReadonlyMap<string, Kind>
  readonly actor: Actor
  /** How long what tells where somebody is stays restricted, in hours. */
  readonly delayHours: number
}

/** How many rows of one type a folder holds, and how many of them were new to the record. */
export interface LoadedType {
  readonly type: EntryType
  readonly rows: number
  readonly fresh: number
}

/** What a folder brought. */
export interface Loaded extends Mission {
  readonly types: readonly LoadedType[]
}

/** A row that waits, and why. */
export interface DeferredRow {
  readonly row: CheckedRow
  readonly sentence: string
}

/** One loading while it runs. */
export interface Loading extends LoadContext {
  readonly folder: string
  /** How far rows may go that do not say it themselves. */
  readonly handling: Handling
  readonly mission: string
  readonly appender: Appender
  readonly problems: Problem[]
  /** Rows that the register refused for now: what they name may come later in the folder. */
  readonly deferred: DeferredRow[]
  readonly types: Map<EntryType, LoadedType>
  /** The ids of the folder's own decisions: its approvals answer these and nothing else. */
  readonly decisions: Set<string>
}
