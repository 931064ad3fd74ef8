import type { Span } from './span.ts'

/** A paragraph of a text, numbered from 1. */
export interface Paragraph extends Span {
  readonly number: number
}

/** A stretch of text that the same citations cover. */
export interface Segment extends Span {
  readonly text: string
  /** Which of the given spans cover it, by their place in the list; none where it is plain text. */
  readonly covered: readonly number[]
}

/** A paragraph with its stretches, ready to be shown. */
export interface HighlightedParagraph extends Paragraph {
  readonly segments: readonly Segment[]
}

/**
 * The paragraphs of a text. Blank lines set them apart; in a text without any, every line is one, as
 * articles saved as plain text come.
 */
export function paragraphs(text: string): readonly Paragraph[] {
  const breaks = /\n[^\S\n]*\n/.test(text) ? /\n(?:[^\S\n]*\n)+/g : /\n+/g
  const found: Span[] = []
  let start = 0
  for (const match of text.matchAll(breaks)) {
    found.push({ start, end: match.index })
    start = match.index + match[0].length
  }
  found.push({ start, end: text.length })
  return found
    .filter((span) => text.slice(span.start, span.end).trim() !== '')
    .map((span, index) => ({ number: index + 1, ...span }))
}

/** Cuts a text where spans begin and end, so that each stretch can be marked with the spans that cover it. */
export function highlight(text: string, spans: readonly Span[]): readonly Segment[] {
  return cut(text, spans, { start: 0, end: text.length })
}

/** The paragraphs of a text, each cut where spans begin and end. */
export function highlightParagraphs(
  text: string,
  spans: readonly Span[],
): readonly HighlightedParagraph[] {
  return paragraphs(text).map((paragraph) => ({
    ...paragraph,
    segments: cut(text, spans, paragraph),
  }))
}

function cut(text: string, spans: readonly Span[], within: Span): readonly Segment[] {
  const touching = [...spans.entries()].filter(
    ([, span]) => span.start < within.end && within.start < span.end,
  )
  const edges = new Set([within.start, within.end])
  for (const [, span] of touching) {
    edges.add(Math.max(span.start, within.start)).add(Math.min(span.end, within.end))
  }
  const places = [...edges].toSorted((a, b) => a - b)
  return places.slice(0, -1).map((start, index) => {
    const end = places[index + 1] ?? within.end
    const covered = touching.filter(([, span]) => span.start <= start && end <= span.end)
    return { start, end, text: text.slice(start, end), covered: covered.map(([place]) => place) }
  })
}
