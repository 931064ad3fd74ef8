import { addDays, type Day, type Quantity, addMonths } from '#kit'
import { addUpFigures, type Figure } from '#register'

import { countedIf, happenedBy, lessDepartures, type Move } from './movements.ts'

/** How long a contributor's people stay, as a rule on record says. */
export interface TourRule {
  readonly contributor: string | null
  readonly length: Quantity
  readonly firstWarningDays: number
  readonly lastWarningDays: number
  readonly claim: string
}

/** Between which days a tour ends. */
export interface TourEnd {
  readonly from: Day
  readonly until: Day
}

/** Where a tour stands on a day. */
export type TourState = 'running' | 'first-warning' | 'last-warning' | 'over' | 'no-rule'

/** People who came together and are still there, as far as those who left since were the ones who came first. */
export interface Cohort {
  readonly move: Move
  readonly left: Figure
}

/** Who of one contributor is still there by arrival: whoever came first leaves first, a rotation changes places. */
export function cohortsOn(day: Day, moves: readonly Move[]): readonly Cohort[] {
  const known = moves.filter((move) => happenedBy(move, day) !== 'no')
  const figures = (directions: readonly Move['direction'][]) =>
    known
      .filter(({ direction }) => directions.includes(direction))
      .map((move) => countedIf(move.figure, happenedBy(move, day) === 'yes' ? 'yes' : 'possibly'))
  const gone = addUpFigures(figures(['departure', 'rotation']), 'person')
  const came = known
    .filter(({ direction }) => direction !== 'departure')
    .toSorted((a, b) => (a.first < b.first ? -1 : 1))
  return came.map((move, place) => {
    const sums = addUpFigures(
      came.slice(0, place + 1).map(({ figure }) => figure),
      'person',
    )
    return { move, left: leftOf(move.figure, sums, gone) }
  })
}

/** Of those who came last, as many as are left of all when all who have gone came before them. */
function leftOf(last: Figure, all: Figure, gone: Figure): Figure {
  const left = lessDepartures(all, gone)
  return {
    ...last,
    low: lowestOf(last.low, left.low),
    high: lowestOf(last.high, left.high),
    basis: [...last.basis, ...gone.basis],
  }
}

function lowestOf(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : Math.min(a, b)
}

/** Between which days the tour of those who came with a movement ends; null without a rule. */
export function tourEnd(
  { first, last }: Pick<Move, 'first' | 'last'>,
  rule: TourRule | null,
): TourEnd | null {
  const low = rule?.length.low ?? rule?.length.high ?? null
  const high = rule?.length.high ?? low
  if (low === null || high === null || first === '') return null
  return { from: addMonths(first, low), until: addMonths(last, high) }
}

/** Where a tour stands on a day: warned of as soon as its earliest end is near, over when its latest has passed. */
export function tourState(
  end: TourEnd | null,
  { rule, day }: { readonly rule: TourRule | null; readonly day: Day },
): TourState {
  if (end === null || rule === null) return 'no-rule'
  if (end.until < day) return 'over'
  if (addDays(end.from, -rule.lastWarningDays) <= day) return 'last-warning'
  return addDays(end.from, -rule.firstWarningDays) <= day ? 'first-warning' : 'running'
}

/** The contributor's own rule, else the rule for all; null where neither is on record. */
export function ruleFor(contributor: string, rules: readonly TourRule[]): TourRule | null {
  const own = rules.find((rule) => rule.contributor === contributor)
  return own ?? rules.find((rule) => rule.contributor === null) ?? null
}
