import { secondOf } from '#kit'
import type { Clock, Db } from '#platform'

import { readCount, readHash } from './base64.ts'
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'
import { EMPTY_ROOT } from './hashes.ts'
import { cosignText, rawPublicKey, type SigningKey, signingKeyOf, verdictOf } from './note-key.ts'
import { signatureLine } from './note.ts'
import { isConsistent } from './proof-check.ts'
import type { LogKeys } from './signers.ts'
import { witnessedKeys } from './witness-list.ts'

/** What a witness answers: the status codes are those of C2SP tlog-witness. */
export type WitnessAnswer =
  | { readonly status: 200; readonly cosignature: string }
  | { readonly status: 400 | 403 | 404 | 422; readonly sentence: string }
  | { readonly status: 409; readonly size: number }

/** File names of keys that checkpoints of others are cosigned with begin so. */
const WITNESS_KEYS = 'witness'
/** The second from which C2SP tlog-cosignature counts, as Unix does. */
const UNIX_EPOCH = secondOf('1970-01-01T00:00:00Z')
/** A proof between trees whose sizes can be counted is no longer. */
const MOST_HASHES = 63

interface Context {
  readonly db: Db
  readonly clock: Clock
  readonly keys: LogKeys
}

/** The key that this server cosigns with; the first asking makes it. */
export function witnessKey({ folder, origin }: LogKeys): SigningKey {
  const { key } = folder.list(WITNESS_KEYS)[0] ?? folder.make(WITNESS_KEYS)
  const base = origin ?? `rollcall.local/${rawPublicKey(key).toString('hex').slice(0, 8)}`
  return signingKeyOf(`${base}/witness`, 'witness', key)
}

/** Cosigns a checkpoint of a log that this server is a witness of, where it only grew since the last one. */
export async function addCheckpoint(context: Context, body: string): Promise<WitnessAnswer> {
  const request = parseRequest(body)
  if (request === null) {
    return {
      status: 400,
      sentence:
        'The body is not "old SIZE", up to 63 proof lines in base64, an empty line and a checkpoint.',
    }
  }
  const { checkpoint } = request
  const known = await witnessedKeys(context.db, checkpoint.origin)
  if (known.length === 0) {
    return {
      status: 404,
      sentence: 'This witness does not follow the log that the checkpoint names.',
    }
  }
  // A false signature beside a true one comes from an unknown key's owner at best: the note is refused whole.
  const verdicts = known.map((key) => verdictOf(key, checkpoint.note))
  if (!verdicts.includes('signed') || verdicts.includes('false')) {
    return {
      status: 403,
      sentence: 'No key that this witness knows for the log signed the checkpoint.',
    }
  }
  if (request.old > checkpoint.size) {
    return { status: 400, sentence: 'The old size is larger than that of the checkpoint.' }
  }
  return cosign(context, request)
}

interface WitnessRequest {
  readonly old: number
  readonly proof: readonly Buffer[]
  readonly checkpoint: Checkpoint
}

function parseRequest(body: string): WitnessRequest | null {
  const split = body.indexOf('\n\n')
  const [first = '', ...lines] = body.slice(0, Math.max(split, 0)).split('\n')
  const old = first.startsWith('old ') ? readCount(first.slice('old '.length)) : null
  const proof = lines.map(readHash)
  const checkpoint = parseCheckpoint(body.slice(split + 2))
  if (old === null || checkpoint === null || proof.length > MOST_HASHES) return null
  return proof.every((hash) => hash !== null) ? { old, proof, checkpoint } : null
}

async function cosign(context: Context, request: WitnessRequest): Promise<WitnessAnswer> {
  const { db, clock, keys } = context
  const { old, checkpoint } = request
  const state = await readState(db, checkpoint.origin)
  if (old !== state.size) return { status: 409, size: state.size }
  const [isSame, hasSameRoot] = [
    state.isSeen && old === checkpoint.size,
    state.root.equals(checkpoint.root),
  ]
  if (isSame && !hasSameRoot) return { status: 409, size: state.size }
  if (!isGrown(request, state)) {
    return {
      status: 422,
      sentence: 'The proof does not lead from the last cosigned checkpoint to this one.',
    }
  }
  const { origin, size, root, note } = checkpoint
  const now = clock.now()
  const moved = await db.run(MOVE, [origin, size, root, note.text, now, old, state.root])
  if (moved.length === 0) return { status: 409, size: (await readState(db, origin)).size }
  const signed = cosignText(witnessKey(keys), note.text, secondOf(now) - UNIX_EPOCH)
  return { status: 200, cosignature: signatureLine(signed) }
}

function isGrown({ old, proof, checkpoint }: WitnessRequest, state: State): boolean {
  // From nothing every log has grown; of that there is no proof, and none may be sent.
  if (old === 0) return proof.length === 0 && isPossible(checkpoint)
  return isConsistent({ size: old, root: state.root }, proof, checkpoint)
}

/** The log without entries has one root only. */
function isPossible({ size, root }: Checkpoint): boolean {
  return size > 0 || root.equals(EMPTY_ROOT)
}

interface State {
  readonly isSeen: boolean
  readonly size: number
  readonly root: Buffer
}

async function readState(db: Db, origin: string): Promise<State> {
  const [row] = await db.run<{ size: number; root: Uint8Array }>(STATE, [origin])
  if (row === undefined) return { isSeen: false, size: 0, root: EMPTY_ROOT }
  return { isSeen: true, size: row.size, root: Buffer.from(row.root) }
}

const STATE = {
  name: 'register-witness-state',
  text: 'SELECT size, root FROM register.witness_state WHERE origin = $1',
}

/** Checks and moves on in one statement: of two at once, one finds the state changed and moves nothing. */
const MOVE = {
  name: 'register-witness-move',
  text: `INSERT INTO register.witness_state AS s (origin, size, root, note, seen_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (origin) DO UPDATE SET size = $2, root = $3, note = $4, seen_at = $5
    WHERE s.size = $6 AND s.root = $7 RETURNING origin`,
}
