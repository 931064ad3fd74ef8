import { type Clock, type Db, type KeyFile, type KeyFolder, RefusedError } from '#platform'

import type { Head } from '../lookup.ts'
import { findOrigin, type ListedKey, readKeys } from './key-list.ts'
import { rawPublicKey, type SigningKey, signingKeyOf, type VerifierKey } from './note-key.ts'

/** What a log is signed with: the folder of private keys, and the name that the server's logs sign under. */
export interface LogKeys {
  readonly folder: KeyFolder
  /** Null takes a name from the first key. */
  readonly origin: string | null
}

/** File names of keys that logs are signed with begin so. */
export const LOG_KEYS = 'log'

/** The keys that a mission's log is signed with; the first of all is made here, and never another in its place. */
export async function getSigners(
  { db, clock, keys }: { readonly db: Db; readonly clock: Clock; readonly keys: LogKeys },
  head: Pick<Head, 'missionId' | 'seq'>,
  mission: string,
): Promise<readonly SigningKey[]> {
  const listed = await readKeys(db, head.missionId)
  if (listed.length === 0) {
    await beginLog({ db, clock, keys }, head, mission)
    return getSigners({ db, clock, keys }, head, mission)
  }
  const files = keys.folder.list(LOG_KEYS)
  const signers = listed.flatMap(({ key, ended }) => {
    const file = ended === null ? findFile(files, key) : undefined
    return file === undefined ? [] : [signingKeyOf(key.name, 'log', file.key)]
  })
  if (signers.length > 0) return signers
  throw keyLost(keys.folder, listed)
}

/** Makes sure before anything is signed that the keys which sign the logs of this record are at hand. */
export async function checkKeys(db: Db, keys: LogKeys): Promise<void> {
  const inUse = await keysInUse(db)
  const files = keys.folder.list(LOG_KEYS)
  if (inUse.length === 0 || files.some(({ key }) => inUse.some((one) => isOf(key, one)))) return
  throw new RefusedError(
    'conflict',
    'log.key_missing',
    `The private key that signs the log of this record is not in ${keys.folder.path}; bring its file back from a copy (ROLLCALL_KEYS names the folder), or, if it is lost, say so with "rollcall keys lost", which outsiders will see.`,
  )
}

/** The public keys that sign some log of this record. */
export async function keysInUse(db: Db): Promise<readonly Buffer[]> {
  const rows = await db.run<{ public_key: Uint8Array }>(IN_USE, [])
  return rows.map(({ public_key }) => Buffer.from(public_key))
}

/** Whether a private key has this public half. */
export function isOf(key: KeyFile['key'], publicKey: Buffer): boolean {
  return rawPublicKey(key).equals(publicKey)
}

/** The file of a key, where it is at hand. */
export function findFile(files: readonly KeyFile[], { publicKey }: VerifierKey) {
  return files.find(({ key }) => isOf(key, publicKey))
}

/** A new log takes the name of its mission, and the keys that sign the record's other logs. */
async function beginLog(
  { db, clock, keys }: { readonly db: Db; readonly clock: Clock; readonly keys: LogKeys },
  { missionId, seq }: Pick<Head, 'missionId' | 'seq'>,
  mission: string,
): Promise<void> {
  await checkKeys(db, keys)
  const inUse = await keysInUse(db)
  const files = keys.folder.list(LOG_KEYS)
  const usable = files.filter(({ key }) => inUse.some((one) => isOf(key, one)))
  const first = usable.length > 0 ? usable : [files.at(-1) ?? keys.folder.make(LOG_KEYS)]
  if ((await findOrigin(db, missionId)) === undefined) {
    const base = keys.origin ?? (await baseInUse(db)) ?? nameOf(first[0])
    await db.run(BEGIN_ORIGIN, [missionId, `${base}/${mission}`])
  }
  for (const { key } of first) {
    await db.run(BEGIN_KEY, [missionId, rawPublicKey(key), seq, clock.now()])
  }
}

async function baseInUse(db: Db): Promise<string | undefined> {
  const [row] = await db.run<{ base: string }>(BASE, [])
  return row?.base
}

/** A name of nobody else's, where the operator gave none. */
function nameOf(file: KeyFile | undefined): string {
  const id = file === undefined ? '' : rawPublicKey(file.key).toString('hex').slice(0, 8)
  return `rollcall.local/${id}`
}

function keyLost({ path }: KeyFolder, listed: readonly ListedKey[]): RefusedError {
  const [name] = listed.map(({ key }) => key.name)
  return new RefusedError(
    'conflict',
    'log.key_missing',
    `No private key that signs the log ${name} is in ${path}; bring its file back from a copy, or, if it is lost, say so with "rollcall keys lost", which outsiders will see.`,
  )
}

const IN_USE = {
  name: 'register-log-keys-in-use',
  text: `SELECT DISTINCT public_key FROM register.log_key b WHERE what = 'begun' AND NOT EXISTS (
    SELECT FROM register.log_key e
    WHERE e.mission_id = b.mission_id AND e.public_key = b.public_key AND e.what <> 'begun')`,
}

const BASE = {
  name: 'register-log-base',
  text: `SELECT left(origin, -length(mission) - 1) AS base FROM register.log_origin
    JOIN register.mission USING (mission_id) ORDER BY mission_id LIMIT 1`,
}

const BEGIN_ORIGIN = {
  name: 'register-log-begin-origin',
  text: 'INSERT INTO register.log_origin (mission_id, origin) VALUES ($1, $2) ON CONFLICT (mission_id) DO NOTHING',
}

const BEGIN_KEY = {
  name: 'register-log-begin-key',
  text: `INSERT INTO register.log_key (mission_id, public_key, what, size, at)
    VALUES ($1, $2, 'begun', $3, $4) ON CONFLICT DO NOTHING`,
}
