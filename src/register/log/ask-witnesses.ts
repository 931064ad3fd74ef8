import type { Clock, Db } from '#platform'

import { getHead } from '../in-force.ts'
import { readCount } from './base64.ts'
import { cosignedAt, parseVerifierKey, verdictOf } from './note-key.ts'
import { parseNote, parseSignatures, signatureLine } from './note.ts'
import { findCheckpoint, type PublishedCheckpoint } from './publish.ts'
import { proveConsistency } from './tree.ts'
import { listWitnesses, type Witness } from './witness-list.ts'

/** Sends a text to an address and says what came back; throws where nothing does. */
export type PostText = (
  url: string,
  body: string,
) => Promise<{ readonly status: number; readonly mediaType: string; readonly body: string }>

/** What a witness did with a checkpoint. */
export interface AskOutcome {
  readonly witness: string
  readonly url: string
  readonly size: number
  readonly outcome: 'cosigned' | 'refused' | 'unreachable' | 'false_signature'
  /** The status that it refused with; null where none came. */
  readonly status: number | null
}

interface Context {
  readonly db: Db
  readonly clock: Clock
  readonly post: PostText
}

/** Asks every witness of this record, or the one at an address, to cosign the latest checkpoint of a mission's log. */
export async function askWitnesses(
  context: Context,
  mission: string,
  url?: string,
): Promise<readonly AskOutcome[]> {
  const { missionId } = await getHead(context.db, mission)
  const checkpoint = await findCheckpoint(context.db, missionId, 0)
  if (checkpoint === undefined) return []
  const all = await listWitnesses(context.db)
  const asked = url === undefined ? all : all.filter((witness) => witness.url === url)
  return Promise.all(
    asked.map(async (witness) => askOne(context, { mission, missionId, checkpoint }, witness)),
  )
}

interface Subject {
  readonly mission: string
  readonly missionId: number
  readonly checkpoint: PublishedCheckpoint
}

async function askOne(context: Context, subject: Subject, witness: Witness): Promise<AskOutcome> {
  const { name, url } = witness
  const { size } = subject.checkpoint
  const said = { witness: name, url, size }
  const answer = await ask(context, subject, witness)
  if (answer === null) return { ...said, outcome: 'unreachable', status: null }
  const { status, body } = answer
  if (status !== 200) return { ...said, outcome: 'refused', status }
  const isKept = await keepCosignature(context, subject, witness, body)
  return { ...said, outcome: isKept ? 'cosigned' : 'false_signature', status }
}

/** First from what it cosigned last as we know it; where it knows better (409), from what it says. */
async function ask(context: Context, subject: Subject, { name, url }: Witness) {
  const { db } = context
  const { missionId } = subject
  const [last] = await db.run<{ size: number }>(LAST, [missionId, name, subject.checkpoint.size])
  const first = await send(context, subject, url, last?.size ?? 0)
  if (first?.status !== 409 || first.mediaType !== 'text/x.tlog.size') return first
  const known = readCount(first.body.replace(/\n$/, ''))
  if (known === null || known > subject.checkpoint.size || known === last?.size) return first
  return send(context, subject, url, known)
}

async function send({ db, post }: Context, subject: Subject, url: string, old: number) {
  const { mission, checkpoint } = subject
  const proof = await proveConsistency(db, mission, { old, size: checkpoint.size })
  const lines = [`old ${old}`, ...proof.map((hash) => hash.toString('base64')), '']
  const address = `${url.replace(/\/+$/, '')}/add-checkpoint`
  // A witness that cannot be reached is a state to report, not a fault of ours.
  return post(address, `${lines.join('\n')}\n${checkpoint.note}`).catch(() => null)
}

/** Keeps the witness's own signature, and none of anybody else's. */
async function keepCosignature(
  { db }: Context,
  { missionId, checkpoint }: Subject,
  { vkey }: Witness,
  body: string,
): Promise<boolean> {
  const key = parseVerifierKey(vkey)
  const text = parseNote(checkpoint.note)?.text
  const own = (parseSignatures(body) ?? []).filter(
    ({ name, keyId }) => name === key?.name && keyId === key.keyId,
  )
  const [signature] = own
  if (key === null || text === undefined || signature === undefined) return false
  if (verdictOf(key, { text, signatures: own }) !== 'signed') return false
  const { size, root } = checkpoint
  const second = cosignedAt(signature)
  await db.run(KEEP, [missionId, size, key.name, second, root, signatureLine(signature)])
  return true
}

const LAST = {
  name: 'register-log-last-cosigned',
  text: `SELECT size FROM register.cosignature WHERE mission_id = $1 AND witness = $2 AND size <= $3
    ORDER BY size DESC LIMIT 1`,
}

const KEEP = {
  name: 'register-log-keep-cosignature',
  text: `INSERT INTO register.cosignature (mission_id, size, witness, second, root, line)
    VALUES ($1, $2, $3, $4, decode($5, 'hex'), $6) ON CONFLICT DO NOTHING`,
}
