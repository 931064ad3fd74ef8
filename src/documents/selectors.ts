import type { Span } from './span.ts'

/** W3C Web Annotation Data Model §4.2.4: what is quoted, and the text on either side. */
export interface TextQuoteSelector {
  readonly type: 'TextQuoteSelector'
  readonly exact: string
  readonly prefix: string
  readonly suffix: string
}

/** W3C Web Annotation Data Model §4.2.5: where it begins and ends, in UTF-16 code units. */
export interface TextPositionSelector extends Span {
  readonly type: 'TextPositionSelector'
}

/** How much text a quote selector carries on either side, enough to find it again in another edition. */
const CONTEXT_LENGTH = 32

/** A span as the two selectors of the Web Annotation Data Model, for annotation tools outside. */
export function selectorsOf(
  text: string,
  { start, end }: Span,
): readonly [TextQuoteSelector, TextPositionSelector] {
  return [
    {
      type: 'TextQuoteSelector',
      exact: text.slice(start, end),
      prefix: text.slice(Math.max(0, start - CONTEXT_LENGTH), start),
      suffix: text.slice(end, end + CONTEXT_LENGTH),
    },
    { type: 'TextPositionSelector', start, end },
  ]
}
