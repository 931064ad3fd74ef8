import { type Clock, type Db, type KeyFile, RefusedError } from '#platform'

import { getHead } from '../in-force.ts'
import { listMissions } from '../mission.ts'
import { readKeys } from './key-list.ts'
import { rawPublicKey, writeVerifierKey } from './note-key.ts'
import { findFile, isOf, keysInUse, LOG_KEYS, type LogKeys } from './signers.ts'

interface Context {
  readonly db: Db
  readonly clock: Clock
  readonly keys: LogKeys
}

/** Lets a new key sign all logs of this record, beside the one that signs them: checkpoints carry both until that is retired. */
export async function rotateKey({ db, clock, keys }: Context): Promise<KeyFile> {
  const inUse = await keysInUse(db)
  if (inUse.length === 0) {
    throw new RefusedError(
      'conflict',
      'keys.unused',
      'No log is signed yet, so there is no key to change; the first checkpoint makes one.',
    )
  }
  const files = keys.folder.list(LOG_KEYS)
  if (inUse.length > 1 || !files.some(({ key }) => inUse.some((one) => isOf(key, one)))) {
    throw new RefusedError(
      'conflict',
      'keys.in_transition',
      inUse.length > 1
        ? 'Two keys sign already; retire the older one first ("rollcall keys list" names both).'
        : `The key that signs is not in ${keys.folder.path}; bring it back from a copy, or say with "rollcall keys lost" that it is lost.`,
    )
  }
  return beginKey({ db, clock, keys })
}

/** Ends a change of keys: the key signs no more, and its private half is destroyed. */
export async function retireKey({ db, clock, keys }: Context, keyName: string): Promise<void> {
  const file = keys.folder.list(LOG_KEYS).find(({ name }) => name === keyName)
  const inUse = await keysInUse(db)
  const own = inUse.find((one) => file !== undefined && isOf(file.key, one))
  if (file === undefined || own === undefined || inUse.length < 2) {
    throw new RefusedError(
      'conflict',
      'keys.not_retirable',
      `"${keyName}" is not one of two keys that sign; a key can be retired once another signs beside it ("rollcall keys rotate").`,
    )
  }
  await db.run(END_KEY, [own, 'retired', clock.now()])
  keys.folder.remove(file)
}

/** Says for all to see that the keys that sign are lost, and begins a new one that nothing but witnesses ties to them. */
export async function replaceLostKey({ db, clock, keys }: Context): Promise<KeyFile> {
  const inUse = await keysInUse(db)
  const files = keys.folder.list(LOG_KEYS)
  if (inUse.length === 0 || files.some(({ key }) => inUse.some((one) => isOf(key, one)))) {
    throw new RefusedError(
      'conflict',
      'keys.not_lost',
      `A key that signs is in ${keys.folder.path}, so it is not lost; change it with "rollcall keys rotate".`,
    )
  }
  for (const publicKey of inUse) await db.run(END_KEY, [publicKey, 'lost', clock.now()])
  return beginKey({ db, clock, keys })
}

/** The key file goes first: a key that the record names must never be missing. */
async function beginKey({ db, clock, keys }: Context): Promise<KeyFile> {
  const file = keys.folder.make(LOG_KEYS)
  await db.run(BEGIN_KEY, [rawPublicKey(file.key), clock.now()])
  return file
}

/** A key that signs logs of this record, and where its private half is. */
export interface KeyInUse {
  readonly mission: string
  readonly vkey: string
  readonly size: number
  readonly at: string
  readonly ended: string | null
  readonly file: string | null
}

/** The keys of all logs of this record with their files, the oldest first. */
export async function listKeys({ db, keys }: Omit<Context, 'clock'>): Promise<readonly KeyInUse[]> {
  const files = keys.folder.list(LOG_KEYS)
  const listed: KeyInUse[] = []
  for (const { mission } of await listMissions(db)) {
    const { missionId } = await getHead(db, mission)
    for (const { key, begun, ended } of await readKeys(db, missionId)) {
      listed.push({
        mission,
        vkey: writeVerifierKey(key),
        ...begun,
        ended: ended === null ? null : `${ended.how} at size ${ended.size}, ${ended.at}`,
        file: findFile(files, key)?.name ?? null,
      })
    }
  }
  return listed
}

const BEGIN_KEY = {
  name: 'register-log-rotate-begin',
  text: `INSERT INTO register.log_key (mission_id, public_key, what, size, at)
    SELECT mission_id, $1::bytea, 'begun', seq, $2 FROM register.log_origin JOIN register.head USING (mission_id)
    ON CONFLICT DO NOTHING`,
}

const END_KEY = {
  name: 'register-log-rotate-end',
  text: `INSERT INTO register.log_key (mission_id, public_key, what, size, at)
    SELECT mission_id, $1::bytea, $2, h.seq, $3 FROM register.log_key k JOIN register.head h USING (mission_id)
    WHERE k.public_key = $1::bytea AND k.what = 'begun' ON CONFLICT DO NOTHING`,
}
