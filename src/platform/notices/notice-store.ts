import type { Instant } from '#kit'

import { note } from '../auth/audit.ts'
import type { AuthParts } from '../auth/parts.ts'
import type { Db } from '../database.ts'
import { checkWish, type Notice, type NoticeKey, type NoticeWish } from './notice.ts'

/** Every wish to be told, of everybody. */
export async function listNotices({ db }: Pick<AuthParts, 'db'>): Promise<readonly Notice[]> {
  return (await db.run<Row>(ALL, [])).map(noticeFrom)
}

/** How somebody is told of what waits in a mission. */
export async function noticesOf(
  { db }: Pick<AuthParts, 'db'>,
  { mission, account }: Pick<NoticeKey, 'mission' | 'account'>,
): Promise<readonly Notice[]> {
  return (await db.run<Row>(OF_ACCOUNT, [mission, account])).map(noticeFrom)
}

/** Sets how somebody is told; `secret` is what a webhook is signed with, kept where it was none. */
export async function setNotice(
  parts: AuthParts,
  key: NoticeKey,
  { secret, ...wish }: NoticeWish & { readonly secret: string | null },
): Promise<void> {
  checkWish(key, wish)
  const { mission, account, channel } = key
  const { address, desks, rhythm, time, zone, language } = wish
  const sealed = secret === null ? null : parts.keys.seal(secret, account)
  const now = parts.clock.now()
  await parts.db.transaction(async (db) => {
    await db.run(SET, [
      mission,
      account,
      channel,
      address,
      sealed,
      desks === 'all' ? null : [...desks],
      rhythm,
      time,
      zone,
      language,
      now,
      channel === 'email' ? now : null,
    ])
    await noteChange({ ...parts, db }, 'notice.set', key)
  })
}

/** Ends it that somebody is told; what waits to be sent is not sent any more. */
export async function removeNotice(parts: AuthParts, key: NoticeKey): Promise<void> {
  await parts.db.transaction(async (db) => {
    const removed = await db.run(REMOVE, [key.mission, key.account, key.channel])
    if (removed.length > 0) await noteChange({ ...parts, db }, 'notice.removed', key)
  })
}

/** Notes that somebody's queue was looked through. */
export async function noteLooked(db: Db, key: NoticeKey, now: Instant): Promise<void> {
  await db.run(LOOKED, [key.mission, key.account, key.channel, now])
}

/** Never the address: an audit is read by more people than it was told to. */
async function noteChange(
  parts: AuthParts,
  event: 'notice.set' | 'notice.removed',
  { mission, account, channel }: NoticeKey,
): Promise<void> {
  await note(parts, { event, actor: account, account, mission, detail: { channel } })
}

interface Row extends Omit<Notice, 'desks'> {
  readonly desks: readonly string[] | null
}

function noticeFrom({ desks, ...row }: Row): Notice {
  return { ...row, desks: desks ?? 'all' }
}

const COLUMNS = `mission, account, channel, address, secret, desks, rhythm, time, zone, language,
  looked_at AS "lookedAt", confirmed_at AS "confirmedAt"`

const ALL = {
  name: 'notices-all',
  text: `SELECT ${COLUMNS} FROM platform.notice ORDER BY mission, account, channel`,
}
const OF_ACCOUNT = {
  name: 'notices-of-account',
  text: `SELECT ${COLUMNS} FROM platform.notice WHERE mission = $1 AND account = $2 ORDER BY channel`,
}
/**
 * A changed wish goes on from where the one before stood, so that nothing is told twice. Another e-mail address has
 * to be confirmed anew.
 */
const SET = {
  name: 'notices-set',
  text: `INSERT INTO platform.notice
      (mission, account, channel, address, secret, desks, rhythm, time, zone, language, looked_at,
        confirm_at)
    VALUES ($1, $2, $3, $4, $5, $6::text[], $7, $8, $9, $10, $11, $12)
    ON CONFLICT (mission, account, channel) DO UPDATE SET address = excluded.address,
      secret = coalesce(excluded.secret, notice.secret), desks = excluded.desks, rhythm = excluded.rhythm,
      time = excluded.time, zone = excluded.zone, language = excluded.language,
      confirmed_at = CASE WHEN notice.address = excluded.address THEN notice.confirmed_at END,
      confirm_at = CASE WHEN notice.address = excluded.address THEN notice.confirm_at ELSE excluded.confirm_at END,
      confirm_tries = CASE WHEN notice.address = excluded.address THEN notice.confirm_tries ELSE 0 END`,
}
const REMOVE = {
  name: 'notices-remove',
  text: `DELETE FROM platform.notice WHERE mission = $1 AND account = $2 AND channel = $3 RETURNING channel`,
}
const LOOKED = {
  name: 'notices-looked',
  text: `UPDATE platform.notice SET looked_at = greatest(looked_at, $4::timestamptz)
    WHERE mission = $1 AND account = $2 AND channel = $3`,
}
