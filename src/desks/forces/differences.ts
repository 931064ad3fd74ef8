import { difference, disjoint, isUnknown, type Quantity } from '#kit'
import type { Basis, Figure } from '#register'

import type { Told } from './counts.ts'

/**
 * How a computed and a reported strength stand to each other: surely in agreement, surely apart, or perhaps
 * either. Only what surely agrees needs no reason.
 */
export type Comparison = 'agrees' | 'possible' | 'differs'

/** One reported strength beside what was computed: computed less reported. */
export interface Compared {
  readonly claim: string
  readonly assertedBy: string
  readonly reportedBy: string | null
  readonly personnel: Quantity
  readonly difference: Quantity
  readonly state: Comparison
  readonly basis: Basis
}

/** Sets every reported figure beside the computed one; a report without a number is left out. */
export function compareWith(computed: Figure, reports: readonly Told[]): readonly Compared[] {
  return reports
    .filter(({ personnel }) => !isUnknown(personnel))
    .map(({ personnel, basis }) => ({
      claim: basis.claim,
      assertedBy: basis.assertedBy,
      reportedBy: basis.reportedBy,
      personnel,
      difference: difference(computed, personnel),
      state: comparisonOf(computed, personnel),
      basis,
    }))
}

/** How two amounts stand to each other. */
export function comparisonOf(
  computed: Pick<Figure, 'low' | 'high' | 'unit'>,
  reported: Quantity,
): Comparison {
  if (disjoint(computed, reported)) return 'differs'
  const holdsLow = reported.low === null || (computed.low !== null && computed.low >= reported.low)
  const holdsHigh =
    reported.high === null || (computed.high !== null && computed.high <= reported.high)
  return holdsLow && holdsHigh ? 'agrees' : 'possible'
}

/** The least agreement among several; null where nothing was reported. */
export function worstOf(compared: readonly Pick<Compared, 'state'>[]): Comparison | null {
  const states = compared.map(({ state }) => state)
  return (
    (['differs', 'possible', 'agrees'] as const).find((state) => states.includes(state)) ?? null
  )
}
