import { z } from 'zod'

import {
  type Answer,
  answerSchema,
  type Context,
  defineAccount,
  figuresBySubject,
  type Row,
  rowSchema,
} from '#desk-kit'
import { addUpFigures } from '#register'
import type { Asking, StandingClaim } from '#register'

import { ENDED_STAGES, pledge, PLEDGE_STAGES } from './kinds.ts'

/** The stage that a promise has reached. */
export type Stage = (typeof PLEDGE_STAGES)[number] | (typeof ENDED_STAGES)[number]

/** What a State has promised, and how far the promise has come. */
export interface PledgeRow extends Row {
  readonly stage: Stage
}

const pledgeRowSchema: z.ZodType<PledgeRow> = rowSchema.extend({
  stage: z.enum([...PLEDGE_STAGES, ...ENDED_STAGES]),
})

/** What each State has promised, as ranges; promises without a number are counted, never taken for zero. */
export const pledgesAccount = defineAccount<Answer<PledgeRow>>({
  name: 'pledges',
  title: 'forces.pledges-account',
  answer: answerSchema(pledgeRowSchema),
  async run(ctx: Context, at: Asking) {
    const subjects = await figuresBySubject(ctx, at, {
      kind: pledge.name,
      unit: 'person',
      quantityOf: ({ value }) => pledge.value.parse(value).personnel,
    })
    const rows = subjects.map(({ row, claims }) => ({ ...row, stage: stageOf(claims, row) }))
    const standing = rows.filter(({ stage }) => !isEnded(stage)).map(({ figure }) => figure)
    return {
      validOn: at.validOn,
      knownAt: at.knownAt,
      recordAt: at.recordAt,
      rows,
      total: addUpFigures(standing, 'person'),
    }
  },
})

/** Whether a promise no longer counts. */
export function isEnded(stage: Stage): boolean {
  return ENDED_STAGES.some((ended) => ended === stage)
}

/** The furthest stage among the claims that the figure rests on; among all where it rests on none. */
export function stageOf(claims: readonly StandingClaim[], { figure }: Row): Stage {
  const chosen = new Set(figure.basis.filter((basis) => basis.chosen).map(({ claim }) => claim))
  const counted = chosen.size === 0 ? claims : claims.filter(({ id }) => chosen.has(id))
  const stages = counted.map(({ value }) => pledge.value.parse(value).stage)
  const ended = ENDED_STAGES.find((stage) => stages.includes(stage))
  return ended ?? PLEDGE_STAGES.findLast((stage) => stages.includes(stage)) ?? 'interest'
}
