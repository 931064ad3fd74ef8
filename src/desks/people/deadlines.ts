import { z } from 'zod'

import type { Context } from '#desk-kit'
import { parseEdtf } from '#kit'
import { type Asking, inForce, inForceOn } from '#register'

import { proceedings } from './missing-kinds.ts'

/** A day by which a court wants something in the matter of somebody missing. */
export interface Deadline {
  /** Whom it is about. */
  readonly about: string
  /** The order's own subject. */
  readonly order: string
  readonly claim: string
  readonly assertedBy: string
  readonly until: string
  readonly content: string
  readonly state: 'running' | 'passed'
  readonly recordedAt: string
}

export const deadlineSchema: z.ZodType<Deadline> = z.object({
  about: z.string(),
  order: z.string(),
  claim: z.string(),
  assertedBy: z.string(),
  until: z.string(),
  content: z.string(),
  state: z.enum(['running', 'passed']),
  recordedAt: z.string(),
})

/** As much of a court's order as a deadline needs; the desk of agreements keeps orders. */
const ORDER = z.object({ until: z.string(), content: z.string() })

/** The deadlines of the courts' orders that are about somebody missing. */
export async function readDeadlines(ctx: Context, at: Asking): Promise<readonly Deadline[]> {
  const links = await inForce(ctx.db, ctx.mission, [proceedings.name], at)
  const deadlines: Deadline[] = []
  for (const { subject, value } of links) {
    for (const order of proceedings.read(value).orders) {
      deadlines.push(...(await deadlinesOf(ctx, at, { about: subject, order })))
    }
  }
  return deadlines
}

async function deadlinesOf(
  { db, mission }: Context,
  at: Asking,
  { about, order }: { readonly about: string; readonly order: string },
): Promise<readonly Deadline[]> {
  const claims = await inForceOn(db, mission, order, at)
  return claims.flatMap(({ id, value, assertedBy, recordedAt }) => {
    const read = ORDER.safeParse(value)
    if (!read.success) return []
    const { until, content } = read.data
    const last = parseEdtf(until).to.latest
    const state = last !== null && last < at.validOn ? 'passed' : 'running'
    return [{ about, order, claim: id, assertedBy, until, content, state, recordedAt }]
  })
}
