import { type Day, daysBetween } from '#kit'
import { decidedOn, type Decision, type StandingClaim } from '#register'

import type { Answers } from './answers.ts'
import { boundsOf, type DayBounds, eitherOf, laterOf } from './cadence.ts'
import { choose } from './choose.ts'
import { dutyMet } from './duty-kinds.ts'
import type { Duty } from './duty.ts'
import { hasEnded, type Occurrence } from './occurrences.ts'

/** How an obligation stands: `undated` goes on without a date, `ended` did so until its instrument ended. */
export const OBLIGATION_STATES = [
  'overdue',
  'undetermined',
  'due',
  'undated',
  'met',
  'waived',
  'ended',
] as const
export type ObligationState = (typeof OBLIGATION_STATES)[number]

/** What has become of one occurrence. */
export interface Outcome {
  readonly state: ObligationState
  /** When it was done; for an undated duty the last time that it was. */
  readonly metOn: DayBounds | null
  /** Whether it was done after its day; null where that is not known, or it was not done. */
  readonly late: boolean | null
  readonly disputed: boolean
  /** The claims that it was done or waived. */
  readonly claims: readonly StandingClaim[]
}

/** How an occurrence stands on a day, from what is said of it. */
export function outcomeOf(
  {
    duty,
    occurrence,
    answers,
  }: { readonly duty: Duty; readonly occurrence: Occurrence; readonly answers: Answers },
  decisions: readonly Decision[],
  on: Day,
): Outcome {
  const { waived } = answers
  const subject = answers.met[0]?.subject ?? ''
  const { chosen, denied } = choose(
    answers.met,
    decidedOn(decisions, { kind: dutyMet.name, subject }),
  )
  const metOn = occurrence.due === null ? lastOf(chosen) : daysOf(chosen)
  const disputed = answers.met.some(({ modality }) => modality === 'denied') && chosen.length > 0
  const open = { metOn, late: null, disputed, claims: [...waived, ...answers.met] }
  if (occurrence.due === null) return { ...open, state: hasEnded(duty, on) ? 'ended' : 'undated' }
  if (waived.some(({ reach }) => reach === 'certain')) return { ...open, state: 'waived' }
  const isSaid = chosen.length + waived.length > 0
  if (chosen.some(({ reach }) => reach === 'certain') && !denied) {
    return { ...open, state: 'met', late: isLate(metOn, occurrence.due) }
  }
  return { ...open, state: stateByDay({ duty, occurrence, isSaid }, occurrence.due, on) }
}

/** The days from a day to the day on which it falls due, as a range where that is imprecise. */
export function daysUntil(
  due: DayBounds,
  on: Day,
): { readonly low: number | null; readonly high: number | null } {
  return {
    low: due.earliest === null ? null : daysBetween(on, due.earliest),
    high: due.latest === null ? null : daysBetween(on, due.latest),
  }
}

/** What nobody surely did is due until its day, overdue after it, and between the two as unsure as its day. */
function stateByDay(
  {
    duty,
    occurrence,
    isSaid,
  }: { readonly duty: Duty; readonly occurrence: Occurrence; readonly isSaid: boolean },
  due: DayBounds,
  on: Day,
): ObligationState {
  if (due.earliest !== null && on <= due.earliest) return 'due'
  const isSure = !isSaid && !duty.isPossible && !occurrence.mayHaveEnded
  return due.latest !== null && on > due.latest && isSure ? 'overdue' : 'undetermined'
}

function isLate(met: DayBounds | null, due: DayBounds): boolean | null {
  if (met?.earliest != null && due.latest !== null && met.earliest > due.latest) return true
  if (met?.latest != null && due.earliest !== null && met.latest <= due.earliest) return false
  return null
}

function daysOf(met: readonly StandingClaim[]): DayBounds | null {
  return met
    .map(({ value }) => boundsOf(dutyMet.read(value).on))
    .reduce<DayBounds | null>((days, on) => (days === null ? on : eitherOf(days, on)), null)
}

/** What goes on without a date is met again and again: the last time is told. */
function lastOf(met: readonly StandingClaim[]): DayBounds | null {
  return met
    .map(({ value }) => boundsOf(dutyMet.read(value).on))
    .reduce<DayBounds | null>(laterOf, null)
}
