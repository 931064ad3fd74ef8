import { readBase64 } from './base64.ts'

/** A signature under a note: whose it claims to be, and its bytes. */
export interface NoteSignature {
  readonly name: string
  readonly keyId: number
  readonly signature: Buffer
}

/** A text and the signatures under it (C2SP signed-note); none of them is checked yet. */
export interface Note {
  /** Ends with a line feed. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

const ID_BYTES = 4
/** The specification asks for at least 16; checkpoints of a large witness network carry more. */
const MOST_SIGNATURES = 100
const MOST_CHARACTERS = 1_000_000
const LINE = /^— (\S+) ([A-Za-z0-9+/]+={0,2})$/
// oxlint-disable-next-line no-control-regex -- the specification forbids them
const CONTROL = /[\0-\t\v-\x1f]/

/** Reads a note; null where the text has not the form of one. */
export function parseNote(note: string): Note | null {
  if (note.length > MOST_CHARACTERS || CONTROL.test(note) || /\p{Surrogate}/u.test(note))
    return null
  const split = note.lastIndexOf('\n\n')
  if (split < 0 || !note.endsWith('\n')) return null
  const signatures = parseSignatures(note.slice(split + 2))
  if (signatures === null || signatures.length === 0) return null
  return { text: note.slice(0, split + 1), signatures }
}

/** Reads signature lines as they stand under a note; null where one has not the form. */
export function parseSignatures(lines: string): readonly NoteSignature[] | null {
  const texts = lines.split('\n').slice(0, -1)
  if (texts.length > MOST_SIGNATURES || !lines.endsWith('\n')) return null
  const signatures = texts.map(parseSignature)
  return signatures.every((one) => one !== null) ? signatures : null
}

function parseSignature(line: string): NoteSignature | null {
  const [, name = '', base64 = ''] = LINE.exec(line) ?? []
  const bytes = readBase64(base64)
  if (!isKeyName(name) || bytes === null || bytes.length <= ID_BYTES) return null
  return { name, keyId: bytes.readUInt32BE(), signature: bytes.subarray(ID_BYTES) }
}

/** Whether a text can name a key: not empty, without spaces or plus. */
export function isKeyName(name: string): boolean {
  return /^[^\s+]+$/u.test(name)
}

/** The line of a signature, with its line feed. */
export function signatureLine({ name, keyId, signature }: NoteSignature): string {
  const id = Buffer.alloc(ID_BYTES)
  id.writeUInt32BE(keyId)
  return `— ${name} ${Buffer.concat([id, signature]).toString('base64')}\n`
}

/** A text with signature lines under it. */
export function writeNote({ text, signatures }: Note): string {
  return `${text}\n${signatures.map(signatureLine).join('')}`
}
