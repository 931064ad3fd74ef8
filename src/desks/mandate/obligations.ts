import { z } from 'zod'

import {
  type Answer,
  answerSchema,
  type AnyRow,
  defineAccount,
  figureSchema,
  plainRowSchema,
  askingOf,
  type Ground,
  groundOf,
  groundSchema,
} from '#desk-kit'
import type { Day } from '#kit'
import type { Figure, StandingClaim } from '#register'

import { edtfOf } from './cadence.ts'
import { dutyMet, dutyWaiver } from './duty-kinds.ts'
import { dueOnce, versionOf } from './duty-version.ts'
import type { Duty, Trigger } from './duty.ts'
import { daysUntil, OBLIGATION_STATES, type ObligationState } from './obligation-state.ts'
import { type ReadObligation, readObligations } from './read-obligations.ts'
import { warningFigure, type Warnings } from './warnings.ts'

/** One time that a duty falls due: its figure is the days that are left, negative once its day has passed. */
export interface ObligationRow extends AnyRow {
  /** Who owes it is `party`; to whom: */
  readonly to: readonly string[]
  readonly duty: string
  readonly instrument: string | null
  /** The subject under which the instrument is on record. */
  readonly instrumentSubject: string | null
  readonly paragraph: string | null
  readonly state: ObligationState
  /** EDTF: a day, or a choice of days where it is imprecise; null where none is laid down. */
  readonly due: string | null
  /** When it falls due, where the source tells it in words. */
  readonly when: string | null
  /** The event after which it falls due, and its subject. */
  readonly event: string | null
  readonly trigger: string | null
  readonly evidence: string | null
  readonly metOn: string | null
  /** Whether it was met after its day; null where that cannot be told. */
  readonly late: boolean | null
  readonly document: string | null
  /** The legal basis of its waiver. */
  readonly waivedBy: string | null
  readonly takenOverBy: string | null
  /** The warning that has been reached, and the rule behind it. */
  readonly warning: Figure | null
  readonly disputed: boolean
  /** Who says that it is owed, and who says otherwise. */
  readonly basis: readonly Ground[]
  /** Who says that it was done or waived. */
  readonly answers: readonly Ground[]
}

const obligationRowSchema: z.ZodType<ObligationRow> = plainRowSchema.extend({
  figure: figureSchema.nullable(),
  to: z.array(z.string()),
  duty: z.string(),
  instrument: z.string().nullable(),
  instrumentSubject: z.string().nullable(),
  paragraph: z.string().nullable(),
  state: z.enum(OBLIGATION_STATES),
  due: z.string().nullable(),
  when: z.string().nullable(),
  event: z.string().nullable(),
  trigger: z.string().nullable(),
  evidence: z.string().nullable(),
  metOn: z.string().nullable(),
  late: z.boolean().nullable(),
  document: z.string().nullable(),
  waivedBy: z.string().nullable(),
  takenOverBy: z.string().nullable(),
  warning: figureSchema.nullable(),
  disputed: z.boolean(),
  basis: z.array(groundSchema),
  answers: z.array(groundSchema),
})

/** What the instruments oblige to, each time that it falls due: overdue first, then what is due next. */
export const obligationsAccount = defineAccount<Answer<ObligationRow>>({
  name: 'obligations',
  title: 'mandate.obligations-account',
  answer: answerSchema(obligationRowSchema),
  async run(ctx, at) {
    const { obligations, warnings } = await readObligations(ctx, at)
    const rows = obligations.map((read) => rowOf(read, at.validOn, warnings)).toSorted(inOrder)
    return { ...askingOf(at), rows, total: null }
  },
})

/** An obligation as a row of the account. */
export function rowOf(read: ReadObligation, on: Day, warnings: Warnings | null): ObligationRow {
  const { duty, subject, occurrence, outcome } = read
  const figure = daysLeft(read, on)
  const isOpen = outcome.state === 'due' || outcome.state === 'undetermined'
  return {
    subject: duty.subject,
    party: occurrence.trigger?.party ?? duty.owner,
    title: subject?.title ?? null,
    figure,
    ...ruleColumns(read),
    state: outcome.state,
    ...answerColumns(read),
    warning: isOpen ? warningFigure(warnings, figure) : null,
    disputed: duty.disputed || outcome.disputed,
  }
}

function ruleColumns({ duty, occurrence }: ReadObligation) {
  const { trigger } = occurrence
  return {
    to: duty.to,
    duty: duty.duty,
    instrument: duty.instrument?.number ?? null,
    instrumentSubject: duty.instrument?.subject ?? null,
    paragraph: duty.paragraph,
    due: occurrence.due === null ? null : edtfOf(occurrence.due),
    when: duty.when,
    event: trigger === null ? null : trigger.event,
    trigger: trigger === null ? null : trigger.subject,
    evidence: duty.evidence,
    takenOverBy: duty.takenOverBy,
    basis: basisOf(duty, trigger),
  }
}

function basisOf({ chosen, others }: Duty, trigger: Trigger | null): readonly Ground[] {
  return [
    ...[...chosen, ...(trigger?.claims ?? [])].map((claim) => groundOf(claim, 'chosen')),
    ...others.map((claim) => groundOf(claim, 'rival')),
  ]
}

function answerColumns({ outcome }: ReadObligation) {
  const { claims, metOn, late } = outcome
  const waiver = claims.find(({ kind }) => kind === dutyWaiver.name)
  const met = claims.filter(({ kind }) => kind === dutyMet.name)
  return {
    metOn: metOn === null ? null : edtfOf(metOn),
    late,
    document: met.find(({ document }) => document !== null)?.document ?? null,
    waivedBy: waiver === undefined ? null : dutyWaiver.read(waiver.value).basis,
    answers: claims.map((claim) =>
      groundOf(claim, claim.modality === 'denied' ? 'rival' : 'chosen'),
    ),
  }
}

/** What is done or has no day has no days left. */
function daysLeft({ duty, occurrence, outcome }: ReadObligation, on: Day): Figure | null {
  const { due, trigger } = occurrence
  if (due === null || outcome.state === 'met' || outcome.state === 'waived') return null
  const days = daysUntil(due, on)
  const rival = (claim: StandingClaim) => {
    const own = dueOnce(versionOf(claim))
    const theirs = own === null ? { low: null, high: null } : daysUntil(own, on)
    return { ...groundOf(claim, 'rival'), ...theirs }
  }
  return {
    ...days,
    unit: 'day',
    disputed: duty.disputed,
    unquantified: days.low === null && days.high === null ? 1 : 0,
    basis: [
      ...duty.chosen.map((claim) => ({ ...groundOf(claim, 'chosen'), ...days })),
      ...(trigger?.claims ?? []).map((claim) => ({ ...groundOf(claim, 'chosen'), ...days })),
      ...duty.others.map(rival),
    ],
  }
}

function inOrder(a: ObligationRow, b: ObligationRow): number {
  const rank = ({ state }: ObligationRow) => OBLIGATION_STATES.indexOf(state)
  return rank(a) - rank(b) || compare(daysOf(a), daysOf(b)) || compare(keyOf(a), keyOf(b))
}

function daysOf({ due, metOn }: ObligationRow): string {
  return (due ?? metOn ?? '').replace('[', '')
}

function keyOf({ subject, trigger }: ObligationRow): string {
  return `${subject} ${trigger ?? ''}`
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
