import { z } from 'zod'

import { defineAction, edtfSchema, ownClaim, textSchema } from '#desk-kit'
import { isId } from '#kit'
import { RefusedError } from '#platform'

import { dutyMet } from './duty-kinds.ts'
import { ObligationInQuestion } from './obligation-in-question.tsx'
import {
  findGiven,
  getOpen,
  occurrenceFields,
  refuseIfAnswered,
  subjectOf,
} from './occurrence-in-question.ts'
import { prefillFrom } from './prefill.ts'
import type { ReadObligation } from './read-obligations.ts'

/** An entry id of a document that is on record. */
const documentIdSchema = z.string().refine(isId, {
  error:
    'This is not the id of a document; copy it from the address of the document’s page, or leave it out.',
})

const input = z.strictObject({
  ...occurrenceFields,
  on: edtfSchema,
  how: textSchema,
  document: documentIdSchema.nullable(),
})

/** An officer records that an obligation was met, with its evidence. */
export const meetObligation = defineAction<z.infer<typeof input>>({
  name: 'meet-obligation',
  title: 'mandate.meet-obligation',
  input,
  after: 'mandate/obligations',
  prefill: async (ctx, at, given) =>
    prefillFrom(await findGiven(ctx, at, given), { on: at.validOn }),
  show: async (ctx, at, { reader, given }) => (
    <ObligationInQuestion reader={reader} read={await findGiven(ctx, at, given)} />
  ),
  run: async (ctx, at, { by, document, on, how, ...named }, deed) => {
    const read = await getOpen(ctx, at, named)
    const id = deed.entryId('met')
    refuseIfAnswered(read, id)
    checkEvidence(read, document)
    const { slug, drafts } = await subjectOf(ctx, { at, deed }, read)
    const value = { ...named, on, how }
    const saying = { kind: dutyMet.name, subject: slug, value, valid: `${on}/..`, by, document }
    return [...drafts, ownClaim(deed, 'met', saying)]
  },
})

function checkEvidence({ duty }: ReadObligation, document: string | null): void {
  if (duty.evidence === null || document !== null) return
  throw new RefusedError(
    'incorrect',
    'mandate.evidence_missing',
    `The rule of this duty asks for evidence (${duty.evidence}); name the document that shows it.`,
  )
}
