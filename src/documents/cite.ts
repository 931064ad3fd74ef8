import { RefusedError } from '#platform'

import { canonicalText, sha256 } from './canonical-text.ts'
import { differenceSentence } from './difference.ts'
import { fold } from './fold.ts'
import type { Folded } from './fold.ts'
import type { Span } from './span.ts'
import { cutAt } from './word-edge.ts'

/** Where in a document: a position in its canonical text, tied to that text's hash, and what stands there. */
export interface Citation extends Span {
  readonly textSha256: string
  readonly quoteSha256: string
  /** The document's own words; null where the record may not hold them. */
  readonly quote: string | null
  readonly locator: string | null
}

/** What a reader gives to cite: the quote, and where it stands as far as they know. */
export interface QuoteRequest {
  readonly quote: string
  readonly start?: number | undefined
  readonly end?: number | undefined
  /** What stands directly before the quote: tells several occurrences apart. */
  readonly prefix?: string | undefined
  /** What stands directly after it. */
  readonly suffix?: string | undefined
  /** Page, paragraph or section as printed. */
  readonly locator?: string | null | undefined
}

/**
 * Cites a quote in a canonical text: found exactly, after folding (see `fold`), at one place only and
 * cutting no word or number in two, or refused with a sentence saying where it differs.
 */
export function cite(text: string, request: QuoteRequest): Citation {
  const wanted = foldedQuote(request.quote)
  if (wanted === '') {
    throw new RefusedError(
      'incorrect',
      'documents.quote-empty',
      'The quote is empty; copy the words of the document that say it.',
    )
  }
  const folded = fold(text)
  const found = spansOf(folded, wanted)
  if (found.length === 0) throw differs(text, request)
  const span = onlyOne(
    text,
    wholeWords(text, atPlace(text, inContext(folded, found, request), request)),
  )
  const quote = text.slice(span.start, span.end)
  return {
    ...span,
    textSha256: sha256(text),
    quoteSha256: sha256(quote),
    quote,
    locator: request.locator ?? null,
  }
}

/**
 * Finds what a citation points at in a text that a reader brings: the very same text, proved by both
 * hashes, or refused.
 */
export function locate(text: string, citation: Omit<Citation, 'quote' | 'locator'>): Span {
  const { start, end, textSha256, quoteSha256 } = citation
  const brought = sha256(text)
  if (brought !== textSha256) {
    throw new RefusedError(
      'incorrect',
      'documents.other-text',
      `This is not the text that was cited: its SHA-256 is ${brought}, the citation's is ${textSha256}. Bring the document as it was when it was taken in.`,
    )
  }
  if (sha256(text.slice(start, end)) !== quoteSha256) {
    throw new RefusedError(
      'incorrect',
      'documents.other-quote',
      `The citation does not fit its own text: what stands at ${start} to ${end} is not what was quoted. Cite the passage again.`,
    )
  }
  return { start, end }
}

interface Found extends Span {
  /** Its place in the folded text. */
  readonly at: number
}

function foldedQuote(quote: string): string {
  return fold(canonicalText(quote)).text.trim()
}

function spansOf({ text, places }: Folded, wanted: string): readonly Found[] {
  const found: Found[] = []
  let at = text.indexOf(wanted)
  while (at !== -1) {
    const start = places[at] ?? 0
    found.push({ at, start, end: (places[at + wanted.length - 1] ?? 0) + 1 })
    at = text.indexOf(wanted, at + 1)
  }
  return found
}

function inContext(
  folded: Folded,
  found: readonly Found[],
  { quote, prefix, suffix }: QuoteRequest,
): readonly Found[] {
  const before = foldedQuote(prefix ?? '')
  const after = foldedQuote(suffix ?? '')
  const length = foldedQuote(quote).length
  const fitting = found.filter(({ at }) => {
    const end = at + length
    return (
      folded.text
        .slice(Math.max(0, at - before.length - 1), at)
        .trimEnd()
        .endsWith(before) &&
      folded.text
        .slice(end, end + after.length + 1)
        .trimStart()
        .startsWith(after)
    )
  })
  if (fitting.length > 0) return fitting
  throw new RefusedError(
    'incorrect',
    'documents.quote-context',
    `The quote stands at ${list(found)}, but not between “${prefix ?? ''}” and “${suffix ?? ''}”; copy the words around it again or leave them out.`,
  )
}

function atPlace(text: string, found: readonly Found[], request: QuoteRequest): readonly Found[] {
  const start = request.start === undefined ? undefined : pastSpace(text, request.start, 1)
  const end = request.end === undefined ? undefined : pastSpace(text, request.end, -1)
  const fitting = found.filter(
    (span) =>
      (start === undefined || span.start === start) && (end === undefined || span.end === end),
  )
  if (fitting.length > 0) return fitting
  throw new RefusedError(
    'incorrect',
    'documents.quote-elsewhere',
    `The quote does not stand at ${request.start ?? '…'} to ${request.end ?? '…'} but at ${list(found)}; give that position or leave it out.`,
  )
}

/** A selection made by hand often takes in the space around it. */
function pastSpace(text: string, place: number, step: 1 | -1): number {
  let at = place
  while (/\s/.test((step === 1 ? text[at] : text[at - 1]) ?? '')) at += step
  return at
}

function wholeWords(text: string, found: readonly Found[]): readonly Found[] {
  const whole = found.filter((span) => cutAt(text, span) === null)
  const [first] = found
  if (whole.length > 0 || first === undefined) return whole
  throw new RefusedError(
    'incorrect',
    'documents.quote-cut',
    `The quote cuts “${cutAt(text, first) ?? ''}” in two, at ${list(found)}; quote whole words and numbers.`,
  )
}

function onlyOne(text: string, found: readonly Found[]): Span {
  const [first, second] = found
  if (first !== undefined && second === undefined) return { start: first.start, end: first.end }
  const places = found
    .slice(0, 3)
    .map(({ start, end }) => `${start} (“…${text.slice(Math.max(0, start - 20), end + 20)}…”)`)
  throw new RefusedError(
    'incorrect',
    'documents.quote-ambiguous',
    `The quote stands at ${found.length} places of the document: ${places.join(', ')}${found.length > 3 ? ', …' : ''}. Quote more words around it, or give the position.`,
  )
}

function differs(text: string, { quote, start }: QuoteRequest): RefusedError {
  return new RefusedError(
    'incorrect',
    'documents.quote-differs',
    differenceSentence(text, canonicalText(quote), start),
  )
}

function list(found: readonly Found[]): string {
  const places = found.slice(0, 3).map(({ start, end }) => `${start} to ${end}`)
  return `${places.join(', ')}${found.length > 3 ? ` and ${found.length - 3} more` : ''}`
}
