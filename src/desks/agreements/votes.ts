import { z } from 'zod'

import {
  type Answer,
  answerSchema,
  defineAccount,
  figuresBySubject,
  type Row,
  rowSchema,
  askingOf,
} from '#desk-kit'

import { vote } from './kinds.ts'
import { type Said, saidSchema, saidTogether } from './said.ts'

type Vote = z.infer<typeof vote.value>

/** A vote of a parliament; its figure is the votes in favour. */
export interface VoteRow extends Row {
  /** What is said of it; more than one where sources differ. */
  readonly votes: readonly Said<Vote>[]
}

const quantity = z
  .object({ low: z.number().nullable(), high: z.number().nullable(), unit: z.string() })
  .nullable()

const voteRowSchema: z.ZodType<VoteRow> = rowSchema.extend({
  votes: z.array(
    saidSchema.extend({
      body: z.string(),
      matter: z.string(),
      outcome: z.enum(['approved', 'rejected', 'pending']),
      personnel: quantity,
      inFavour: quantity,
      seats: quantity,
    }),
  ),
})

/** How parliaments voted on deployments and agreements. */
export const votesAccount = defineAccount<Answer<VoteRow>>({
  name: 'votes',
  title: 'agreements.votes-account',
  answer: answerSchema(voteRowSchema),
  async run(ctx, at) {
    const subjects = await figuresBySubject(ctx, at, {
      kind: vote.name,
      unit: 'vote',
      quantityOf: ({ value }) => vote.read(value).inFavour,
    })
    const rows = subjects.map(({ row, claims }) => ({
      ...row,
      votes: saidTogether(claims, vote.value, { decided: null }),
    }))
    return { ...askingOf(at), rows, total: null }
  },
})
