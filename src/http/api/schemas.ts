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

/** What an answer leaves out of a draft: to whom something is open is said of the entry, not by it. */
const UNSHOWN = { type: true, handling: true } as const
const place = { seq: z.int(), recordedAt: z.string() }

/** What every answer says of when it was asked about. */
export const askingShape = {
  validOn: z.string(),
  knownAt: z.string(),
  recordAt: z.object({
    seq: z.int(),
    at: z.string(),
    root: z.string().describe('The root of the log over the entries up to seq, hexadecimal.'),
  }),
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
export const claimSchema = claimDraftSchema.omit(UNSHOWN).extend(place).openapi('Claim')

/** A claim that stands at the asking. */
export const standingClaimSchema = claimDraftSchema
  .omit(UNSHOWN)
  .extend({ ...place, reach: z.enum(['certain', 'possible']) })
  .openapi('StandingClaim')

/** A grade on a claim. */
export const assessmentSchema = assessmentDraftSchema
  .omit(UNSHOWN)
  .extend(place)
  .openapi('Assessment')

/** A link between two entries. */
export const relationSchema = relationDraftSchema
  .omit(UNSHOWN)
  .extend({
    ...place,
    withdrawnBy: z.string().nullable(),
    erasedBy: z.int().nullable().describe('The place of the entry that erased its words.'),
  })
  .openapi('Relation')

/** An officer's choice among rival claims. */
export const decisionSchema = decisionDraftSchema.omit(UNSHOWN).extend(place).openapi('Decision')

/** A thing that claims are about. */
export const subjectSchema = subjectDraftSchema.omit(UNSHOWN).extend(place).openapi('Subject')

/** Whoever claims, or is claimed about. */
export const partySchema = partyDraftSchema.omit(UNSHOWN).extend(place).openapi('Party')

/** A document's reference. */
export const documentSchema = documentDraftSchema
  .omit({ ...UNSHOWN, bytes: true, text: true })
  .extend({ ...place, isHeld: z.boolean(), extractor: z.string().nullable() })
  .openapi('Document')

/** A number ready to show, and the claims it rests on. */
export const figureSchema = z.object(figure.shape).openapi('Figure')

/** An entry with what an outsider needs to check it against the log. */
export const evidenceSchema = z
  .object({
    v: z.literal(1),
    mission: z.string(),
    seq: z.int(),
    id: z.string(),
    type: z.string(),
    recordedAt: z.string(),
    payloadRoot: z
      .string()
      .describe(
        'RFC 6962 root over the commitments, hexadecimal; with the fields before it the leaf.',
      ),
    leafHash: z.string().describe('RFC 6962 leaf hash of the envelope, hexadecimal.'),
    commitments: z
      .array(z.string())
      .readonly()
      .describe(
        'A line for each field group, also of those that are not shown: name:SHA-256(salt ‖ body).',
      ),
    parts: z
      .record(z.string(), z.record(z.string(), z.unknown()))
      .describe('The field groups that may be seen; RFC 8785 makes the body of each.'),
    salts: z
      .record(z.string(), z.string())
      .describe('The salt of each part that is shown, hexadecimal.'),
    erased: z
      .array(z.object({ part: z.string(), by: z.int(), legalBasis: z.string() }))
      .readonly()
      .optional()
      .describe(
        'What of it was erased: each part with the place of the entry that erased it. Left out where nothing was.',
      ),
  })
  .openapi('Evidence')

/** Where an entry rests. */
export const receiptSchema = z
  .object({ id: z.string(), ...place, fresh: z.boolean() })
  .openapi('Receipt')

/** Any entry as it is sent. */
export const entrySchema = z.discriminatedUnion('type', draftSchema.options).openapi('Entry')
