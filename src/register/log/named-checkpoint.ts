import type { Db } from '#platform'
import { RefusedError } from '#platform'

import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'
import { HASH_BYTES } from './hashes.ts'
import { readKeys } from './key-list.ts'
import { verdictOf } from './note-key.ts'

/** A checkpoint as a reader names it; the root is hexadecimal. */
export interface NamedCheckpoint {
  readonly size: number
  readonly root: string
}

/** Reads `SIZE:ROOT` or a whole signed checkpoint; null where a text names none, refused where a note is not of this log. */
export async function findNamedCheckpoint(
  db: Db,
  missionId: number,
  text: string | undefined,
): Promise<NamedCheckpoint | null> {
  if (text === undefined) return null
  if (!text.includes('\n')) return parseShort(text)
  // Addresses and shells lose the last line feed, browsers put carriage returns before them.
  const checkpoint = parseCheckpoint(`${text.replaceAll('\r\n', '\n').trimEnd()}\n`)
  if (checkpoint === null || !(await isSignedByLog(db, missionId, checkpoint))) {
    throw new RefusedError(
      'incorrect',
      'ask.checkpoint',
      'recordAt is a text of several lines, but no checkpoint that the log of this mission signed; give the checkpoint as it was served, or SIZE:ROOT.',
    )
  }
  return { size: checkpoint.size, root: checkpoint.root.toString('hex') }
}

/** The root in hexadecimal or base64url. */
function parseShort(text: string): NamedCheckpoint | null {
  const [, size = '', hex, base64url] =
    /^(\d{1,10}):(?:([0-9a-fA-F]{64})|([A-Za-z0-9_-]{43}))$/.exec(text) ?? []
  if (hex !== undefined) return { size: Number(size), root: hex.toLowerCase() }
  if (base64url === undefined) return null
  const root = Buffer.from(base64url, 'base64url')
  return root.length === HASH_BYTES ? { size: Number(size), root: root.toString('hex') } : null
}

async function isSignedByLog(
  db: Db,
  missionId: number,
  { origin, note }: Checkpoint,
): Promise<boolean> {
  const keys = await readKeys(db, missionId)
  return keys.some(({ key }) => key.name === origin && verdictOf(key, note) === 'signed')
}
