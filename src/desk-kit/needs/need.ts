import { type Day, dayOfInstant, daysBetween } from '#kit'

import type { Duty } from '../duty.ts'

/** Something that waits for whoever asks, and that they may do. */
export interface Need extends Duty {
  /** The desk whose matter it is; null where it belongs to none. */
  readonly desk: string | null
}

/** Whether it should have been done before this day. */
export function isOverdue({ due }: Pick<Need, 'due'>, today: Day): boolean {
  return due !== null && due < today
}

/** For how many days it has waited. */
export function ageInDays({ since }: Pick<Need, 'since'>, today: Day): number {
  const from = dayOfInstant(since)
  return from < today ? daysBetween(from, today) : 0
}

/** What is overdue first, then by the day on which it is due, then the longest waiting. */
export function inOrder(needs: readonly Need[]): readonly Need[] {
  return needs.toSorted(
    (one, other) =>
      compare(one.due ?? NEVER, other.due ?? NEVER) ||
      compare(one.since, other.since) ||
      compare(one.key, other.key),
  )
}

/** Sorts after every day. */
const NEVER = '~'

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
