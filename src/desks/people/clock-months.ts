import { groupBy } from '#kit'
import type { Basis, Figure } from '#register'

import { type Clock, CLOCKS } from './clocks.ts'
import type { Patient } from './patients.ts'

/** How often one clock was kept in one month: of so many patients, and how many are not known. */
export interface Month {
  /** `2025-03`; empty where not even the day is known. */
  readonly month: string
  readonly measure: Clock['measure']
  readonly patients: Figure
  readonly met: Figure | null
  readonly missed: Figure | null
  readonly unknown: Figure | null
}

/** The table by month and clock, the latest month first; without a rule a clock was neither kept nor missed. */
export function monthsOf(patients: readonly Patient[]): readonly Month[] {
  const dated = patients.filter(({ isClocked }) => isClocked)
  return [...groupBy(dated, ({ month }) => month)]
    .toSorted(([a], [b]) => (a < b ? 1 : -1))
    .flatMap(([month, ofMonth]) =>
      CLOCKS.map((measure) => {
        const inState = (...states: readonly Clock['state'][]) =>
          countOf(ofMonth.filter(({ clocks }) => isIn(clocks, measure, states)))
        return {
          month,
          measure,
          patients: countOf(ofMonth) ?? NOBODY,
          met: inState('met'),
          missed: inState('missed'),
          unknown: inState('unknown', 'no-rule'),
        }
      }),
    )
}

function isIn(
  clocks: readonly Clock[],
  measure: Clock['measure'],
  states: readonly Clock['state'][],
): boolean {
  return clocks.some((clock) => clock.measure === measure && states.includes(clock.state))
}

/** So many patients, resting on what is said of each; null where there is none, which is no figure. */
function countOf(patients: readonly Patient[]): Figure | null {
  if (patients.length === 0) return null
  const basis = patients.flatMap(({ line }) =>
    line.basis.map((one): Basis => ({ ...one, low: 1, high: 1 })),
  )
  const low = patients.length
  return { ...NOBODY, low, high: low, basis }
}

const NOBODY: Figure = {
  low: 0,
  high: 0,
  unit: 'person',
  disputed: false,
  unquantified: 0,
  basis: [],
}
