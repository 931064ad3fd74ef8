import { hash, randomBytes } from 'node:crypto'

import { canonicalJson } from '#kit'

import { LEAF_PREFIX, leafHash, prefixedLeafHashHex, rootOf } from './log/hashes.ts'

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

/** The RFC 6962 tree hash over the commitments: what is left of them binds even where a part was erased. */
export function payloadRootOf(commitments: readonly string[]): string {
  return rootOf(Buffer.concat(commitments.map(leafHash))).toString('hex')
}

/** SHA-256(salt ‖ body), hexadecimal: says nothing of the body once the salt is gone. */
export function commitmentOf(salt: string, body: string): string {
  return hash('sha256', Buffer.concat([Buffer.from(salt, 'hex'), Buffer.from(body)]), 'hex')
}

/** The leaf as it stands in the log. */
export function leafOf(envelope: Envelope): string {
  return canonicalJson(envelope)
}

/** The leaf's hash, hexadecimal. */
export function leafHashOf(envelope: Envelope): string {
  // The prefix costs nothing here: text is joined into one piece only when it is hashed.
  return prefixedLeafHashHex(`${LEAF_PREFIX}${leafOf(envelope)}`)
}
