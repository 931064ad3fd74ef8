import { type Clock, type Db, RefusedError } from '#platform'

import { parseVerifierKey, type VerifierKey } from './note-key.ts'

/** A witness that is asked to cosign the logs of this record. */
export interface Witness {
  readonly name: string
  readonly vkey: string
  readonly url: string
}

/** A log of somebody else's that this server is a witness of; a log that changes its key has several. */
export interface WitnessedLog {
  readonly origin: string
  readonly vkey: string
  /** The size that was cosigned last; null before the first time. */
  readonly size: number | null
}

interface Context {
  readonly db: Db
  readonly clock: Clock
}

/** The witnesses that are asked, by their key. */
export async function listWitnesses(db: Db): Promise<readonly Witness[]> {
  const rows = await db.run<{ vkey: string; url: string }>(WITNESSES, [])
  return rows.map(({ vkey, url }) => ({ vkey, url, name: vkey.split('+', 1)[0] ?? '' }))
}

/** The logs that this server is a witness of, by their name. */
export async function listWitnessedLogs(db: Db): Promise<readonly WitnessedLog[]> {
  return db.run<WitnessedLog>(WITNESSED, [])
}

/** The keys that this server takes checkpoints of a log from. */
export async function witnessedKeys(db: Db, origin: string): Promise<readonly VerifierKey[]> {
  const rows = await db.run<{ vkey: string }>(KEYS_OF, [origin])
  return rows.flatMap(({ vkey }) => parseVerifierKey(vkey) ?? [])
}

/** Has a witness asked from now on; the same key at another address replaces it. */
export async function trustWitness(
  { db, clock }: Context,
  vkey: string,
  url: string,
): Promise<void> {
  const key = parseVerifierKey(vkey)
  if (key?.use !== 'witness') throw notAKey(vkey, 'a witness')
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new RefusedError(
      'incorrect',
      'witness.url',
      `"${url}" is not a web address; write the witness's submission prefix, such as https://witness.example/witness.`,
    )
  }
  await db.run(DROP_WITNESS, [vkey])
  await db.run(TRUST, [vkey, url, clock.now()])
}

/** Makes this server a witness of a log: its checkpoints signed by this key are taken. */
export async function witnessLog({ db, clock }: Context, vkey: string): Promise<void> {
  const key = parseVerifierKey(vkey)
  if (key?.use !== 'log') throw notAKey(vkey, 'a log')
  await db.run(ADD, [key.name, vkey, clock.now()])
}

/** Forgets a key, of a witness or of a log; what was cosigned of that log stays known. */
export async function dropKey(db: Db, vkey: string): Promise<void> {
  const dropped = [...(await db.run(DROP_WITNESS, [vkey])), ...(await db.run(DROP_LOG, [vkey]))]
  if (dropped.length > 0) return
  throw new RefusedError(
    'not_found',
    'witness.key_unknown',
    `No witness and no log is listed with the key "${vkey}"; "rollcall witness list" names all.`,
  )
}

function notAKey(text: string, whose: string): RefusedError {
  return new RefusedError(
    'incorrect',
    'witness.key',
    `"${text}" is not the key of ${whose}; write it whole, as NAME+ID+KEY.`,
  )
}

const WITNESSES = {
  name: 'register-witnesses',
  text: 'SELECT vkey, url FROM register.witness ORDER BY vkey',
}

const WITNESSED = {
  name: 'register-witnessed-logs',
  text: `SELECT k.origin, k.vkey, s.size FROM register.witnessed_key k
    LEFT JOIN register.witness_state s USING (origin) ORDER BY k.origin, k.vkey`,
}

const KEYS_OF = {
  name: 'register-witnessed-keys',
  text: 'SELECT vkey FROM register.witnessed_key WHERE origin = $1',
}

const TRUST = {
  name: 'register-witness-trust',
  text: 'INSERT INTO register.witness (vkey, url, added_at) VALUES ($1, $2, $3)',
}

const ADD = {
  name: 'register-witness-add',
  text: 'INSERT INTO register.witnessed_key (origin, vkey, added_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
}

const DROP_WITNESS = {
  name: 'register-witness-drop',
  text: 'DELETE FROM register.witness WHERE vkey = $1 RETURNING vkey',
}

const DROP_LOG = {
  name: 'register-witness-drop-log',
  text: 'DELETE FROM register.witnessed_key WHERE vkey = $1 RETURNING vkey',
}
