import type { ShownFigure } from '../shown-figure.ts'

/**
 * How a figure is drawn along an axis: up to `sure` nobody disagrees, from there to `reach` only some
 * sources go; `open` where no upper bound was given. Nobody's number is drawn as a hollow mark, never
 * as a bar of length zero.
 */
export type ChartSpan =
  | { readonly kind: 'bar'; readonly sure: number; readonly reach: number; readonly open: boolean }
  | { readonly kind: 'hollow' }

/** How far beyond its lower bound an open figure is drawn, as a share of the axis. */
const OPEN_SHARE = 0.09

/** The span of a figure on an axis that ends at `end`. */
export function chartSpan(figure: ShownFigure, end: number): ChartSpan {
  const { low, high } = figure
  if (low === null && high === null) return { kind: 'hollow' }
  if (high === null) {
    const sure = Math.min(low ?? 0, end)
    return { kind: 'bar', sure, reach: Math.min(end, sure + end * OPEN_SHARE), open: true }
  }
  return { kind: 'bar', sure: low ?? 0, reach: high, open: false }
}

/** The largest bound among figures, for the end of an axis; 1 where nobody gave a number. */
export function largestBound(figures: readonly (ShownFigure | null)[]): number {
  const bounds = figures.flatMap((figure) =>
    figure === null ? [] : [figure.low ?? 0, openEnd(figure)],
  )
  return Math.max(1, ...bounds)
}

/** Every claim behind some figures, in the order in which they come. */
export function claimsBehind(figures: readonly (ShownFigure | null)[]): ShownFigure['basis'] {
  return figures.flatMap((figure) => figure?.basis ?? [])
}

/** Leaves an open figure room for its arrow. */
function openEnd(figure: ShownFigure): number {
  return figure.high ?? (figure.low ?? 0) * (1 + OPEN_SHARE)
}
