import { scaleBand, scaleLinear } from 'd3-scale'

import type { ShownFigure } from '../shown-figure.ts'
import type { ChartSize } from './chart-frame.tsx'
import { largestBound } from './chart-span.ts'
import { tidy } from './horizontal-bar.tsx'

/** The strength on one day and the ceiling in force then; null where nothing was on record. */
export interface StrengthPoint {
  readonly day: string
  readonly figure: ShownFigure | null
  readonly ceiling: ShownFigure | null
}

/** Where points and amounts lie on the picture. */
export interface StrengthAxes {
  readonly left: number
  readonly right: number
  readonly base: number
  readonly end: number
  readonly ticks: readonly number[]
  readonly x: (place: number) => number
  readonly step: number
  readonly band: number
  readonly y: (amount: number) => number
}

/** Fits points into a picture of this size. */
export function axesFor(
  points: readonly StrengthPoint[],
  size: ChartSize,
  height: number,
): StrengthAxes {
  const left = 46
  const right = size.width - 74
  const base = height - 28
  const top = largestBound(points.flatMap((point) => [point.figure, point.ceiling]))
  const y = scaleLinear([0, top * 1.06], [base, 22])
  const x = scaleBand(
    points.map((_, place) => place),
    [left, right],
  ).padding(0.26)
  return {
    left,
    right,
    base,
    end: top * 1.06,
    ticks: y.ticks(5),
    x: (place) => tidy(x(place) ?? left),
    step: x.step(),
    band: tidy(x.bandwidth()),
    y: (amount) => tidy(y(amount)),
  }
}

/** One stretch of points under the same ceiling. */
export interface CeilingStep {
  readonly first: number
  readonly count: number
  readonly amount: number
  readonly ceiling: ShownFigure
}

/** The stretches of an unchanging ceiling; days without one leave a gap. */
export function ceilingSteps(points: readonly StrengthPoint[]): readonly CeilingStep[] {
  const steps: CeilingStep[] = []
  for (const [place, { ceiling }] of points.entries()) {
    const amount = ceiling === null ? null : (ceiling.high ?? ceiling.low)
    if (ceiling === null || amount === null) continue
    const last = steps.at(-1)
    const continues = last?.amount === amount && last.first + last.count === place
    if (last !== undefined && continues)
      steps[steps.length - 1] = { ...last, count: last.count + 1 }
    else steps.push({ first: place, count: 1, amount, ceiling })
  }
  return steps
}
