import { z } from 'zod'

import { defineAction, ownClaim, ownDecision, textSchema } from '#desk-kit'
import { dayOfInstant } from '#kit'

import { dutyWaiver } from './duty-kinds.ts'
import { ObligationInQuestion } from './obligation-in-question.tsx'
import {
  findGiven,
  getOpen,
  occurrenceFields,
  refuseIfAnswered,
  subjectOf,
} from './occurrence-in-question.ts'
import { prefillFrom } from './prefill.ts'

const input = z.strictObject({ ...occurrenceFields, basis: textSchema, reason: textSchema })

/** An officer proposes that an obligation need not be met; it counts once somebody else has approved it. */
export const waiveObligation = defineAction<z.infer<typeof input>>({
  name: 'waive-obligation',
  title: 'mandate.waive-obligation',
  input,
  after: 'mandate/obligations',
  prefill: async (ctx, at, given) => prefillFrom(await findGiven(ctx, at, given), {}),
  show: async (ctx, at, { reader, given }) => (
    <ObligationInQuestion reader={reader} read={await findGiven(ctx, at, given)} />
  ),
  run: async (ctx, at, { by, basis, reason, ...named }, deed) => {
    const read = await getOpen(ctx, at, named)
    const id = deed.entryId('waiver')
    refuseIfAnswered(read, id)
    const { slug, drafts } = await subjectOf(ctx, { at, deed }, read)
    const on = { kind: dutyWaiver.name, subject: slug, by }
    const value = { ...named, basis }
    const valid = `${dayOfInstant(deed.saidAt)}/..`
    const waiver = ownClaim(deed, 'waiver', { ...on, value, valid })
    const decision = ownDecision(deed, { ...on, claims: [waiver.id], reason })
    return [...drafts, waiver, decision]
  },
})
