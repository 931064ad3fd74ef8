import { z } from '@hono/zod-openapi'

import {
  assessmentDraftSchema,
  claimDraftSchema,
  decisionDraftSchema,
  documentDraftSchema,
  draftSchema,
  figureSchema as figure,
  partyDraftSchema,
  relationDraftSchema,
  subjectDraftSchema,
} from '#desk-kit'

const place = { seq: z.int(), recordedAt: z.string() }

/** What every answer says of when it was asked about. */
export const askingShape = {
  validOn: z.string(),
  knownAt: z.string(),
  recordAt: z.object({ seq: z.int(), at: z.string() }),
}

/** When is asked about, as an object of its own. */
export const askingSchema = z.object(askingShape)

/** The body of every refusal. */
export const errorSchema = z
  .object({
    error: z.object({
      code: z.string().describe('Stable and never translated.'),
      message: z.string().describe('What is wrong, which, and what to do.'),
      faults: z
        .array(z.object({ field: z.string(), sentence: z.string() }))
        .optional()
        .describe('Where single fields are wrong: each with its sentence.'),
    }),
  })
  .openapi('Error')

/** A claim as it was put on record. */
export const claimSchema = claimDraftSchema.omit({ type: true }).extend(place).openapi('Claim')

/** A claim that stands at the asking. */
export const standingClaimSchema = claimDraftSchema
  .omit({ type: true })
  .extend({ ...place, reach: z.enum(['certain', 'possible']) })
  .openapi('StandingClaim')

/** A grade on a claim. */
export const assessmentSchema = assessmentDraftSchema
  .omit({ type: true })
  .extend(place)
  .openapi('Assessment')

/** A link between two entries. */
export const relationSchema = relationDraftSchema
  .omit({ type: true })
  .extend({
    ...place,
    withdrawnBy: z.string().nullable(),
    erasedBy: z.int().nullable().describe('The place of the entry that erased its words.'),
  })
  .openapi('Relation')

/** An officer's choice among rival claims. */
export const decisionSchema = decisionDraftSchema
  .omit({ type: true })
  .extend(place)
  .openapi('Decision')

/** A thing that claims are about. */
export const subjectSchema = subjectDraftSchema
  .omit({ type: true })
  .extend(place)
  .openapi('Subject')

/** Whoever claims, or is claimed about. */
export const partySchema = partyDraftSchema.omit({ type: true }).extend(place).openapi('Party')

/** A document's reference. */
export const documentSchema = documentDraftSchema
  .omit({ type: true, bytes: true, text: true })
  .extend({ ...place, isHeld: z.boolean(), extractor: z.string().nullable() })
  .openapi('Document')

/** A number ready to show, and the claims it rests on. */
export const figureSchema = z.object(figure.shape).openapi('Figure')

/** Where an entry rests. */
export const receiptSchema = z
  .object({ id: z.string(), ...place, fresh: z.boolean() })
  .openapi('Receipt')

/** Any entry as it is sent. */
export const entrySchema = z.discriminatedUnion('type', draftSchema.options).openapi('Entry')
