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

import { government } from './kinds.ts'
import { type Said, saidSchema, saidTogether } from './said.ts'
import { type Truth, TRUTHS } from './truth.ts'
import { saysInOffice } from './voices.ts'
import { weigh } from './weigh.ts'

type Government = z.infer<typeof government.value>

/** A government that agreements are made with: whether it is in office, and who says what of it. */
export interface GovernmentRow extends AnyRow {
  readonly figure: null
  readonly inOffice: Truth
  readonly disputed: boolean
  readonly said: readonly Said<Government>[]
}

const rowSchema: z.ZodType<GovernmentRow> = plainRowSchema.extend({
  inOffice: z.enum(TRUTHS),
  disputed: z.boolean(),
  said: z.array(
    saidSchema.extend({
      institution: z.string(),
      status: z.enum(['in-office', 'contested', 'expired', 'resigned', 'proposed', 'transitional']),
      members: z
        .object({ low: z.number().nullable(), high: z.number().nullable(), unit: z.string() })
        .nullable(),
      since: z.string().nullable(),
    }),
  ),
})

/** Who governs on the other side of agreements, and on what standing. */
export const governmentsAccount = defineAccount<Answer<GovernmentRow>>({
  name: 'governments',
  title: 'agreements.governments-account',
  answer: answerSchema(rowSchema),
  async run(ctx, at) {
    const claimed = await subjectsClaimed(ctx, at, government.name)
    const rows = claimed.map(({ name, claims, subject, decided }) => {
      const found = weigh(claims.map(saysInOffice), { decided, settledBy: null })
      return {
        subject: name,
        party: subject?.party ?? null,
        figure: null,
        title: subject?.title ?? null,
        inOffice: found.truth,
        disputed: found.disputed,
        said: saidTogether(claims, government.value, { decided }),
      }
    })
    return { ...askingOf(at), rows, total: null }
  },
})
