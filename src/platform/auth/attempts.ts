import type { AuthParts } from './parts.ts'

/**
 * Counts what was tried in vain with one name, in the database: it outlives a restart and is shared by all
 * servers. After five tries every further one has to wait twice as long as the last, up to a quarter of an
 * hour. A try that comes too early does not lengthen the wait, so nobody is locked out for good.
 */
const FREE_TRIES = 5
const FIRST_WAIT_S = 2
const LONGEST_WAIT_S = 900

/** Whose tries are counted together. */
export type AttemptKey = Uint8Array

/** Tries of one kind with one name; from a browser that its owner signed in with, they count apart. */
export function attemptKey(
  { keys }: Pick<AuthParts, 'keys'>,
  kind: 'password' | 'code',
  { name, knownBrowser }: { readonly name: string; readonly knownBrowser: string | null },
): AttemptKey {
  return keys.keyedHash(`${kind}\n${name}\n${knownBrowser ?? ''}`)
}

/** Takes the right to try once; how many seconds to wait where it is too early, else 0. */
export async function takeTry({ db, clock }: AuthParts, key: AttemptKey): Promise<number> {
  const now = clock.now()
  const taken = await db.run(TAKE, [key, now, FREE_TRIES, FIRST_WAIT_S, LONGEST_WAIT_S])
  if (taken.length > 0) return 0
  const [row] = await db.run<{ nextAt: string }>(NEXT, [key])
  const wait = row === undefined ? 0 : Date.parse(row.nextAt) - Date.parse(now)
  return Math.max(1, Math.ceil(wait / 1000))
}

/** Forgets what was tried in vain, after it was right. */
export async function forgetTries({ db }: Pick<AuthParts, 'db'>, key: AttemptKey): Promise<void> {
  await db.run(FORGET, [key])
}

const TAKE = {
  name: 'auth-take-try',
  text: `INSERT INTO platform.sign_in_attempt AS a (key, tries, last_at, next_at)
    VALUES ($1, 1, $2::timestamptz, $2::timestamptz)
    ON CONFLICT (key) DO UPDATE SET
      tries = CASE WHEN a.last_at < $2::timestamptz - interval '1 day' THEN 1 ELSE a.tries + 1 END,
      last_at = $2::timestamptz,
      next_at = CASE
        WHEN a.last_at < $2::timestamptz - interval '1 day' OR a.tries + 1 < $3::int4 THEN $2::timestamptz
        ELSE $2::timestamptz + make_interval(secs => least(
          $4::float8 * power(2::float8, least(a.tries + 1 - $3::int4, 20)), $5::float8))
      END
    WHERE a.next_at <= $2::timestamptz
    RETURNING tries`,
}
const NEXT = {
  name: 'auth-next-try',
  text: 'SELECT next_at AS "nextAt" FROM platform.sign_in_attempt WHERE key = $1',
}
const FORGET = {
  name: 'auth-forget-tries',
  text: 'DELETE FROM platform.sign_in_attempt WHERE key = $1',
}
