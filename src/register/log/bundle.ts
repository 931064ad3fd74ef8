const LENGTH_BYTES = 2
/** What its length can be written as in two bytes. */
const MOST_BYTES = 0xff_ff

/** Writes entries of the log one after the other, each after its length (C2SP tlog-tiles, entry bundles). */
export function writeBundle(entries: readonly string[]): Buffer {
  return Buffer.concat(
    entries.flatMap((entry) => {
      const bytes = Buffer.from(entry)
      if (bytes.length > MOST_BYTES) {
        throw new RangeError(`An entry of the log has ${bytes.length} bytes; ${MOST_BYTES} fit.`)
      }
      const length = Buffer.alloc(LENGTH_BYTES)
      length.writeUInt16BE(bytes.length)
      return [length, bytes]
    }),
  )
}

/** Reads the entries of a bundle; null where it does not end with an entry. */
export function readBundle(bundle: Uint8Array): readonly Buffer[] | null {
  const bytes = Buffer.from(bundle)
  const entries: Buffer[] = []
  let at = 0
  while (at < bytes.length) {
    if (at + LENGTH_BYTES > bytes.length) return null
    const start = at + LENGTH_BYTES
    at = start + bytes.readUInt16BE(at)
    if (at > bytes.length) return null
    entries.push(bytes.subarray(start, at))
  }
  return entries
}
