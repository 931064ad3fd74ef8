import { z } from 'zod'

import {
  type Context,
  type Deed,
  defineAction,
  edtfSchema,
  oneOf,
  ownClaim,
  ownDecision,
  ownSubject,
  partySchema,
  sentBefore,
  subjectSchema,
  textSchema,
} from '#desk-kit'
import { canonicalJson, isDay } from '#kit'
import { RefusedError } from '#platform'
import { AUTHORITIES, findSubjects } from '#register'
import type { Asking, DecisionDraft, Draft } from '#register'
import { Recorded, text } from '#ui'

import { conditionsSchema, type Gate, gate } from './gate-kind.ts'
import { type DecidedGate, gateOn, readDecidedGates } from './gates-in-force.ts'

const inputSchema = z.strictObject({
  gate: subjectSchema,
  title: textSchema.nullable(),
  contingent: partySchema,
  deployment: textSchema,
  basis: textSchema.nullable(),
  settledBy: oneOf(AUTHORITIES).nullable(),
  from: edtfSchema,
  conditions: conditionsSchema,
  by: partySchema,
  reason: textSchema,
})
type Setting = z.infer<typeof inputSchema>

/** Proposes a gate, or a changed one from a day on; it counts once a second person approves it. */
export const setGate = defineAction<Setting>({
  name: 'set-gate',
  title: 'agreements.set-gate',
  input: inputSchema,
  after: 'agreements/gates',
  async prefill(ctx, at, given) {
    const decided = await findGate(ctx, at, given['gate'])
    const stated = decided === undefined ? null : gateOn(decided, at.validOn)
    if (decided === undefined || stated === null) return { from: at.validOn }
    return { ...stated.gate, gate: decided.subject, title: decided.title, from: at.validOn }
  },
  async show(ctx, at, { reader, given }) {
    const gates = await readDecidedGates(ctx, at)
    const others = gates.filter(({ subject }) => subject !== given['gate'])
    return (
      <>
        <p class="lead">{text(reader, 'agreements.set-gate.lead')}</p>
        {others.length === 0 ? null : (
          <>
            <p>{text(reader, 'agreements.set-gate.change')}</p>
            <ul>
              {others.map(({ subject, title }) => (
                <li>
                  <a href={reader.link(`agreements/do/set-gate?gate=${subject}`)}>
                    <Recorded>{title ?? subject}</Recorded>
                  </a>
                </li>
              ))}
            </ul>
          </>
        )}
      </>
    )
  },
  run: draftsOf,
})

async function draftsOf(
  ctx: Context,
  at: Asking,
  input: Setting,
  deed: Deed,
): Promise<readonly Draft[]> {
  checkDay(input.from)
  const decided = await findGate(ctx, at, input.gate)
  const claim = ownClaim(deed, 'gate', {
    kind: gate.name,
    subject: input.gate,
    value: gateIn(input),
    valid: `${input.from}/..`,
    by: input.by,
  })
  const before = (decided?.claims ?? []).map(({ id }) => id).filter((id) => id !== claim.id)
  if (decided !== undefined && before.length === decided.claims.length) {
    checkChanged(decided, input)
  }
  const isKnown = (await findSubjects(ctx.db, ctx.mission, [input.gate], at)).has(input.gate)
  const title = input.title ?? input.deployment
  return [
    ...(isKnown
      ? []
      : [ownSubject(deed, 'subject', { subject: input.gate, title, party: input.contingent })]),
    claim,
    await decisionOf(ctx, { input, deed, claims: [claim.id, ...before] }),
  ]
}

async function findGate(
  ctx: Context,
  at: Asking,
  name: string | undefined,
): Promise<DecidedGate | undefined> {
  return (await readDecidedGates(ctx, at)).find(({ subject }) => subject === name)
}

/** The earlier gates stay chosen for the days before: a decision holds a gate through time. */
async function decisionOf(
  ctx: Context,
  {
    input,
    deed,
    claims,
  }: { readonly input: Setting; readonly deed: Deed; readonly claims: readonly string[] },
): Promise<DecisionDraft> {
  const sent = await sentBefore(ctx, deed, 'decision')
  return ownDecision(deed, {
    kind: gate.name,
    subject: input.gate,
    claims: sent === null ? claims : z.array(z.string()).parse(sent['claims']),
    by: input.by,
    reason: input.reason,
  })
}

function gateIn({ contingent, deployment, basis, settledBy, conditions }: Setting): Gate {
  return { contingent, deployment, basis, settledBy, conditions }
}

/** A gate begins on a day: what begins some time in a month would leave whole weeks undetermined. */
function checkDay(from: string): void {
  if (isDay(from)) return
  throw new RefusedError(
    'incorrect',
    'agreements.gate_day',
    `A gate counts from a day on, and "${from}" is none; write the day such as 2024-06-25.`,
  )
}

function checkChanged(decided: DecidedGate, input: Setting): void {
  const stated = gateOn(decided, input.from)
  if (stated === null || canonicalJson(stated.gate) !== canonicalJson(gateIn(input))) return
  throw new RefusedError(
    'conflict',
    'agreements.gate_unchanged',
    `The gate "${input.gate}" says exactly this on ${input.from} already; change a condition, or leave it as it is.`,
  )
}
