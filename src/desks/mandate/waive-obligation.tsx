import { z } from 'zod'

import { defineAction, textSchema } from '#desk-kit'
import type { Draft } from '#register'

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
    const { handling, saidAt } = deed
    const waiver: Draft = {
      type: 'claim',
      id,
      handling,
      kind: dutyWaiver.name,
      subject: slug,
      value: { ...named, basis },
      modality: 'affirmed',
      valid: `${saidAt.slice(0, 'YYYY-MM-DD'.length)}/..`,
      saidAt,
      assertedBy: by,
      reportedBy: null,
      document: null,
      authority: 'mission-record',
      citations: [],
      note: null,
    }
    const decision: Draft = {
      type: 'decision',
      id: deed.entryId('decision'),
      handling,
      kind: dutyWaiver.name,
      subject: slug,
      claims: [waiver.id],
      by,
      saidAt,
      reason,
    }
    return [...drafts, waiver, decision]
  },
})
