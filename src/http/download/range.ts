/** The part of a file that was asked for, both ends included. */
export interface Range {
  readonly from: number
  readonly to: number
}

/**
 * The part that a `Range` header asks for (RFC 9110 §14); null where the whole is to be sent: no header,
 * several parts, or another unit. `outside` where the file has no such part.
 */
export function rangeOf(header: string | undefined, bytes: number): Range | null | 'outside' {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? []
  if (first !== '') return rangeFrom(Number(first), last === '' ? Infinity : Number(last), bytes)
  return last === '' ? null : lastOf(Number(last), bytes)
}

function rangeFrom(from: number, to: number, bytes: number): Range | null | 'outside' {
  if (to < from) return null
  return from >= bytes ? 'outside' : { from, to: Math.min(to, bytes - 1) }
}

function lastOf(wanted: number, bytes: number): Range | 'outside' {
  if (wanted === 0 || bytes === 0) return 'outside'
  return { from: Math.max(0, bytes - wanted), to: bytes - 1 }
}

/**
 * Only this part of what comes piece by piece; stops asking once it has it.
 * @yields The part, piece by piece.
 */
export async function* partOf(
  chunks: AsyncIterable<Uint8Array>,
  { from, to }: Range,
): AsyncGenerator<Uint8Array> {
  let place = 0
  for await (const chunk of chunks) {
    const begin = Math.max(from - place, 0)
    const end = Math.min(to + 1 - place, chunk.length)
    if (end > begin) yield chunk.subarray(begin, end)
    place += chunk.length
    if (place > to) return
  }
}
