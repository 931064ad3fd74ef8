/**
 * The text that bytes are in UTF-8, or the place of the first byte that is not. A byte order mark counts
 * as a character, so that places in the text and in the bytes agree.
 */
export function decodeUtf8(
  bytes: Uint8Array,
): { readonly text: string } | { readonly wrongAt: number } {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  const encoder = new TextEncoder()
  let [offset, done] = [0, 0]
  for (let at = text.indexOf('\uFFFD'); at !== -1; at = text.indexOf('\uFFFD', at + 1)) {
    offset += encoder.encode(text.slice(done, at)).length
    done = at
    if (!isReplacement(bytes, offset)) return { wrongAt: offset }
  }
  return { text }
}

/** The replacement character stands for a wrong byte unless the bytes spell it out. */
function isReplacement(bytes: Uint8Array, offset: number): boolean {
  return bytes[offset] === 0xef && bytes[offset + 1] === 0xbf && bytes[offset + 2] === 0xbd
}
