import { edtfOf } from './cadence.ts'
import type { ReadObligation } from './read-obligations.ts'

/** What a form about one occurrence holds when it is opened: the occurrence, and who answers for it. */
export function prefillFrom<More extends object>(
  read: ReadObligation | undefined,
  more: More,
): Partial<{ duty: string; due: string | null; trigger: string | null; by: string } & More> {
  if (read === undefined) return more
  const { duty, occurrence } = read
  const by = occurrence.trigger?.party ?? duty.owner
  return {
    ...more,
    duty: duty.subject,
    due: occurrence.due === null || occurrence.trigger !== null ? null : edtfOf(occurrence.due),
    trigger: occurrence.trigger?.subject ?? null,
    ...(by === null ? {} : { by }),
  }
}
