import type { Span } from './span.ts'

/** Letters of scripts that set words apart by spaces; in the others a word has no visible edge. */
const LETTER =
  /(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])[\p{L}\p{M}\p{Nd}]/u
/** A number with its separators: `11,000`, `2.5`, `1 000` (no-break spaces). */
const NUMBER = /\p{Nd}+(?:[.,'’\u00A0\u202F]\p{Nd}+)*/gu
const WORD_REACH = 40

/**
 * The word or number that a span cuts in two, or null where it takes in whole ones: "1,000" quoted out
 * of "11,000", or "lawful" out of "unlawful", stands in the document and still says something else.
 */
export function cutAt(text: string, span: Span): string | null {
  return cutEdge(text, span.start) ?? cutEdge(text, span.end)
}

function cutEdge(text: string, edge: number): string | null {
  return cutNumber(text, edge) ?? cutWord(text, edge)
}

function cutNumber(text: string, edge: number): string | null {
  const from = Math.max(0, edge - WORD_REACH)
  for (const match of text.slice(from, edge + WORD_REACH).matchAll(NUMBER)) {
    const start = from + match.index
    if (start < edge && edge < start + match[0].length) return match[0]
  }
  return null
}

function cutWord(text: string, edge: number): string | null {
  const before = lastSign(text.slice(Math.max(0, edge - 2), edge))
  const after = firstSign(text.slice(edge, edge + 2))
  if (!LETTER.test(before) || !LETTER.test(after))
    return isHalf(text, edge) ? text.slice(edge - 1, edge + 1) : null
  const head = /[\p{L}\p{M}\p{Nd}]*$/u.exec(text.slice(Math.max(0, edge - WORD_REACH), edge))?.[0]
  const tail = /^[\p{L}\p{M}\p{Nd}]*/u.exec(text.slice(edge, edge + WORD_REACH))?.[0]
  return `${head ?? ''}${tail ?? ''}`
}

/** Between the two halves of one character. */
function isHalf(text: string, edge: number): boolean {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(edge - 1, edge + 1))
}

function lastSign(text: string): string {
  return /.$/su.exec(text)?.[0] ?? ''
}

function firstSign(text: string): string {
  return /^./su.exec(text)?.[0] ?? ''
}
