import { z } from 'zod'

import { groupBy, type Quantity } from '#kit'
import { decidedOn, decisionsInForce, figureOf, findSubjects, inForce } from '#register'
import type { Asking, StandingClaim, StoredSubject } from '#register'

import type { Context } from './context.ts'
import type { AnyRow, Answer, Row } from './desk.ts'

const boundSchema = z.number().nullable()

/** A figure as an account answers it. */
export const figureSchema = z.object({
  low: boundSchema,
  high: boundSchema,
  unit: z.string(),
  disputed: z.boolean(),
  unquantified: z.int().nonnegative(),
  basis: z.array(
    z.object({
      claim: z.string(),
      assertedBy: z.string(),
      reportedBy: z.string().nullable(),
      low: boundSchema,
      high: boundSchema,
      chosen: z.boolean(),
    }),
  ),
})

/** A line of an account; desks extend it with columns of their own. */
export const rowSchema = z.object({
  subject: z.string(),
  party: z.string().nullable(),
  figure: figureSchema,
  title: z.string().nullable(),
})

/** A line of an account of what is no number; desks extend it with columns of their own. */
export const plainRowSchema = rowSchema.extend({ figure: z.null() })

/** What an account answers, with rows of this form. */
export function answerSchema<R extends AnyRow>(row: z.ZodType<R>): z.ZodType<Answer<R>> {
  return z.object({
    validOn: z.string(),
    knownAt: z.string(),
    recordAt: z.object({ seq: z.int(), at: z.string(), root: z.string() }),
    rows: z.array(row),
    total: figureSchema.nullable(),
    apart: z.array(z.object({ title: z.string(), figure: figureSchema })).optional(),
  })
}

/** The three times of an answer, in the order in which every answer has them. */
export function askingOf({ validOn, knownAt, recordAt }: Asking): Asking {
  return { validOn, knownAt, recordAt }
}

/** A subject's line and the rival claims it is made from. */
export interface SubjectFigure {
  readonly row: Row
  readonly claims: readonly StandingClaim[]
  readonly subject: StoredSubject | undefined
}

/** A subject that claims of a kind stand on, with what the record says of it and what was decided among them. */
export interface ClaimedSubject {
  readonly name: string
  readonly claims: readonly StandingClaim[]
  readonly subject: StoredSubject | undefined
  /** The claims that a decision chose; null where nothing was decided. */
  readonly decided: readonly string[] | null
}

/** The subjects that claims of a kind stand on, in the order of their names. */
export async function subjectsClaimed(
  ctx: Context,
  at: Asking,
  kind: string,
): Promise<readonly ClaimedSubject[]> {
  const claims = await inForce(ctx.db, ctx.mission, [kind], at)
  const bySubject = groupBy(claims, ({ subject }) => subject)
  const subjects = await findSubjects(ctx.db, ctx.mission, [...bySubject.keys()], at)
  const decisions = await decisionsInForce(ctx.db, ctx.mission, at)
  return [...bySubject]
    .map(([name, rivals]) => ({
      name,
      claims: rivals,
      subject: subjects.get(name),
      decided: decidedOn(decisions, { kind, subject: name }),
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** One figure for each subject that claims of a kind stand on, in the order of the subjects' names. */
export async function figuresBySubject(
  ctx: Context,
  at: Asking,
  from: {
    readonly kind: string
    readonly unit: string
    quantityOf(claim: StandingClaim): Quantity | null
  },
): Promise<readonly SubjectFigure[]> {
  return (await subjectsClaimed(ctx, at, from.kind)).map(({ name, claims, subject, decided }) => ({
    row: {
      subject: name,
      party: subject?.party ?? null,
      figure: figureOf({
        claims,
        decided,
        unit: from.unit,
        quantityOf: (claim) => from.quantityOf(claim),
      }),
      title: subject?.title ?? null,
    },
    claims,
    subject,
  }))
}
