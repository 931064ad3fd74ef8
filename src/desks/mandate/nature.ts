import { z } from 'zod'

import {
  type Answer,
  answerSchema,
  type AnyRow,
  defineAccount,
  plainRowSchema,
  askingOf,
} from '#desk-kit'
import { groupBy } from '#kit'
import { decisionsInForce, findSubjects, inForce } from '#register'

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
    const claims = await inForce(ctx.db, ctx.mission, [nature.name], at)
    const decisions = await decisionsInForce(ctx.db, ctx.mission, at)
    const bySubject = groupBy(claims, ({ subject }) => subject)
    const subjects = await findSubjects(ctx.db, ctx.mission, [...bySubject.keys()], at)
    const rows = [...bySubject]
      .map(([name, rivals]) => {
        const about = { kind: nature.name, subject: name, decisions }
        const said = rivals.map((claim) => ({ claim, ...nature.read(claim.value) }))
        const sort = sayingsOf(
          said.map((one) => ({ claim: one.claim, says: one.sort })),
          about,
        )
        return {
          subject: name,
          party: subjects.get(name)?.party ?? null,
          figure: null,
          title: subjects.get(name)?.title ?? null,
          sort,
          description: sayingsOf(
            said.map((one) => ({ claim: one.claim, says: one.description })),
            about,
          ),
          disputed: sort.length > 1,
        }
      })
      .toSorted((a, b) => (a.subject < b.subject ? -1 : 1))
    return { ...askingOf(at), rows, total: null }
  },
})
