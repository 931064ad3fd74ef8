import { z } from 'zod'

import {
  type Answer,
  answerSchema,
  type AnyRow,
  defineAccount,
  plainRowSchema,
  askingOf,
} from '#desk-kit'
import { canonicalJson, groupBy } from '#kit'
import { decidedOn, decisionsInForce, findSubjects, inForce } from '#register'
import type { Decision, StandingClaim, StoredSubject } from '#register'

import { instrument, signatory, signing, stage } from './kinds.ts'
import { type Said, saidSchema, saidTogether } from './said.ts'
import { type Truth, TRUTHS } from './truth.ts'
import { sayReached } from './voices.ts'
import { weigh } from './weigh.ts'
import { AGREEMENT_SORTS } from './words.ts'

type Terms = z.infer<typeof instrument.value>
type Step = z.infer<typeof stage.value>
type Part = z.infer<typeof signatory.value>

/** An agreement: what it is said to be, every step kept apart, and who signed or watched. */
export interface AgreementRow extends AnyRow {
  readonly figure: null
  /**
   * Whether it is signed and has not ended, and whether it is in force; undetermined where claims disagree, and
   * where nobody says. (A gate asks for proof: to a gate what nobody says is unmet.)
   */
  readonly signed: Truth
  readonly inForce: Truth
  /** Whether sources differ on its terms, on the day of a step or on somebody's part. */
  readonly disputed: boolean
  readonly terms: readonly Said<Terms>[]
  readonly steps: readonly Said<Step>[]
  readonly people: readonly Said<Part>[]
}

const STAGES = ['negotiated', 'signed', 'announced', 'in-force', 'suspended', 'ended'] as const

const rowSchema: z.ZodType<AgreementRow> = plainRowSchema.extend({
  signed: z.enum(TRUTHS),
  inForce: z.enum(TRUTHS),
  disputed: z.boolean(),
  terms: z.array(
    saidSchema.extend({
      sort: z.enum(AGREEMENT_SORTS),
      parties: z.array(z.string()),
      purpose: z.string().nullable(),
      years: z
        .object({ low: z.number().nullable(), high: z.number().nullable(), unit: z.string() })
        .nullable(),
    }),
  ),
  steps: z.array(saidSchema.extend({ stage: z.enum(STAGES), on: z.string().nullable() })),
  people: z.array(
    saidSchema.extend({
      who: z.string(),
      behalf: z.string().nullable(),
      role: z.enum(['signatory', 'witness']),
    }),
  ),
})

/** Every agreement with its steps: negotiated, signed, announced, in force, suspended and ended kept apart. */
export const agreementsAccount = defineAccount<Answer<AgreementRow>>({
  name: 'agreements',
  title: 'agreements.agreements-account',
  answer: answerSchema(rowSchema),
  async run(ctx, at) {
    const claims = await inForce(ctx.db, ctx.mission, KINDS, at)
    const decisions = await decisionsInForce(ctx.db, ctx.mission, at)
    const byAgreement = groupBy(claims, (claim) => agreementOf(claim, claims))
    const names = [...byAgreement.keys()].filter((name) => name !== null)
    const subjects = await findSubjects(ctx.db, ctx.mission, names, at)
    const rows = names
      .map((name) =>
        agreementRow(byAgreement.get(name) ?? [], { name, subject: subjects.get(name), decisions }),
      )
      .toSorted((a, b) => (a.subject < b.subject ? -1 : 1))
    return { ...askingOf(at), rows, total: null }
  },
})

const KINDS = [instrument.name, stage.name, signatory.name, signing.name]

/** The agreement that a claim is about: its subject, or what somebody's part in a signing belongs to. */
function agreementOf({ subject }: StandingClaim, claims: readonly StandingClaim[]): string | null {
  const link = claims.find((claim) => claim.kind === signing.name && claim.subject === subject)
  if (link !== undefined) return signing.read(link.value).agreement
  const isAgreement = claims.some(
    (claim) => claim.subject === subject && claim.kind !== signatory.name,
  )
  return isAgreement ? subject : null
}

interface About {
  readonly name: string
  readonly subject: StoredSubject | undefined
  readonly decisions: readonly Decision[]
}

function agreementRow(
  claims: readonly StandingClaim[],
  { name, subject, decisions }: About,
): AgreementRow {
  const of = (kind: string) => claims.filter((claim) => claim.kind === kind)
  const decidedFor = (kind: string) => decidedOn(decisions, { kind, subject: name })
  const together = { decided: decidedFor(instrument.name) }
  const terms = saidTogether(of(instrument.name), instrument.value, together)
  const steps = saidTogether(of(stage.name), stage.value, { decided: decidedFor(stage.name) })
  const people = saidTogether(of(signatory.name), signatory.value, { decided: null })
  const reached = (far: 'signed' | 'in-force'): Truth => {
    const settling = { decided: decidedFor(stage.name), settledBy: null }
    const { truth, why } = weigh(sayReached(of(stage.name), far), settling)
    return why === 'none-on-record' ? 'undetermined' : truth
  }
  return {
    subject: name,
    party: subject?.party ?? null,
    figure: null,
    title: subject?.title ?? null,
    signed: reached('signed'),
    inForce: reached('in-force'),
    disputed:
      differ(terms, (one) => [one.sort, one.parties.toSorted()]) ||
      differWithin(steps, (one) => one.stage) ||
      differWithin(people, (one) => one.who),
    terms,
    steps: steps.toSorted((a, b) => STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage)),
    people: people.toSorted((a, b) => (a.who + a.role < b.who + b.role ? -1 : 1)),
  }
}

function differ<One>(said: readonly One[], by: (one: One) => unknown): boolean {
  return new Set(said.map((one) => canonicalJson(by(one)))).size > 1
}

/** Whether more than one thing is said of the same step or person. */
function differWithin<One>(said: readonly One[], of: (one: One) => string): boolean {
  return [...groupBy(said, of).values()].some((same) => same.length > 1)
}
