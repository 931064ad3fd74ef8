import { createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto'

import { readBase64 } from './base64.ts'
import { isKeyName, type Note, type NoteSignature } from './note.ts'

/** What a key signs: notes as they are (a log), or that they were seen at a time (a witness, C2SP tlog-cosignature). */
export type KeyUse = 'log' | 'witness'

/** A key that signatures are checked with: a C2SP verifier key. */
export interface VerifierKey {
  readonly name: string
  readonly use: KeyUse
  readonly keyId: number
  /** The 32 bytes of an Ed25519 key. */
  readonly publicKey: Buffer
}

/** A key that notes are signed with. */
export interface SigningKey extends VerifierKey {
  readonly privateKey: KeyObject
}

/** C2SP signed-note, signature types. */
const TYPES: Readonly<Record<KeyUse, number>> = { log: 0x01, witness: 0x04 }
const KEY_BYTES = 32
const SIGNATURE_BYTES = 64
const TIME_BYTES = 8

/** The key by which a name signs; `publicKey` is the 32 bytes of an Ed25519 key. */
export function verifierKeyOf(name: string, use: KeyUse, publicKey: Buffer): VerifierKey {
  const material = Buffer.concat([Buffer.from(`${name}\n`), Buffer.from([TYPES[use]]), publicKey])
  return { name, use, publicKey, keyId: Number.parseInt(hash('sha256', material).slice(0, 8), 16) }
}

/** A private key under the name that it signs by. */
export function signingKeyOf(name: string, use: KeyUse, privateKey: KeyObject): SigningKey {
  return { ...verifierKeyOf(name, use, rawPublicKey(privateKey)), privateKey }
}

/** The 32 bytes of an Ed25519 key's public half. */
export function rawPublicKey(key: KeyObject): Buffer {
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' })
  return Buffer.from(x, 'base64url')
}

/** Writes a key as `name+id+key`, the form in which people pass keys on (vkey). */
export function writeVerifierKey({ name, use, keyId, publicKey }: VerifierKey): string {
  const id = keyId.toString(16).padStart(8, '0')
  return `${name}+${id}+${Buffer.concat([Buffer.from([TYPES[use]]), publicKey]).toString('base64')}`
}

/** Reads a `name+id+key`; null where it is none, or not of Ed25519. */
export function parseVerifierKey(text: string): VerifierKey | null {
  const [, name = '', id = '', base64 = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? []
  const bytes = readBase64(base64)
  if (!isKeyName(name) || bytes === null || bytes.length !== 1 + KEY_BYTES) return null
  const use = (['log', 'witness'] as const).find((one) => TYPES[one] === bytes[0])
  if (use === undefined) return null
  const key = verifierKeyOf(name, use, bytes.subarray(1))
  return key.keyId === Number.parseInt(id, 16) ? key : null
}

/** Signs a note's text as a log does. */
export function signText(key: SigningKey, text: string): NoteSignature {
  const { name, keyId, privateKey } = key
  return { name, keyId, signature: sign(null, Buffer.from(text), privateKey) }
}

/** Signs that a checkpoint was the latest seen at a second (C2SP tlog-cosignature, cosignature/v1). */
export function cosignText(key: SigningKey, text: string, second: number): NoteSignature {
  const { name, keyId, privateKey } = key
  const time = Buffer.alloc(TIME_BYTES)
  time.writeBigUInt64BE(BigInt(second))
  const signed = sign(null, Buffer.from(cosignedText(text, BigInt(second))), privateKey)
  return { name, keyId, signature: Buffer.concat([time, signed]) }
}

/** How a key stands to a note: it signed it, did not, or its signature is false. */
export type Verdict = 'signed' | 'unsigned' | 'false'

/** Whether a key signed a note; a false signature beside a true one makes the whole false. */
export function verdictOf(key: VerifierKey, note: Note): Verdict {
  const own = note.signatures.filter(({ name, keyId }) => name === key.name && keyId === key.keyId)
  if (own.length === 0) return 'unsigned'
  return own.every(({ signature }) => isValid(key, note.text, signature)) ? 'signed' : 'false'
}

/** The second at which a witness says it saw what it signed. */
export function cosignedAt({ signature }: NoteSignature): number {
  return Number(signature.readBigUInt64BE())
}

function isValid({ use, publicKey }: VerifierKey, text: string, signature: Buffer): boolean {
  const timeBytes = use === 'witness' ? TIME_BYTES : 0
  if (signature.length !== timeBytes + SIGNATURE_BYTES) return false
  const signed = use === 'witness' ? cosignedText(text, signature.readBigUInt64BE()) : text
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') },
    format: 'jwk',
  })
  return verify(null, Buffer.from(signed), key, signature.subarray(timeBytes))
}

function cosignedText(text: string, second: bigint): string {
  return `cosignature/v1\ntime ${second}\n${text}`
}
