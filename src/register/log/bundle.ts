import { hash } from 'node:crypto'

import { HASH_BYTES } from './hashes.ts'

const LENGTH_BYTES = 2
/** What its length can be written as in two bytes. */
const MOST_BYTES = 0xff_ff
/** What stands before an entry when it is hashed as a leaf (RFC 6962 §2.1). */
const LEAF_BYTE = 0

/** Writes entries of the log one after the other, each after its length (C2SP tlog-tiles, entry bundles). */
export function writeBundle(entries: readonly string[]): Buffer {
  const lengths = entries.map((entry) => Buffer.byteLength(entry))
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0)
  if (longest > MOST_BYTES) {
    throw new RangeError(`An entry of the log has ${longest} bytes; ${MOST_BYTES} fit.`)
  }
  const bundle = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + LENGTH_BYTES + length, 0))
  let at = 0
  entries.forEach((entry, index) => {
    at = bundle.writeUInt16BE(lengths[index] ?? 0, at)
    at += bundle.write(entry, at)
  })
  return bundle
}

/** The leaf hashes of a bundle's entries, one after the other; null where it does not end with an entry. */
export function leafHashesOf(bundle: Uint8Array): Buffer | null {
  // The byte before an entry becomes its prefix while it is hashed: nothing is copied but the bundle, once.
  const bytes = Buffer.from(bundle)
  const starts = startsIn(bytes)
  if (starts === null) return null
  const hashes = Buffer.allocUnsafe((starts.length - 1) * HASH_BYTES)
  for (let at = 0; at + 1 < starts.length; at++) {
    const [start, next] = [starts[at] ?? 0, starts[at + 1] ?? 0]
    bytes[start - 1] = LEAF_BYTE
    const leaf = bytes.subarray(start - 1, next - LENGTH_BYTES)
    hashes.write(hash('sha256', leaf, 'binary'), at * HASH_BYTES, 'latin1')
  }
  return hashes
}

/** Where each entry begins, and where another would; null where the bundle does not end with an entry. */
function startsIn(bytes: Buffer): readonly number[] | null {
  const starts = [LENGTH_BYTES]
  let at = 0
  while (at < bytes.length) {
    if (at + LENGTH_BYTES > bytes.length) return null
    at += LENGTH_BYTES + bytes.readUInt16BE(at)
    starts.push(at + LENGTH_BYTES)
  }
  return at === bytes.length ? starts : null
}

/** Reads the entries of a bundle; null where it does not end with an entry. */
export function readBundle(bundle: Uint8Array): readonly Buffer[] | null {
  const bytes = Buffer.from(bundle)
  const starts = startsIn(bytes)
  return (
    starts
      ?.slice(0, -1)
      .map((start, at) => bytes.subarray(start, (starts[at + 1] ?? 0) - LENGTH_BYTES)) ?? null
  )
}
