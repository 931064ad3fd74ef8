import { z } from 'zod'

import {
  type Answer,
  answerSchema,
  type AnyRow,
  defineAccount,
  plainRowSchema,
  askingOf,
  subjectsClaimed,
} from '#desk-kit'

import { nature } from './kinds.ts'
import { type Saying, sayingSchema, sayingsOf } from './sayings.ts'

/** What sort of mission it is said to be, and in which words: what stands first, then its rivals. */
export interface NatureRow extends AnyRow {
  readonly figure: null
  readonly sort: readonly Saying[]
  readonly description: readonly Saying[]
  readonly disputed: boolean
}

const natureRowSchema: z.ZodType<NatureRow> = plainRowSchema.extend({
  sort: z.array(sayingSchema),
  description: z.array(sayingSchema),
  disputed: z.boolean(),
})

/** What sort of mission each is said to be: rivals side by side, the strongest class of authority first. */
export const natureAccount = defineAccount<Answer<NatureRow>>({
  name: 'nature',
  title: 'mandate.nature-account',
  answer: answerSchema(natureRowSchema),
  async run(ctx, at) {
    const claimed = await subjectsClaimed(ctx, at, nature.name)
    const rows = claimed.map(({ name, claims, subject, decided }) => {
      const said = claims.map((claim) => ({ claim, ...nature.read(claim.value) }))
      const sort = sayingsOf(
        said.map((one) => ({ claim: one.claim, says: one.sort })),
        decided,
      )
      return {
        subject: name,
        party: subject?.party ?? null,
        figure: null,
        title: subject?.title ?? null,
        sort,
        description: sayingsOf(
          said.map((one) => ({ claim: one.claim, says: one.description })),
          decided,
        ),
        disputed: sort.length > 1,
      }
    })
    return { ...askingOf(at), rows, total: null }
  },
})
