import type { AuthParts } from './parts.ts'
import { hashOf, newSecret } from './secrets.ts'
import { DAY_MS, laterBy } from './times.ts'

/** A browser is known this long after it last signed in. */
export const KNOWN_DAYS = 180

/** Remembers that an account signed in with this browser, and answers what the browser is to keep. */
export async function rememberBrowser({ db, clock }: AuthParts, account: string): Promise<string> {
  const secret = newSecret()
  const now = clock.now()
  await db.run(CLEAR, [now])
  await db.run(ADD, [hashOf(secret), account, laterBy(now, KNOWN_DAYS * DAY_MS)])
  return secret
}

/** Whether an account signed in with this browser before. */
export async function isKnownBrowser(
  { db, clock }: AuthParts,
  account: string,
  secret: string | undefined,
): Promise<boolean> {
  if (secret === undefined) return false
  return (await db.run(FIND, [hashOf(secret), account, clock.now()])).length > 0
}

/** Forgets the browsers of an account. */
export async function forgetBrowsers(
  { db }: Pick<AuthParts, 'db'>,
  account: string,
): Promise<void> {
  await db.run(FORGET, [account])
}

const ADD = {
  name: 'auth-known-browser',
  text: 'INSERT INTO platform.known_browser (hash, account, ends_at) VALUES ($1, $2, $3)',
}
const FIND = {
  name: 'auth-find-known-browser',
  text: 'SELECT account FROM platform.known_browser WHERE hash = $1 AND account = $2 AND ends_at > $3',
}
const CLEAR = {
  name: 'auth-clear-known-browsers',
  text: 'DELETE FROM platform.known_browser WHERE ends_at <= $1',
}
const FORGET = {
  name: 'auth-forget-browsers',
  text: 'DELETE FROM platform.known_browser WHERE account = $1',
}
