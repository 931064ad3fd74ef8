import type { Day, Instant } from '#kit'

/** The only source of the present: whoever needs it is given one. */
export interface Clock {
  now(): Instant
  today(): Day
}

/** The clock of the machine, in UTC to the millisecond. */
export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  today: () => new Date().toISOString().slice(0, 'YYYY-MM-DD'.length),
}

/** A clock that stands still, for tests and repeatable runs. */
export function fixedClock(instant: Instant): Clock {
  return { now: () => instant, today: () => instant.slice(0, 'YYYY-MM-DD'.length) }
}
