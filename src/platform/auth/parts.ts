import type { Clock } from '../clock.ts'
import type { Db } from '../database.ts'
import type { AccountKeys } from './keys.ts'
import type { AuthSettings } from './settings.ts'

/** What every part of sign-in works with. */
export interface AuthParts {
  readonly db: Db
  readonly clock: Clock
  readonly keys: AccountKeys
  readonly settings: AuthSettings
}
