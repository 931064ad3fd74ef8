import { newId } from '#kit'
import type { Instant } from '#kit'

import type { AuthParts } from './parts.ts'
import { hashOf, newSecret } from './secrets.ts'
import { HOUR_MS, laterBy, MINUTE_MS } from './times.ts'

/** Half: a second factor is still asked for. Single: none was given. Full: two were. */
export type Strength = 'half' | 'single' | 'full'

/** A session as its owner sees it in a list. */
export interface Session {
  readonly id: string
  readonly account: string
  readonly strength: Strength
  /** The browser as its owner knows it again; empty where it said nothing. */
  readonly browser: string
  readonly begunAt: Instant
  readonly seenAt: Instant
  readonly endsAt: Instant
}

/** What a session begins with. */
export interface SessionStart {
  readonly account: string
  readonly strength: Strength
  readonly browser: string
}

/** Whoever has given a password has this long for the second factor. */
const HALF_MINUTES = 10
/** A session's last use is not written down more often than this. */
const SEEN_EVERY_MS = MINUTE_MS

/** Begins a session and answers its secret, which is kept nowhere but in the reader's cookie. */
export async function beginSession(parts: AuthParts, start: SessionStart): Promise<string> {
  const { db, clock, settings } = parts
  const secret = newSecret()
  const now = clock.now()
  const lasts =
    start.strength === 'half' ? HALF_MINUTES * MINUTE_MS : settings.sessionHours * HOUR_MS
  await db.run(CLEAR, [now])
  await db.run(BEGIN, [
    hashOf(secret),
    newId(),
    start.account,
    start.strength,
    start.browser,
    now,
    laterBy(now, lasts),
  ])
  return secret
}

/** Ends a session under one secret and begins it anew under another: at every rise of what it may do. */
export async function renewSession(
  parts: AuthParts,
  old: string,
  start: SessionStart,
): Promise<string> {
  return parts.db.transaction(async (db) => {
    await db.run(END, [hashOf(old)])
    return beginSession({ ...parts, db }, start)
  })
}

/** The session behind a cookie, if it has not ended; notes that it was used. */
export async function findSession(parts: AuthParts, secret: string): Promise<Session | undefined> {
  const { db, clock, settings } = parts
  const now = clock.now()
  const idleSince = laterBy(now, -settings.idleMinutes * MINUTE_MS)
  const [session] = await db.run<Session>(FIND, [hashOf(secret), now, idleSince])
  if (session !== undefined && Date.parse(now) - Date.parse(session.seenAt) >= SEEN_EVERY_MS) {
    await db.run(SEEN, [hashOf(secret), now])
  }
  return session
}

/** The sessions of an account that have not ended, the latest used first. */
export async function listSessions(parts: AuthParts, account: string): Promise<readonly Session[]> {
  const now = parts.clock.now()
  const idleSince = laterBy(now, -parts.settings.idleMinutes * MINUTE_MS)
  return parts.db.run<Session>(LIST, [account, now, idleSince])
}

/** Ends the session behind a cookie. */
export async function endSession({ db }: Pick<AuthParts, 'db'>, secret: string): Promise<void> {
  await db.run(END, [hashOf(secret)])
}

/** Ends one session of an account; whether there was one. */
export async function endSessionById(
  { db }: Pick<AuthParts, 'db'>,
  account: string,
  id: string,
): Promise<boolean> {
  return (await db.run(END_BY_ID, [account, id])).length > 0
}

/** Ends all sessions of an account, at once, but for the one behind a cookie where that is given. */
export async function endSessionsOf(
  { db }: Pick<AuthParts, 'db'>,
  account: string,
  butFor: string | null = null,
): Promise<void> {
  await db.run(END_ALL, [account, butFor === null ? null : hashOf(butFor)])
}

const COLUMNS = `id, account, strength, browser, begun_at AS "begunAt", seen_at AS "seenAt", ends_at AS "endsAt"`

const BEGIN = {
  name: 'auth-begin-session',
  text: `INSERT INTO platform.session (hash, id, account, strength, browser, begun_at, seen_at, ends_at)
    VALUES ($1, $2, $3, $4, $5, $6, $6, $7)`,
}
const FIND = {
  name: 'auth-find-session',
  text: `SELECT ${COLUMNS} FROM platform.session WHERE hash = $1 AND ends_at > $2 AND seen_at > $3`,
}
const LIST = {
  name: 'auth-sessions',
  text: `SELECT ${COLUMNS} FROM platform.session
    WHERE account = $1 AND ends_at > $2 AND seen_at > $3 AND strength <> 'half' ORDER BY seen_at DESC, id`,
}
const SEEN = {
  name: 'auth-session-seen',
  text: 'UPDATE platform.session SET seen_at = $2 WHERE hash = $1',
}
const END = { name: 'auth-end-session', text: 'DELETE FROM platform.session WHERE hash = $1' }
const END_BY_ID = {
  name: 'auth-end-session-by-id',
  text: 'DELETE FROM platform.session WHERE account = $1 AND id = $2 RETURNING id',
}
const END_ALL = {
  name: 'auth-end-sessions',
  text: 'DELETE FROM platform.session WHERE account = $1 AND ($2::bytea IS NULL OR hash <> $2)',
}
const CLEAR = {
  name: 'auth-clear-sessions',
  text: 'DELETE FROM platform.session WHERE ends_at <= $1',
}
