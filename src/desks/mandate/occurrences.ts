import type { Day } from '#kit'

import { type DayBounds, shift } from './cadence.ts'
import { dueOnce } from './duty-version.ts'
import type { Duty, Trigger } from './duty.ts'

/** One time that a duty falls due, or a duty that falls due on no day that is said, or after an event that is not on record. */
export interface Occurrence {
  readonly due: DayBounds | null
  readonly trigger: Trigger | null
  /** Whether imprecise dates leave open that the duty had ended by then. */
  readonly mayHaveEnded: boolean
}

/** The times that a duty falls due: all up to the day, the first that certainly comes after it, and none after its end. */
export function occurrencesOf(duty: Duty, until: Day): readonly Occurrence[] {
  return datesOf(duty, until).flatMap(({ due, trigger }): readonly Occurrence[] => {
    if (due === null || duty.end === null) return [{ due, trigger, mayHaveEnded: false }]
    if (isAfter(due.earliest, duty.end.latest)) return []
    return [{ due, trigger, mayHaveEnded: isAfter(due.latest, duty.end.earliest) }]
  })
}

/** Whether a duty has certainly ended by a day, in force no more and never to fall due again. */
export function hasEnded({ end }: Pick<Duty, 'end'>, on: Day): boolean {
  return isAfter(on, end?.latest ?? null)
}

type Dated = Omit<Occurrence, 'mayHaveEnded'>

function datesOf(duty: Duty, until: Day): readonly Dated[] {
  switch (duty.falls) {
    case 'undated':
      return [{ due: null, trigger: null }]
    case 'once':
      return [{ due: dueOnce(duty), trigger: null }]
    case 'every':
      return again(duty, until)
    case 'after-event':
      return duty.triggers.length === 0 ? [{ due: null, trigger: null }] : afterEvents(duty)
  }
}

function afterEvents({ triggers, interval }: Duty): readonly Dated[] {
  return triggers.map((trigger) => ({
    due: interval === null ? trigger.on : shift(trigger.on, interval, 1),
    trigger,
  }))
}

function again({ on, interval, end }: Duty, until: Day): readonly Dated[] {
  if (on === null || interval === null) return []
  const dates: Dated[] = []
  for (let times = 1; ; times += 1) {
    const due = shift(on, interval, times)
    dates.push({ due, trigger: null })
    // Where the longest interval is not said, only the first can be told apart from those that follow.
    if (due.earliest === null || due.latest === null) return dates
    if (due.latest >= until || isAfter(due.earliest, end?.latest ?? null)) return dates
  }
}

function isAfter(day: Day | null, other: Day | null): boolean {
  return day !== null && other !== null && day > other
}
