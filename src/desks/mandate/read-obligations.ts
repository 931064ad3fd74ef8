import type { Context } from '#desk-kit'
import { type Day, dayOfInstant } from '#kit'
import { type Asking, decisionsInForce, findSubjects, inForce, type StoredSubject } from '#register'

import { answersTo, approvedWaivers } from './answers.ts'
import { addDaysWithin } from './cadence.ts'
import { dutyMet, dutyRule, trigger } from './duty-kinds.ts'
import { dutiesOf, type Duty } from './duty.ts'
import { obligation } from './kinds.ts'
import { type Outcome, outcomeOf } from './obligation-state.ts'
import { type Occurrence, occurrencesOf } from './occurrences.ts'
import { readInstruments } from './read-instruments.ts'
import { readWarnings, type Warnings } from './warnings.ts'

/** One time that a duty falls due, with all that the record tells of it. */
export interface ReadObligation {
  readonly duty: Duty
  readonly subject: StoredSubject | undefined
  readonly occurrence: Occurrence
  readonly outcome: Outcome
}

/** Every obligation as it stands, and when to warn of it. */
export interface ReadObligations {
  readonly obligations: readonly ReadObligation[]
  readonly warnings: Warnings | null
  readonly terms: Warnings | null
}

/** How far beyond what had been said dates are worked out: further ahead nobody can tell what will be in force. */
const FORESEEN_DAYS = 3653

/** Reads every obligation up to a day: those before it, and the next of each duty. */
export async function readObligations(
  ctx: Context,
  at: Asking,
  until: Day = at.validOn,
): Promise<ReadObligations> {
  const decisions = await decisionsInForce(ctx.db, ctx.mission, at)
  const kinds = [dutyRule.name, obligation.name, trigger.name, dutyMet.name]
  const claims = await inForce(ctx.db, ctx.mission, kinds, at)
  const of = (kind: string) => claims.filter((claim) => claim.kind === kind)
  const duties = dutiesOf({
    rules: [...of(dutyRule.name), ...of(obligation.name)],
    triggers: of(trigger.name),
    decisions,
    instruments: await readInstruments(ctx, at, decisions),
  })
  const answers = { met: of(dutyMet.name), waived: await approvedWaivers(ctx, at, decisions) }
  const subjects = await findSubjects(
    ctx.db,
    ctx.mission,
    duties.map(({ subject }) => subject),
    at,
  )
  const warnings = await readWarnings(ctx, at, decisions)
  return {
    obligations: duties.flatMap((duty) =>
      occurrencesOf(duty, foreseen(until, at)).map((occurrence) => ({
        duty,
        subject: subjects.get(duty.subject),
        occurrence,
        outcome: outcomeOf(
          { duty, occurrence, answers: answersTo(duty.subject, occurrence, answers) },
          decisions,
          at.validOn,
        ),
      })),
    ),
    warnings: warnings.obligations,
    terms: warnings.terms,
  }
}

function foreseen(until: Day, { knownAt }: Asking): Day {
  const furthest = addDaysWithin(dayOfInstant(knownAt), FORESEEN_DAYS)
  return until < furthest ? until : furthest
}
