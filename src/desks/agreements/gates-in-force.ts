import type { Context } from '#desk-kit'
import { dayNumber, type Day, endOfDay, parseEdtf, reachOn, validTime } from '#kit'
import { decisionsInForce, findClaims, findSubjects } from '#register'
import type { Asking, Decision, StoredClaim, StoredSubject } from '#register'

import { type Gate, gate } from './gate-kind.ts'

/** A gate as two people decided it. */
export interface DecidedGate {
  readonly subject: string
  readonly title: string | null
  readonly decision: Decision
  /** The claims that the decision chose, each for the days on which it is true. */
  readonly claims: readonly StoredClaim[]
}

/** The claim that states a gate on a day, and whether its dates leave no doubt of that. */
export interface GateOnDay {
  readonly claim: StoredClaim
  readonly gate: Gate
  readonly reach: 'certain' | 'possible'
}

/**
 * The gates that an approved decision stands behind. A gate is the record's own rule and no source: it is read
 * as it was decided by recordAt, and knownAt only limits what it is judged by (docs/decisions/073).
 */
export async function readDecidedGates(ctx: Context, at: Asking): Promise<readonly DecidedGate[]> {
  const byRecord = { ...at, knownAt: WHENEVER }
  const decisions = (await decisionsInForce(ctx.db, ctx.mission, byRecord)).filter(
    ({ kind }) => kind === gate.name,
  )
  const chosen = await findClaims(
    ctx.db,
    ctx.mission,
    decisions.flatMap(({ claims }) => claims),
    byRecord,
  )
  const subjects = await findSubjects(
    ctx.db,
    ctx.mission,
    decisions.map(({ subject }) => subject),
    at,
  )
  return decisions
    .map((decision) => decidedGate(decision, chosen, subjects))
    .toSorted((a, b) => (a.subject < b.subject ? -1 : 1))
}

/** The claim that states a gate on the day: of those that were chosen and are true then, the one said last. */
export function gateOn({ claims }: Pick<DecidedGate, 'claims'>, day: Day): GateOnDay | null {
  const holding = claims.flatMap((claim) => {
    const reach = reachOn(validTime(parseEdtf(claim.valid)), dayNumber(day))
    return reach === 'none' ? [] : [{ claim, reach }]
  })
  const last = holding.toSorted((a, b) => (isLater(a.claim, b.claim) ? -1 : 1))[0]
  return last === undefined ? null : { ...last, gate: gate.read(last.claim.value) }
}

function decidedGate(
  decision: Decision,
  chosen: ReadonlyMap<string, StoredClaim>,
  subjects: ReadonlyMap<string, StoredSubject>,
): DecidedGate {
  const { subject } = decision
  return {
    subject,
    title: subjects.get(subject)?.title ?? null,
    decision,
    claims: decision.claims.flatMap((id) => chosen.get(id) ?? []),
  }
}

function isLater(a: StoredClaim, b: StoredClaim): boolean {
  return a.saidAt === b.saidAt ? a.seq > b.seq : a.saidAt > b.saidAt
}

const WHENEVER = endOfDay('9999-12-31')
