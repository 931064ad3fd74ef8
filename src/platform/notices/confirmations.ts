import type { Instant } from '#kit'

import { note } from '../auth/audit.ts'
import type { AuthParts } from '../auth/parts.ts'
import { hashOf, newSecret } from '../auth/secrets.ts'
import { DAY_MS, HOUR_MS, laterBy, MINUTE_MS } from '../auth/times.ts'
import type { Db } from '../database.ts'
import { RefusedError } from '../errors.ts'
import { MOST_TRIES } from './deliveries.ts'
import type { Notice, NoticeKey } from './notice.ts'

/** An address that is to be asked, and the secret of the link that it is asked with. */
export interface ToConfirm extends Pick<Notice, 'mission' | 'account' | 'address' | 'language'> {
  readonly secret: string
  readonly tries: number
}

/** What a link confirms. */
export interface Confirmation {
  readonly mission: string
  readonly address: string
}

/** A link works for so long, which is no less than what `MOST_A_DAY` looks back on; later one asks for another. */
const LASTS_MS = 2 * DAY_MS
/** So many links a day for one account: nobody can have a stranger's mailbox filled. */
const MOST_A_DAY = 5
const LONGEST_WAIT_MS = 12 * HOUR_MS

/**
 * The next address that is due to be asked, with a link made for it; earlier links for it stop working. It is due
 * again after a while that grows with each try, unless `noteAsked` says that it was asked.
 */
export async function takeConfirmation({
  db,
  clock,
}: Pick<AuthParts, 'db' | 'clock'>): Promise<ToConfirm | undefined> {
  const now = clock.now()
  const secret = newSecret()
  const taken = await db.transaction(async (inside) => {
    const [due] = await inside.run<Pick<ToConfirm, 'mission' | 'account' | 'tries'>>(NEXT, [
      now,
      laterBy(now, -DAY_MS),
      MOST_A_DAY,
    ])
    if (due === undefined) return undefined
    const wait = Math.min(2 ** due.tries * MINUTE_MS, LONGEST_WAIT_MS)
    const next = due.tries + 1 < MOST_TRIES ? laterBy(now, wait) : null
    const [mine] = await inside.run<Omit<ToConfirm, 'secret'>>(TAKE, [
      due.mission,
      due.account,
      due.tries,
      next,
    ])
    if (mine === undefined) return 'taken'
    const { mission, account, address } = mine
    await inside.run(VOID, [mission, account, now])
    const ends = laterBy(now, LASTS_MS)
    await inside.run(MAKE, [hashOf(secret), mission, account, address, now, ends])
    return mine
  })
  if (taken === 'taken') return takeConfirmation({ db, clock })
  return taken === undefined ? undefined : { ...taken, secret }
}

/** Notes that a mail server took the message: it is not sent again unless somebody asks for it. */
export async function noteAsked(db: Db, { mission, account, tries }: ToConfirm): Promise<void> {
  await db.run(ASKED, [mission, account, tries])
}

/** Has an address that is not confirmed asked once more. */
export async function askAgain(
  { db, clock }: Pick<AuthParts, 'db' | 'clock'>,
  { mission, account }: Pick<NoticeKey, 'mission' | 'account'>,
): Promise<void> {
  await db.run(AGAIN, [mission, account, clock.now()])
}

/** What a link confirms, without using it; refused to everybody but whoever wanted to be told. */
export async function getConfirmation(
  { db, clock }: Pick<AuthParts, 'db' | 'clock'>,
  secret: string,
  account: string,
): Promise<Confirmation> {
  const [found] = await db.run<Confirmation>(FIND, [hashOf(secret), account, clock.now()])
  if (found !== undefined) return found
  throw confirmationGone()
}

