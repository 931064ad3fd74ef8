import type { Day, Instant } from '#kit'

/** Something that waits for somebody: what, since when and by when, and where it is done. */
export interface Duty {
  /** Stable: the same matter has the same key tomorrow, so that it is told once. */
  readonly key: string
  /** Message key of what sort of matter it is: `mandate.duty.obligation`. */
  readonly sort: string
  /** What it is about, as recorded. */
  readonly title: string
  /** The party whose matter it is; null where that is not said. */
  readonly party: string | null
  /** Since when it waits. */
  readonly since: Instant
  readonly due: Day | null
  /** The path in the mission's office at which it is done. */
  readonly path: string
  /** Entry id of the proposal that a second person may answer here, also many at once; null where it is none. */
  readonly proposal: string | null
}

/** A date of a desk: of an obligation, a term, a hearing, an end of tour. */
export interface CalendarEvent {
  /** Stable, so that a calendar that takes it in again moves it and does not double it. */
  readonly key: string
  /** In the reader's language where it is a word of ours, as recorded where it is not. */
  readonly title: string
  readonly from: Day
  /** The last day; null where it is one day. */
  readonly until: Day | null
  readonly description: string
  /** The path in the mission of the page that tells more. */
  readonly path: string
  readonly state: 'certain' | 'possible' | 'cancelled'
  /** How many days before it a warning is given, the earliest first. */
  readonly warnings: readonly number[]
  /** When what it rests on was last recorded. */
  readonly changedAt: Instant
}
