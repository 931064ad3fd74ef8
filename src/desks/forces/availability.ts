import { addUpFigures, type Figure } from '#register'

/**
 * What is left to use of what is held: an item is in one condition at a time. As far as somebody speaks of
 * items and gives no number, anything from none to all that are left may be out of use.
 */
export function serviceableOf(held: Figure, conditions: readonly Figure[]): Figure {
  const out = addUpFigures(conditions, held.unit)
  return {
    low: out.unquantified > 0 ? 0 : less(held.low, mostOf(out)),
    high: held.high === null ? null : Math.max(0, held.high - (out.low ?? 0)),
    unit: held.unit,
    disputed: held.disputed || out.disputed,
    unquantified: held.unquantified + out.unquantified,
    basis: [...held.basis, ...out.basis],
  }
}

/**
 * How many of a hundred that are left, held and not lost, can be used; null where nothing is left. The fewest are
 * usable when most of the fewest are out of use, the most when fewest of the most are.
 */
export function availabilityOf(left: Figure, conditions: readonly Figure[]): Figure | null {
  const out = addUpFigures(conditions, left.unit)
  const most = left.unquantified > 0 ? null : left.high
  if (left.basis.length === 0 || most === 0) return null
  const worst = out.unquantified > 0 ? Number.POSITIVE_INFINITY : mostOf(out)
  return {
    low: usable(worst, left.low ?? 0),
    high: most === null ? 100 : usable(out.low ?? 0, most),
    unit: 'percent',
    disputed: left.disputed || out.disputed,
    unquantified: out.unquantified + left.unquantified,
    basis: [...left.basis, ...out.basis],
  }
}

/** The share that is left, in per cent with one decimal. */
function usable(out: number, of: number): number {
  if (of === 0) return 0
  return Math.max(0, Math.round(1000 * (1 - out / of)) / 10)
}

function less(from: number | null, off: number): number | null {
  return from === null ? null : Math.max(0, from - off)
}

function mostOf({ low, high, basis }: Figure): number {
  if (basis.length === 0) return 0
  return high ?? (low === null ? 0 : Number.POSITIVE_INFINITY)
}
