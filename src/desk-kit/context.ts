import type { Actor } from '#kit'
import type { Clock, Db } from '#platform'
import type { Appender } from '#register'

/** What every operation is given; nothing else is global. */
export interface Context {
  readonly db: Db
  readonly clock: Clock
  /** The only way to write. */
  readonly appender: Appender
  readonly mission: string
  readonly actor: Actor
}
