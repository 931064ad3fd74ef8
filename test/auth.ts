import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import {
  type Auth,
  type AuthSettings,
  type Clock,
  type Db,
  openAuth,
  readAccountKeys,
} from '#platform'

/** How sign-in is set where the environment says nothing. */
export const AUTH_SETTINGS: AuthSettings = {
  publicAddress: null,
  idleMinutes: 30,
  sessionHours: 12,
  oidc: null,
}

let folder: string | undefined

/** Sign-in on the database of a test, with a key of this test run. */
export function testAuth(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  settings: Partial<AuthSettings> = {},
): Auth {
  folder ??= fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-test-keys-'))
  const keys = readAccountKeys(folder)
  return openAuth({ db, clock, keys, settings: { ...AUTH_SETTINGS, ...settings } })
}
