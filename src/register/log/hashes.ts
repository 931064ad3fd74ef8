import { hash } from 'node:crypto'

/** How long a hash of the log is: SHA-256. */
export const HASH_BYTES = 32

/** The root of a log that holds nothing (RFC 6962 §2.1). */
export const EMPTY_ROOT = Buffer.from(hash('sha256', '', 'hex'), 'hex')

/** What stands before an entry when it is hashed as a leaf (RFC 6962 §2.1). */
export const LEAF_PREFIX = '\0'

/** The hash of a leaf that has its prefix already, hexadecimal: the form in which it goes into the database. */
export function prefixedLeafHashHex(leaf: string): string {
  return hash('sha256', leaf, 'hex')
}

/** The hash of a leaf (RFC 6962 §2.1). */
export function leafHash(entry: string | Uint8Array): Buffer {
  const input =
    typeof entry === 'string' ? `${LEAF_PREFIX}${entry}` : Buffer.concat([LEAF_BYTE, entry])
  return Buffer.from(hash('sha256', input, 'binary'), 'latin1')
}

/** The hash over two subtrees (RFC 6962 §2.1). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return Buffer.from(hash('sha256', Buffer.concat([NODE_BYTE, left, right]), 'binary'), 'latin1')
}

/**
 * The root over hashes that stand one after the other, in one buffer, which is left as it was.
 * Text is the fastest way to take a hash over from OpenSSL: an object for each would cost more than hashing.
 */
export function rootOf(hashes: Buffer): Buffer {
  let count = hashes.length / HASH_BYTES
  if (count === 0) return EMPTY_ROOT
  const level = Buffer.from(hashes)
  while (count > 1) count = hashPairs(level, count)
  return level.subarray(0, HASH_BYTES)
}

/** Puts the next level over the first of the present; a last hash without a partner rises as it is. */
function hashPairs(level: Buffer, count: number): number {
  const pairs = Math.floor(count / 2)
  for (let pair = 0; pair < pairs; pair++) {
    level.copy(PAIR, 1, pair * PAIR_BYTES, (pair + 1) * PAIR_BYTES)
    level.write(hash('sha256', PAIR, 'binary'), pair * HASH_BYTES, 'latin1')
  }
  if (count % 2 === 0) return pairs
  level.copyWithin(pairs * HASH_BYTES, (count - 1) * HASH_BYTES, count * HASH_BYTES)
  return pairs + 1
}

const LEAF_BYTE = Buffer.from([0])
const NODE_BYTE = Buffer.from([1])
const PAIR_BYTES = 2 * HASH_BYTES
/** The prefix of a node and room for its two hashes; hashing is never interrupted, so one is enough. */
const PAIR = Buffer.alloc(1 + PAIR_BYTES, NODE_BYTE)
