import { newId } from '#kit'
import type { Instant } from '#kit'

import type { AuthParts } from './parts.ts'

/** A passkey of an account: the public half of a key that never leaves its owner's device. */
export interface Passkey {
  readonly id: string
  readonly account: string
  readonly credential: string
  readonly label: string
  readonly publicKey: Uint8Array
  readonly counter: number
  readonly transports: readonly string[]
  readonly madeAt: Instant
  readonly usedAt: Instant | null
}

/** The passkeys of an account, the oldest first. */
export async function listPasskeys(
  { db }: Pick<AuthParts, 'db'>,
  account: string,
): Promise<readonly Passkey[]> {
  return db.run<Passkey>(LIST, [account])
}

/** The passkey with this credential id, if there is one. */
export async function findPasskey(
  { db }: Pick<AuthParts, 'db'>,
  credential: string,
): Promise<Passkey | undefined> {
  return (await db.run<Passkey>(FIND, [credential]))[0]
}

/** Keeps a new passkey. */
export async function addPasskey(
  { db, clock }: AuthParts,
  passkey: Omit<Passkey, 'id' | 'madeAt' | 'usedAt'>,
): Promise<void> {
  const { account, credential, label, publicKey, counter, transports } = passkey
  await db.run(ADD, [
    credential,
    newId(),
    account,
    label,
    publicKey,
    counter,
    [...transports],
    clock.now(),
  ])
}

/** Notes that a passkey was used, and how often its device says it was. */
export async function markPasskeyUsed(
  { db, clock }: AuthParts,
  credential: string,
  counter: number,
): Promise<void> {
  await db.run(USED, [credential, counter, clock.now()])
}

/** Forgets one passkey of an account; whether there was one. */
export async function dropPasskey(
  { db }: Pick<AuthParts, 'db'>,
  account: string,
  id: string,
): Promise<boolean> {
  return (await db.run(DROP, [account, id])).length > 0
}

/** Forgets all passkeys of an account. */
export async function dropPasskeys({ db }: Pick<AuthParts, 'db'>, account: string): Promise<void> {
  await db.run(DROP_ALL, [account])
}

const COLUMNS = `id, account, credential, label, public_key AS "publicKey", counter, transports,
  made_at AS "madeAt", used_at AS "usedAt"`

const LIST = {
  name: 'auth-passkeys',
  text: `SELECT ${COLUMNS} FROM platform.passkey WHERE account = $1 ORDER BY made_at, id`,
}
const FIND = {
  name: 'auth-find-passkey',
  text: `SELECT ${COLUMNS} FROM platform.passkey WHERE credential = $1`,
}
const ADD = {
  name: 'auth-add-passkey',
  text: `INSERT INTO platform.passkey (credential, id, account, label, public_key, counter, transports, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7::text[], $8)`,
}
const USED = {
  name: 'auth-passkey-used',
  text: 'UPDATE platform.passkey SET counter = $2, used_at = $3 WHERE credential = $1',
}
const DROP = {
  name: 'auth-drop-passkey',
  text: 'DELETE FROM platform.passkey WHERE account = $1 AND id = $2 RETURNING id',
}
const DROP_ALL = {
  name: 'auth-drop-passkeys',
  text: 'DELETE FROM platform.passkey WHERE account = $1',
}
