import { DAY_MAX, DAY_MIN } from '#kit'

/** The bounds of all that was said and of all days: no index node outside them can hold anything. */
export interface Bounds {
  /** Notes a second at which something was said. */
  noteSaid(second: number): void
  /** Notes the days that bound a claim; open sides bound nothing. */
  noteDays(from: number, to: number): void
  /** First and last second, first and last day, as the head holds them. */
  all(): readonly [number, number, number, number]
}

/** Starts with the bounds of nothing. */
export function openBounds(): Bounds {
  const said = { first: Number.MAX_SAFE_INTEGER, last: 0 }
  const days = { first: DAY_MAX, last: 0 }
  return {
    noteSaid(second) {
      said.first = Math.min(said.first, second)
      said.last = Math.max(said.last, second)
    },
    noteDays(from, to) {
      const bounds = [from, to].filter((day) => day !== DAY_MIN && day !== DAY_MAX)
      days.first = Math.min(days.first, ...bounds)
      days.last = Math.max(days.last, ...bounds)
    },
    all: () => [said.first, said.last, days.first, days.last],
  }
}
