import { IncorrectValue } from './errors.ts'

/**
 * An amount as somebody gave it: never a bare number. `null` is an open bound, so "more than 1,000"
 * is `{ low: 1000, high: null }`; both bounds open means the amount was not given at all.
 */
export interface Quantity {
  readonly low: number | null
  readonly high: number | null
  /** `person`, `vehicle`, `percent`, `day`, …; money is in ISO 4217 minor units, `USD/100`. */
  readonly unit: string
}

/** The amount given as one number. */
export function exactly(amount: number, unit: string): Quantity {
  return between(amount, amount, unit)
}

/** The amount of which only the least is known. */
export function atLeast(low: number, unit: string): Quantity {
  return { low: finite(low), high: null, unit }
}

/** The amount of which only the most is known: things counted cannot be fewer than none, so it begins at 0. */
export function atMost(high: number, unit: string): Quantity {
  return between(0, high, unit)
}

/** The amount given as a least and a most, both included. */
export function between(low: number, high: number, unit: string): Quantity {
  if (finite(low) > finite(high)) {
    throw new IncorrectValue(
      'quantity.reversed',
      `A quantity from ${low} to ${high} ${unit} ends before it begins; give the smaller number first.`,
    )
  }
  return { low, high, unit }
}

/** The amount that nobody gave. */
export function unknown(unit: string): Quantity {
  return { low: null, high: null, unit }
}

/** Whether nobody gave an amount at all: such a quantity is counted as unquantified, never as zero. */
export function isUnknown(quantity: Quantity): boolean {
  return quantity.low === null && quantity.high === null
}

/** The interval sum of quantities of one unit: an open bound stays open. */
export function addUp(quantities: readonly Quantity[]): Quantity {
  const first = quantities[0]
  if (first === undefined) {
    throw new IncorrectValue(
      'quantity.nothing',
      'There is nothing to add up: a sum of no quantities has no unit. Give at least one quantity.',
    )
  }
  return quantities.slice(1).reduce(add, first)
}

/** The smallest quantity that contains both. */
export function hull(a: Quantity, b: Quantity): Quantity {
  return {
    low: onBounds(a.low, b.low, Math.min),
    high: onBounds(a.high, b.high, Math.max),
    unit: sharedUnit(a, b),
  }
}

/** `a` less `b`, as wide as both leave it. */
export function difference(a: Quantity, b: Quantity): Quantity {
  return {
    low: onBounds(a.low, b.high, minus),
    high: onBounds(a.high, b.low, minus),
    unit: sharedUnit(a, b),
  }
}

/** Whether both say the same: equal bounds and unit. */
export function sameQuantity(a: Quantity, b: Quantity): boolean {
  return a.low === b.low && a.high === b.high && a.unit === b.unit
}

/** Whether no number satisfies both: the sources cannot both be right. */
export function disjoint(a: Quantity, b: Quantity): boolean {
  sharedUnit(a, b)
  return endsBefore(a, b) || endsBefore(b, a)
}

function add(a: Quantity, b: Quantity): Quantity {
  return {
    low: onBounds(a.low, b.low, plus),
    high: onBounds(a.high, b.high, plus),
    unit: sharedUnit(a, b),
  }
}

function sharedUnit(a: Quantity, b: Quantity): string {
  if (a.unit !== b.unit) {
    throw new IncorrectValue(
      'quantity.unit',
      `A quantity in ${a.unit} cannot be set against one in ${b.unit}; keep them apart or convert one first.`,
    )
  }
  return a.unit
}

function onBounds(
  a: number | null,
  b: number | null,
  operation: (a: number, b: number) => number,
): number | null {
  return a === null || b === null ? null : operation(a, b)
}

function plus(a: number, b: number): number {
  return a + b
}

function minus(a: number, b: number): number {
  return a - b
}

function endsBefore(a: Quantity, b: Quantity): boolean {
  return a.high !== null && b.low !== null && a.high < b.low
}

function finite(amount: number): number {
  if (!Number.isFinite(amount)) {
    throw new IncorrectValue(
      'quantity.number',
      `${amount} is not a number that can be put on record; leave the bound open instead.`,
    )
  }
  return amount
}
