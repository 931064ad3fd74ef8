import { addMonths, type Day, dayNumber, dayOf, type Edtf, parseEdtf, type Quantity } from '#kit'

/** The days on which something can fall; null where it is open on that side. */
export interface DayBounds {
  readonly earliest: Day | null
  readonly latest: Day | null
}

const LAST_DAY = '9999-12-31'

/** The days that a date as a source gave it can mean. */
export function boundsOf(edtf: string): DayBounds {
  const { from, to }: Edtf = parseEdtf(edtf)
  return { earliest: from.earliest, latest: to.latest }
}

/** A date that can mean these days, as it is recorded: one day, or one of several. */
export function edtfOf({ earliest, latest }: DayBounds): string | null {
  if (earliest === null && latest === null) return null
  return earliest === latest ? earliest : `[${earliest ?? ''}..${latest ?? ''}]`
}

/** So many intervals after a date: the earliest day by the shortest, the latest by the longest. */
export function shift(from: DayBounds, { low, high, unit }: Quantity, times: number): DayBounds {
  const move = unit === 'month' ? addMonths : addDaysWithin
  return {
    earliest: from.earliest === null || low === null ? null : move(from.earliest, low * times),
    latest: from.latest === null || high === null ? null : move(from.latest, high * times),
  }
}

/** The day so many days later, and no day after the last of the year 9999. */
export function addDaysWithin(day: Day, days: number): Day {
  return dayOf(Math.min(dayNumber(day) + days, dayNumber(LAST_DAY)))
}

/** The earlier of two ends, bound by bound; what is open does not end the other. */
export function earlierOf(a: DayBounds | null, b: DayBounds | null): DayBounds | null {
  return merge(a, b, (x, y) => (x < y ? x : y))
}

/** The later of two ends, bound by bound. */
export function laterOf(a: DayBounds | null, b: DayBounds | null): DayBounds | null {
  return merge(a, b, (x, y) => (x > y ? x : y))
}

/** The days that either of two dates can mean. */
export function eitherOf(a: DayBounds, b: DayBounds): DayBounds {
  const wider = (x: Day | null, y: Day | null, pick: (x: Day, y: Day) => Day) =>
    x === null || y === null ? null : pick(x, y)
  return {
    earliest: wider(a.earliest, b.earliest, (x, y) => (x < y ? x : y)),
    latest: wider(a.latest, b.latest, (x, y) => (x > y ? x : y)),
  }
}

/** Whether two dates can mean the same day. */
export function overlap(a: DayBounds, b: DayBounds): boolean {
  const isBefore = (x: DayBounds, y: DayBounds) =>
    x.latest !== null && y.earliest !== null && x.latest < y.earliest
  return !isBefore(a, b) && !isBefore(b, a)
}

function merge(
  a: DayBounds | null,
  b: DayBounds | null,
  pick: (x: Day, y: Day) => Day,
): DayBounds | null {
  if (a === null || b === null) return a ?? b
  return {
    earliest: pickDay(a.earliest, b.earliest, pick),
    latest: pickDay(a.latest, b.latest, pick),
  }
}

function pickDay(a: Day | null, b: Day | null, pick: (x: Day, y: Day) => Day): Day | null {
  return a === null || b === null ? (a ?? b) : pick(a, b)
}
