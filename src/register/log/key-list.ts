import type { Db } from '#platform'

import { type VerifierKey, verifierKeyOf } from './note-key.ts'

/** A key of a log, from which size on it signed, and how it ended. */
export interface ListedKey {
  readonly key: VerifierKey
  readonly begun: KeyEvent
  /** Null while it signs. */
  readonly ended: (KeyEvent & { readonly how: 'retired' | 'lost' }) | null
}

/** When something happened to a key: the size of the log then, and the instant. */
export interface KeyEvent {
  readonly size: number
  readonly at: string
}

/** The keys that a mission's log signs or has signed with, the oldest first; none before its first checkpoint. */
export async function readKeys(db: Db, missionId: number): Promise<readonly ListedKey[]> {
  const rows = await db.run<Row>(KEYS, [missionId])
  return rows.map(({ origin, public_key, size, at, ended, ended_size, ended_at }) => ({
    key: verifierKeyOf(origin, 'log', Buffer.from(public_key)),
    begun: { size, at },
    ended: ended === null ? null : { how: ended, size: ended_size ?? 0, at: ended_at ?? '' },
  }))
}

/** The name that a mission's log signs under; undefined before its first checkpoint. */
export async function findOrigin(db: Db, missionId: number): Promise<string | undefined> {
  const [row] = await db.run<{ origin: string }>(ORIGIN, [missionId])
  return row?.origin
}

interface Row {
  readonly origin: string
  readonly public_key: Uint8Array
  readonly size: number
  readonly at: string
  readonly ended: 'retired' | 'lost' | null
  readonly ended_size: number | null
  readonly ended_at: string | null
}

const KEYS = {
  name: 'register-log-keys',
  text: `SELECT o.origin, b.public_key, b.size, b.at, e.what AS ended, e.size AS ended_size, e.at AS ended_at
    FROM register.log_key b JOIN register.log_origin o USING (mission_id)
    LEFT JOIN register.log_key e ON e.mission_id = b.mission_id AND e.public_key = b.public_key AND e.what <> 'begun'
    WHERE b.mission_id = $1 AND b.what = 'begun' ORDER BY b.at, b.public_key`,
}

const ORIGIN = {
  name: 'register-log-origin',
  text: 'SELECT origin FROM register.log_origin WHERE mission_id = $1',
}
