import { z } from 'zod'

import {
  type Answer,
  answerSchema,
  type AnyRow,
  defineAccount,
  plainRowSchema,
  askingOf,
} from '#desk-kit'
import { AUTHORITIES, decidedOn, decisionsInForce, inForce } from '#register'
import type { Asking, Decision, StandingClaim } from '#register'

import { GATE_INPUTS, type Inputs } from './findings.ts'
import { conditionSchema } from './gate-kind.ts'
import { type DecidedGate, gateOn, readDecidedGates } from './gates-in-force.ts'
import { GATE_STATES, type GateState, judgeGate, type JudgedCondition } from './judge-gate.ts'
import { TRUTHS } from './truth.ts'
import { WHYS } from './weigh.ts'

/** The decision by which a gate stands. */
interface DecidedBy {
  readonly decision: string
  readonly by: string
  readonly saidAt: string
  readonly reason: string
  /** The claim that states the gate on the day; null where none does. */
  readonly claim: string | null
}

/** Whether a contingent's deployment is lawful by its gate, and condition by condition why. */
export interface GateRow extends AnyRow {
  readonly figure: null
  readonly state: GateState
  readonly disputed: boolean
  /** What the gate is for, in its own words. */
  readonly deployment: string | null
  /** On which law the gate rests, as whoever wrote it says. */
  readonly legalBasis: string | null
  /** The weakest class of authority that settles a dispute in this gate; null where only a decision does. */
  readonly settledBy: string | null
  readonly decided: DecidedBy
  /** The sentences of the conditions that stand in the way, or may. */
  readonly wanting: string | null
  readonly conditions: readonly JudgedCondition[]
}

const basisSchema = z.object({
  claim: z.string(),
  assertedBy: z.string(),
  reportedBy: z.string().nullable(),
  says: z.enum(['for', 'against', 'silent', 'open']),
  chosen: z.boolean(),
})

const gateRowSchema: z.ZodType<GateRow> = plainRowSchema.extend({
  state: z.enum(GATE_STATES),
  disputed: z.boolean(),
  deployment: z.string().nullable(),
  legalBasis: z.string().nullable(),
  settledBy: z.enum(AUTHORITIES).nullable(),
  decided: z.object({
    decision: z.string(),
    by: z.string(),
    saidAt: z.string(),
    reason: z.string(),
    claim: z.string().nullable(),
  }),
  wanting: z.string().nullable(),
  conditions: z.array(
    z.object({
      ...conditionSchema.shape,
      truth: z.enum(TRUTHS),
      why: z.enum(WHYS),
      disputed: z.boolean(),
      basis: z.array(basisSchema),
    }),
  ),
})

/** Every gate that two people decided: lawful, not lawful or undetermined on the day, from what was known. */
export const gatesAccount = defineAccount<Answer<GateRow>>({
  name: 'gates',
  title: 'agreements.gates-account',
  answer: answerSchema(gateRowSchema),
  async run(ctx, at) {
    const gates = await readDecidedGates(ctx, at)
    const claims = gates.length === 0 ? [] : await inForce(ctx.db, ctx.mission, GATE_INPUTS, at)
    const decisions = await decisionsInForce(ctx.db, ctx.mission, at)
    const rows = gates.map((decided) => gateRow(decided, { at, claims, decisions }))
    return { ...askingOf(at), rows, total: null }
  },
})

/** What stands on the day asked about. */
export interface Standing {
  readonly at: Pick<Asking, 'validOn'>
  readonly claims: readonly StandingClaim[]
  readonly decisions: readonly Decision[]
}

/** A gate judged by what stands. */
export function gateRow(decided: DecidedGate, standing: Standing): GateRow {
  const { subject, title, decision } = decided
  const stated = gateOn(decided, standing.at.validOn)
  const base = { subject, figure: null, title }
  const by = {
    decision: decision.id,
    by: decision.by,
    saidAt: decision.saidAt,
    reason: decision.reason,
    claim: stated?.claim.id ?? null,
  }
  if (stated === null) {
    return {
      ...base,
      ...NOTHING,
      party: null,
      decided: by,
    }
  }
  const { contingent, deployment, basis, settledBy } = stated.gate
  const judged = judgeGate(stated.gate, inputsFrom(standing, settledBy))
  return {
    ...base,
    party: contingent,
    // Where it may not be the rule of the day, its answer may not be that of the day either.
    state: stated.reach === 'certain' ? judged.state : 'undetermined',
    disputed: judged.disputed,
    deployment,
    legalBasis: basis,
    settledBy,
    decided: by,
    wanting: wantingIn(judged.conditions),
    conditions: judged.conditions,
  }
}

const NOTHING = {
  state: 'no-gate',
  disputed: false,
  deployment: null,
  legalBasis: null,
  settledBy: null,
  wanting: null,
  conditions: [],
} as const

function inputsFrom({ at, claims, decisions }: Standing, settledBy: Inputs['settledBy']): Inputs {
  return {
    day: at.validOn,
    claims,
    settledBy,
    decided: (kind, subject) => decidedOn(decisions, { kind, subject }),
  }
}

/** A condition whose alternative is met stands in nobody's way. */
function wantingIn(conditions: readonly JudgedCondition[]): string | null {
  const wanting = conditions.filter(
    ({ truth, alternative }) =>
      truth !== 'met' &&
      (alternative === null ||
        !conditions.some((other) => other.alternative === alternative && other.truth === 'met')),
  )
  return wanting.length === 0 ? null : wanting.map(({ sentence }) => sentence).join('; ')
}