/** Uses a link: from now on messages go to the address. Answers the mission whose messages they are. */
export async function confirmAddress(
  parts: AuthParts,
  secret: string,
  account: string,
): Promise<string> {
  return parts.db.transaction(async (db) => {
    const now = parts.clock.now()
    // Of two who use it at once, one is first.
    const [used] = await db.run<Confirmation>(USE, [hashOf(secret), account, now])
    if (used === undefined) throw confirmationGone()
    const { mission, address } = used
    const confirmed = await db.run(CONFIRM, [mission, account, now, address])
    if (confirmed.length === 0) throw confirmationGone()
    await note(
      { ...parts, db },
      {
        event: 'notice.confirmed',
        actor: account,
        account,
        mission,
        detail: { channel: 'email' },
      },
    )
    return mission
  })
}

/** Forgets links that have ended, and where they went. */
export async function sweepConfirmations(db: Db, now: Instant): Promise<void> {
  await db.run(SWEEP, [now])
}

function confirmationGone(): RefusedError {
  return new RefusedError(
    'not_found',
    'notices.confirmation_unknown',
    'This link has been used, has expired, is not complete or belongs to another account; have another sent from the settings of your messages.',
  )
}

const WHOSE = `mission = $1 AND account = $2 AND channel = 'email'`

const NEXT = {
  name: 'notices-next-confirmation',
  text: `SELECT n.mission, n.account, n.confirm_tries AS tries
    FROM platform.notice n JOIN platform.account a USING (account)
    WHERE n.channel = 'email' AND n.confirmed_at IS NULL AND n.confirm_at <= $1 AND a.state = 'active'
      AND (SELECT count(*) FROM platform.notice_confirmation c
        WHERE c.account = n.account AND c.made_at > $2) < $3
    ORDER BY n.confirm_at, n.mission, n.account LIMIT 1`,
}
const TAKE = {
  name: 'notices-take-confirmation',
  text: `UPDATE platform.notice SET confirm_tries = confirm_tries + 1, confirm_at = $4
    WHERE ${WHOSE} AND confirm_tries = $3 AND confirm_at IS NOT NULL AND confirmed_at IS NULL
    RETURNING mission, account, address, language, confirm_tries AS tries`,
}
const VOID = {
  name: 'notices-void-confirmations',
  text: `UPDATE platform.notice_confirmation SET used_at = $3
    WHERE mission = $1 AND account = $2 AND used_at IS NULL`,
}
const MAKE = {
  name: 'notices-make-confirmation',
  text: `INSERT INTO platform.notice_confirmation (hash, mission, account, address, made_at, ends_at)
    VALUES ($1, $2, $3, $4, $5, $6)`,
}
const ASKED = {
  name: 'notices-asked-confirmation',
  text: `UPDATE platform.notice SET confirm_at = NULL WHERE ${WHOSE} AND confirm_tries = $3`,
}
const AGAIN = {
  name: 'notices-ask-again',
  text: `UPDATE platform.notice SET confirm_at = $3, confirm_tries = 0 WHERE ${WHOSE} AND confirmed_at IS NULL`,
}
const FIND = {
  name: 'notices-find-confirmation',
  text: `SELECT n.mission, n.address FROM platform.notice_confirmation c
      JOIN platform.notice n USING (mission, account, address)
    WHERE c.hash = $1 AND c.account = $2 AND c.used_at IS NULL AND c.ends_at > $3
      AND n.channel = 'email' AND n.confirmed_at IS NULL`,
}
const USE = {
  name: 'notices-use-confirmation',
  text: `UPDATE platform.notice_confirmation SET used_at = $3
    WHERE hash = $1 AND account = $2 AND used_at IS NULL AND ends_at > $3 RETURNING mission, address`,
}
const CONFIRM = {
  name: 'notices-confirm',
  text: `UPDATE platform.notice SET confirmed_at = $3, confirm_at = NULL
    WHERE ${WHOSE} AND address = $4 AND confirmed_at IS NULL RETURNING mission`,
}
const SWEEP = {
  name: 'notices-sweep-confirmations',
  text: 'DELETE FROM platform.notice_confirmation WHERE ends_at < $1',
}
