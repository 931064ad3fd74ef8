import type { Context } from '#desk-kit'
import { dayNumber, parseEdtf, reachOn, validTime } from '#kit'
import { type Asking, type Decision, findClaims, type StandingClaim } from '#register'

import { boundsOf, overlap } from './cadence.ts'
import { dutyMet, dutyWaiver } from './duty-kinds.ts'
import type { Occurrence } from './occurrences.ts'

/** What is said of one occurrence of a duty: that it was met, or that it was waived. */
export interface Answers {
  readonly met: readonly StandingClaim[]
  readonly waived: readonly StandingClaim[]
}

/** The waivers that count: chosen by an approved decision, and in force on the day asked about. */
export async function approvedWaivers(
  ctx: Context,
  at: Asking,
  decisions: readonly Decision[],
): Promise<readonly StandingClaim[]> {
  const chosen = decisions
    .filter(({ kind }) => kind === dutyWaiver.name)
    .flatMap(({ claims }) => claims)
  const claims = await findClaims(ctx.db, ctx.mission, chosen, at)
  return [...claims.values()].flatMap((claim) => {
    const reach = reachOn(validTime(parseEdtf(claim.valid)), dayNumber(at.validOn))
    return reach === 'none' || claim.kind !== dutyWaiver.name ? [] : [{ ...claim, reach }]
  })
}

/** Which of the answers are of this occurrence. */
export function answersTo(duty: string, occurrence: Occurrence, all: Answers): Answers {
  return {
    met: all.met.filter(({ value }) => isOf(dutyMet.read(value), { duty, occurrence })),
    waived: all.waived.filter(({ value }) => isOf(dutyWaiver.read(value), { duty, occurrence })),
  }
}

/** An occurrence as a claim names it. */
export interface NamedOccurrence {
  readonly duty: string
  readonly due: string | null
  readonly trigger: string | null
}

/**
 * Whether a claim names an occurrence: by its event, or by a day on which it can fall due, so that it is still named
 * when an imprecise day becomes known. A duty without dates is met as a whole, and not by what is said of one event.
 */
export function isOf(
  named: NamedOccurrence,
  { duty, occurrence }: { readonly duty: string; readonly occurrence: Occurrence },
): boolean {
  if (named.duty !== duty) return false
  if (occurrence.trigger !== null) return named.trigger === occurrence.trigger.subject
  if (occurrence.due === null) return named.trigger === null
  return named.due !== null && overlap(boundsOf(named.due), occurrence.due)
}
