import { DAY_MAX, DAY_MIN, dayNumber } from './day.ts'
import type { Edtf } from './edtf.ts'

/** Days from `from` up to and not including `to`, as day numbers; `DAY_MIN` and `DAY_MAX` are open sides. */
export interface Period {
  readonly from: number
  readonly to: number
}

/**
 * When a claim is true: on no day outside `outer`, on every day of `inner`, and possibly on the days
 * between the two. `inner` is null where no single day is certain.
 */
export interface ValidTime {
  readonly outer: Period
  readonly inner: Period | null
}

/** The certain and the possible days of an EDTF valid time (docs/TIME.md: imprecise dates answer in three values). */
export function validTime(edtf: Edtf): ValidTime {
  const outer = { from: firstDay(edtf.from.earliest), to: lastDay(edtf.to.latest) }
  return { outer, inner: edtf.form === 'interval' ? certainDays(edtf) : certainDay(edtf) }
}

/** Whether a claim with this valid time holds on the day: certainly, possibly, or not at all. */
export function reachOn(valid: ValidTime, day: number): 'certain' | 'possible' | 'none' {
  if (!holds(valid.outer, day)) return 'none'
  return valid.inner !== null && holds(valid.inner, day) ? 'certain' : 'possible'
}

/** A month, a year or a one-of set is true "on at least one day in it", which makes no single day certain. */
function certainDay({ from }: Edtf): Period | null {
  if (from.earliest === null || from.earliest !== from.latest) return null
  return oneDay(dayNumber(from.earliest))
}

function certainDays({ from, to }: Edtf): Period | null {
  if (to.state === 'unknown') return knownDay(from.earliest, from.latest)
  if (from.state === 'unknown') return knownDay(to.earliest, to.latest)
  const inner = { from: firstDay(from.latest), to: lastDay(to.earliest) }
  return inner.from < inner.to ? inner : null
}

/** Beside an unknown end only the end that is known is certain, and only where it is known to the day. */
function knownDay(earliest: string | null, latest: string | null): Period | null {
  return earliest !== null && earliest === latest ? oneDay(dayNumber(earliest)) : null
}

function oneDay(day: number): Period {
  return { from: day, to: day + 1 }
}

function firstDay(day: string | null): number {
  return day === null ? DAY_MIN : dayNumber(day)
}

function lastDay(day: string | null): number {
  return day === null ? DAY_MAX : dayNumber(day) + 1
}

function holds(period: Period, day: number): boolean {
  return period.from <= day && day < period.to
}
