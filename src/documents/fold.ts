/**
 * A text as quotes are compared with it, and where each of its signs stands in the text itself. Folded
 * away are only the declared differences: a run of white space counts as one space, typographic
 * quotation marks as straight ones, and what prints nothing as nothing. Letters, digits, case, accents,
 * dashes and every other sign must agree.
 */
export interface Folded {
  readonly text: string
  /** For each UTF-16 code unit of the folded text, its place in the text. */
  readonly places: Uint32Array
}

const DOUBLE_QUOTES = '“”„‟«»'
const SINGLE_QUOTES = '‘’‚‛‹›ʼ'
const FOLDED = new RegExp(`[${DOUBLE_QUOTES}]|[${SINGLE_QUOTES}]|\\s+`, 'gu')

/** Folds a canonical text for comparison. */
export function fold(text: string): Folded {
  const pieces: string[] = []
  const places = new Uint32Array(text.length)
  let length = 0
  let done = 0
  const keep = (end: number): void => {
    pieces.push(text.slice(done, end))
    for (; done < end; done += 1) places[length++] = done
  }
  for (const match of text.matchAll(FOLDED)) {
    keep(match.index)
    pieces.push(foldedSign(match[0]))
    places[length++] = match.index
    done = match.index + match[0].length
  }
  keep(text.length)
  return { text: pieces.join(''), places: places.subarray(0, length) }
}

function foldedSign(sign: string): string {
  if (DOUBLE_QUOTES.includes(sign)) return '"'
  return SINGLE_QUOTES.includes(sign) ? "'" : ' '
}
