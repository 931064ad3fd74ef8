/** Where in a text: half-open, in UTF-16 code units, as the W3C TextPositionSelector counts. */
export interface Span {
  readonly start: number
  readonly end: number
}
