import { hull, parseEdtf } from '#kit'
import { addUpFigures, type Figure } from '#register'

import { type CaseLine, type Category, firstDayOf } from './cases.ts'

/** What a claimed count takes in. */
export interface Scope {
  readonly categories: readonly Category[]
  readonly nationality: string | null
  /** EDTF; null for all time. */
  readonly window: string | null
}

/** A count worked out from the cases, and which they are. */
export interface Computed {
  readonly figure: Figure | null
  readonly counted: readonly CaseLine[]
  /** Cases of the same people and days that a claimed count leaves out by its own words. */
  readonly outside: readonly CaseLine[]
}

/** Adds up the cases of the mission's own people that a count takes in; what only may belong to it widens the sum. */
export function computeCount(lines: readonly CaseLine[], scope: Scope): Computed {
  const near = lines.filter(isCountable).filter((line) => reachOf(line, scope) !== 'none')
  const counted = near.filter(({ category }) => scope.categories.includes(category))
  return {
    figure: sumOf(counted.map((line) => widen(line, reachOf(line, scope)))),
    counted,
    outside: near.filter((line) => !counted.includes(line)),
  }
}

/** Whether a case adds to a count: it is no part of another, and a member's own case was authorised by two people. */
export function isCountable({ within, notified, group, figure }: CaseLine): boolean {
  return within === null && notified !== 'waiting' && group === 'mission' && figure.high !== 0
}

/** The sum of cases; null where there is none. */
export function sumOf(figures: readonly Figure[]): Figure | null {
  return figures.length === 0 ? null : addUpFigures(figures, 'person')
}

/** How much more is claimed than the cases come to; open where either is. */
export function differenceOf(claimed: Figure, computed: Figure): Figure {
  return {
    low: minus(claimed.low, computed.high),
    high: minus(claimed.high, computed.low),
    unit: 'person',
    disputed: false,
    unquantified: 0,
    basis: [...claimed.basis, ...computed.basis],
  }
}

/** Which death of its contributor a case is, as far as earlier cases tell; null for what is no death. */
export function ordinalOf(line: CaseLine, lines: readonly CaseLine[]): Figure | null {
  if (line.nationality === null || !isDeath(line)) return null
  const earlier = lines.filter((one) => isDeath(one) && isBefore(one, line))
  const before = sumOf(earlier.map(({ figure }) => figure))
  const basis = line.figure.basis
  if (before === null) return { ...NOTHING, low: 1, high: 1, basis }
  return {
    ...before,
    low: 1 + (before.low ?? 0),
    high: before.high === null ? null : before.high + 1,
    basis: [...before.basis, ...basis],
  }
}

const NOTHING = { unit: 'person', disputed: false, unquantified: 0 } as const

function isDeath(line: CaseLine): boolean {
  return line.category === 'killed' && isCountable(line)
}

function isBefore(one: CaseLine, line: CaseLine): boolean {
  return one.nationality === line.nationality && firstDayOf(one.on) < firstDayOf(line.on)
}

function minus(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b
}

type Reach = 'certain' | 'possible' | 'none'

function reachOf(line: CaseLine, { nationality, window }: Scope): Reach {
  const inTime = withinWindow(line.on, window)
  if (inTime === 'none' || nationality === null || line.nationality === nationality) return inTime
  // Of whom it is not said where they come from may be meant.
  return line.nationality === null ? 'possible' : 'none'
}

function withinWindow(on: string | null, window: string | null): Reach {
  if (window === null) return 'certain'
  if (on === null) return 'possible'
  const [days, bounds] = [daysOf(on), daysOf(window)]
  if (days.last < bounds.first || days.first > bounds.last) return 'none'
  return days.first >= bounds.first && days.last <= bounds.last ? 'certain' : 'possible'
}

function daysOf(edtf: string): { readonly first: string; readonly last: string } {
  const { from, to } = parseEdtf(edtf)
  return { first: from.earliest ?? '0000-00-00', last: to.latest ?? '9999-12-31' }
}

function widen({ figure }: CaseLine, reach: Reach): Figure {
  if (reach === 'certain') return figure
  const { low, high } = hull(figure, { low: 0, high: 0, unit: 'person' })
  return { ...figure, low, high }
}
