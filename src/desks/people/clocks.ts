import { secondOf } from '#kit'
import type { Figure, StandingClaim } from '#register'

import type { Point } from './evacuation-kinds.ts'
import type { Measure } from './rule-kinds.ts'
import { limitOf, spanOf } from './rules.ts'

/** The three clocks: ten minutes, one hour, two hours, where the rule on record says so. */
export const CLOCKS = ['first-aid', 'advanced-care', 'surgery'] as const
export const CLOCK_STATES = ['met', 'missed', 'unknown', 'no-rule'] as const

/** How long something took from the wound on, and whether that kept the rule. */
export interface Clock {
  readonly measure: (typeof CLOCKS)[number]
  readonly state: (typeof CLOCK_STATES)[number]
  /** Minutes; null where either moment is not on record. */
  readonly took: Figure | null
  readonly limit: Figure | null
}

/** The moment at which each clock stops. */
const STOPS: Readonly<Record<Clock['measure'], Point>> = {
  'first-aid': 'first-aid',
  'advanced-care': 'facility-in',
  surgery: 'surgery',
}

/** A moment as somebody gave it. */
export interface Moment {
  readonly at: string
  readonly claim: Pick<StandingClaim, 'id' | 'assertedBy' | 'reportedBy'>
}

/** The moments on record of one patient; several where they are given differently. */
export type Moments = ReadonlyMap<Point, readonly Moment[]>

/** The three clocks of a patient, all of them counted from the moment of the wound. */
export function clocksOf(moments: Moments, rules: ReadonlyMap<Measure, Figure>): readonly Clock[] {
  return CLOCKS.map((measure) => {
    const took = tookOf(moments, STOPS[measure])
    const limit = rules.get(measure) ?? null
    return { measure, took, limit, state: stateOf(took, limitOf(rules.get(measure))) }
  })
}

/** Kept or missed for certain, or not known: a time that is missing, or one that may be either. */
export function stateOf(
  took: Pick<Figure, 'low' | 'high'> | null,
  limit: number | null,
): Clock['state'] {
  if (limit === null) return 'no-rule'
  if (took?.low == null || took.high === null || took.low < 0) return 'unknown'
  if (took.high <= limit) return 'met'
  return took.low > limit ? 'missed' : 'unknown'
}

function tookOf(moments: Moments, stop: Point): Figure | null {
  const [starts, stops] = [moments.get('injury') ?? [], moments.get(stop) ?? []]
  if (starts.length === 0 || stops.length === 0) return null
  const spans = starts.flatMap((start) =>
    stops.map((one) => (secondOf(one.at) - secondOf(start.at)) / SECONDS_A_MINUTE),
  )
  const { low, high } = spanOf(spans)
  return {
    low,
    high,
    unit: 'minute',
    disputed: low !== high,
    unquantified: 0,
    basis: [...starts, ...stops].map(({ claim: { id, assertedBy, reportedBy } }) => ({
      claim: id,
      assertedBy,
      reportedBy,
      low,
      high,
      chosen: true,
    })),
  }
}

const SECONDS_A_MINUTE = 60
