import { z } from 'zod'

import {
  type Context,
  type Deed,
  defineAction,
  edtfSchema,
  oneOf,
  partySchema,
  subjectSchema,
  textSchema,
} from '#desk-kit'
import { canonicalJson, isDay } from '#kit'
import { RefusedError } from '#platform'
import { AUTHORITIES, findRecorded, findSubjects } from '#register'
import type { Asking, ClaimDraft, DecisionDraft, Draft } from '#register'
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
  const claim = claimOf(input, deed)
  const before = (decided?.claims ?? []).map(({ id }) => id).filter((id) => id !== claim.id)
  if (decided !== undefined && before.length === decided.claims.length) {
    checkChanged(decided, input)
  }
  const isKnown = (await findSubjects(ctx.db, ctx.mission, [input.gate], at)).has(input.gate)
  const title = input.title ?? input.deployment
  return [
    ...(isKnown ? [] : [subjectOf(input, title, deed)]),
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

function subjectOf({ gate: subject, contingent }: Setting, title: string, deed: Deed): Draft {
  return {
    type: 'subject',
    id: deed.entryId('subject'),
    handling: deed.handling,
    subject,
    title,
    party: contingent,
    place: null,
  }
}

function claimOf(input: Setting, deed: Deed): ClaimDraft {
  return {
    type: 'claim',
    id: deed.entryId('gate'),
    handling: deed.handling,
    kind: gate.name,
    subject: input.gate,
    value: { ...gateIn(input) },
    modality: 'affirmed',
    valid: `${input.from}/..`,
    saidAt: deed.saidAt,
    assertedBy: input.by,
    reportedBy: null,
    document: null,
    authority: 'mission-record',
    citations: [],
    note: null,
  }
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
  const id = deed.entryId('decision')
  const [sent] = await findRecorded(ctx.db, ctx.mission, [id])
  return {
    type: 'decision',
    id,
    handling: deed.handling,
    kind: gate.name,
    subject: input.gate,
    // Sent again it says the same again, whatever was decided since.
    claims:
      sent === undefined ? claims : z.array(z.string()).parse(sent.parts['content']?.['claims']),
    by: input.by,
    saidAt: deed.saidAt,
    reason: input.reason,
  }
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
