import { type Instant, newId } from '#kit'

import { DAY_MS, HOUR_MS, laterBy, MINUTE_MS } from '../auth/times.ts'
import type { Db } from '../database.ts'
import { noteLooked } from './notice-store.ts'
import type { Channel, Notice, NoticeKey } from './notice.ts'

/** Something that somebody is to be told of: which matters, known by keyed hashes. */
export interface Delivery extends NoticeKey {
  readonly id: string
  readonly matters: readonly string[]
  readonly tries: number
}

/** What became of the last thing that somebody was to be told. */
export interface LastDelivery {
  readonly channel: Channel
  readonly state: 'waiting' | 'sent' | 'dropped' | 'given_up'
  readonly fault: string | null
}

/** After so many tries, over more than a week, nobody is there. */
export const MOST_TRIES = 24
const LONGEST_WAIT_MS = 12 * HOUR_MS
const KEPT_MS = 90 * DAY_MS

/** What of this somebody was not told yet. What no longer waits is forgotten. */
export async function newAmong(
  db: Db,
  { mission, account, channel }: NoticeKey,
  matters: readonly string[],
): Promise<readonly string[]> {
  await db.run(FORGET, [mission, account, channel, [...matters]])
  const told = await db.run<{ matter: string }>(TOLD, [mission, account, channel])
  const known = new Set(told.map(({ matter }) => matter))
  return matters.filter((matter) => !known.has(matter))
}

/** Sees to it that somebody is told of these once; what another server took up first is left to it. */
export async function makeDelivery(
  db: Db,
  notice: Notice,
  { matters, now }: { readonly matters: readonly string[]; readonly now: Instant },
): Promise<void> {
  const { mission, account, channel } = notice
  await db.transaction(async (inside) => {
    await noteLooked(inside, notice, now)
    const told = await inside.run<{ matter: string }>(TELL, [
      mission,
      account,
      channel,
      [...matters],
    ])
    if (told.length === 0) return
    const mine = told.map(({ matter }) => matter)
    await inside.run(MAKE, [newId(), mission, account, channel, mine, now])
  })
}

/**
 * The next delivery that is due. It is due again after a while that grows with each try, unless it is settled:
 * a process that dies while it sends leaves it to the next, under the same id.
 */
export async function takeDelivery(db: Db, now: Instant): Promise<Delivery | undefined> {
  const [due] = await db.run<Delivery>(NEXT, [now])
  if (due === undefined) return undefined
  const next = laterBy(now, Math.min(2 ** due.tries * MINUTE_MS, LONGEST_WAIT_MS))
  const [taken] = await db.run<Delivery>(TAKE, [due.id, due.tries, next])
  return taken ?? takeDelivery(db, now)
}

/** Notes that a delivery arrived, or that nothing is left to tell. */
export async function settleDelivery(
  db: Db,
  { id }: Delivery,
  state: 'sent' | 'dropped',
): Promise<void> {
  await db.run(SETTLE, [id, state, null])
}

/** Notes why a delivery did not arrive; it is tried again, but not for ever. */
export async function failDelivery(db: Db, { id, tries }: Delivery, fault: string): Promise<void> {
  await db.run(SETTLE, [id, tries < MOST_TRIES ? 'waiting' : 'given_up', fault])
}

/** The last delivery on each channel of somebody. */
export async function lastDeliveries(
  db: Db,
  { mission, account }: Pick<NoticeKey, 'mission' | 'account'>,
): Promise<readonly LastDelivery[]> {
  return db.run<LastDelivery>(LAST, [mission, account])
}

/** Forgets what was settled long ago. */
export async function sweepDeliveries(db: Db, now: Instant): Promise<void> {
  await db.run(SWEEP, [laterBy(now, -KEPT_MS)])
}

const WHOSE = 'mission = $1 AND account = $2 AND channel = $3'
const COLUMNS = 'id, mission, account, channel, matters, tries'

const FORGET = {
  name: 'notices-forget',
  text: `DELETE FROM platform.notice_told WHERE ${WHOSE} AND matter <> ALL ($4::text[])`,
}
const TOLD = {
  name: 'notices-told',
  text: `SELECT matter FROM platform.notice_told WHERE ${WHOSE}`,
}
const TELL = {
  name: 'notices-tell',
  text: `INSERT INTO platform.notice_told (mission, account, channel, matter)
    SELECT $1, $2, $3, unnest($4::text[]) ON CONFLICT DO NOTHING RETURNING matter`,
}
const MAKE = {
  name: 'notices-make-delivery',
  text: `INSERT INTO platform.notice_delivery (id, mission, account, channel, matters, state, tries, next_at)
    VALUES ($1, $2, $3, $4, $5::text[], 'waiting', 0, $6)`,
}
const NEXT = {
  name: 'notices-next-delivery',
  text: `SELECT ${COLUMNS} FROM platform.notice_delivery WHERE state = 'waiting' AND next_at <= $1
    ORDER BY next_at, id LIMIT 1`,
}
const TAKE = {
  name: 'notices-take-delivery',
  text: `UPDATE platform.notice_delivery SET tries = tries + 1, next_at = $3
    WHERE id = $1 AND tries = $2 AND state = 'waiting' RETURNING ${COLUMNS}`,
}
const SETTLE = {
  name: 'notices-settle-delivery',
  text: `UPDATE platform.notice_delivery SET state = $2, fault = $3 WHERE id = $1`,
}
const LAST = {
  name: 'notices-last-deliveries',
  text: `SELECT DISTINCT ON (channel) channel, state, fault FROM platform.notice_delivery
    WHERE mission = $1 AND account = $2 ORDER BY channel, id DESC`,
}
const SWEEP = {
  name: 'notices-sweep-deliveries',
  text: `DELETE FROM platform.notice_delivery WHERE state <> 'waiting' AND next_at < $1`,
}
