import { createHash, hash, randomBytes } from 'node:crypto'

import { canonicalJson } from '#kit'

/** A field group of an entry's payload: its canonical JSON and the salt that hides it in the log. */
export interface Part {
  readonly part: string
  /** 32 random bytes, hexadecimal. */
  readonly salt: string
  /** RFC 8785. */
  readonly body: string
}

/**
 * What the log says of an entry: no actor, no subject, nothing that can be guessed from a hash.
 * Its RFC 8785 form is the leaf of the transparency log (RFC 6962, C2SP tlog-tiles).
 */
export interface Envelope {
  readonly v: 1
  readonly mission: string
  readonly seq: number
  readonly id: string
  readonly type: string
  readonly recordedAt: string
  /** Root over the salted parts, hexadecimal. */
  readonly payloadRoot: string
}

/** A fresh salt for one part. */
export function newSalt(): string {
  return randomBytes(32).toString('hex')
}

/** What the payload root is the root over: a line for each part, its name and salted hash, in their order. */
export function commitmentsOf(parts: readonly Part[]): readonly string[] {
  return parts.map(({ part, salt, body }) => `${part}:${commitmentOf(salt, body)}`).sort()
}

/** The RFC 6962 tree hash over the parts' commitments, in the order of their names. */
export function payloadRootOf(commitments: readonly string[]): string {
  return treeHash(commitments.map((line) => leafHash(Buffer.from(line)))).toString('hex')
}

/** The leaf's hash, hexadecimal. */
export function leafHashOf(envelope: Envelope): string {
  return leafHash(Buffer.from(canonicalJson(envelope))).toString('hex')
}

/** SHA-256(salt ‖ body): says nothing of the body once the salt is gone. */
export function commitmentOf(salt: string, body: string): string {
  return createHash('sha256').update(salt, 'hex').update(body).digest('hex')
}

function leafHash(data: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([LEAF, data]), 'buffer')
}

function treeHash(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves
  if (only !== undefined && leaves.length === 1) return only
  if (leaves.length === 0) return hash('sha256', '', 'buffer')
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1))
  return hash(
    'sha256',
    Buffer.concat([NODE, treeHash(leaves.slice(0, split)), treeHash(leaves.slice(split))]),
    'buffer',
  )
}

const LEAF = Buffer.from([0])
const NODE = Buffer.from([1])
