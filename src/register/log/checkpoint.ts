import { readCount, readHash } from './base64.ts'
import { type SigningKey, signText } from './note-key.ts'
import { type Note, parseNote, writeNote } from './note.ts'

/** A log's head: whose it is, how many entries it holds and the root over them (C2SP tlog-checkpoint). */
export interface TreeHead {
  readonly origin: string
  readonly size: number
  readonly root: Buffer
}

/** A head with the signatures under it. */
export interface Checkpoint extends TreeHead {
  readonly note: Note
}

/** The text that is signed: origin, size and root, a line each. */
export function checkpointText({ origin, size, root }: TreeHead): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`
}

/** A head signed by each of these keys, as it is served. */
export function signCheckpoint(head: TreeHead, keys: readonly SigningKey[]): string {
  const text = checkpointText(head)
  return writeNote({ text, signatures: keys.map((key) => signText(key, text)) })
}

/**
 * Reads a signed checkpoint without judging its signatures; null where it has not the form. Lines after the
 * root are refused: no monitor can audit them (C2SP tlog-checkpoint recommends against them).
 */
export function parseCheckpoint(text: string): Checkpoint | null {
  const note = parseNote(text)
  if (note === null) return null
  const [origin = '', sizeLine = '', rootLine = '', ...rest] = note.text.split('\n')
  const size = readCount(sizeLine)
  const root = readHash(rootLine)
  if (origin === '' || size === null || root === null || rest.join('\n') !== '') return null
  return { origin, size, root, note }
}
