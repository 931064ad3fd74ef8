import { z } from 'zod'

import { COMPARTMENTS, isId, isInstant, RELEASES } from '#kit'
import {
  AUTHORITIES,
  CREDIBILITIES,
  ERASABLE,
  MODALITIES,
  RELATIONS,
  RELIABILITIES,
  WITHHELD,
} from '#register'

import { edtfSchema, oneOf, partySchema, placeSchema, subjectSchema } from './values.ts'

const idSchema = z
  .string({ error: 'An id is missing; make a UUIDv7 and keep it when sending again.' })
  .refine(isId, {
    error: (issue) =>
      `"${String(issue.input)}" is not a UUIDv7 in lower case; make one and keep it when sending again.`,
  })

const instantSchema = z
  .string({
    error: 'The instant at which it was said is missing; write it in UTC, as 2024-02-28T23:59:59Z.',
  })
  .refine(isInstant, {
    error: (issue) =>
      `"${String(issue.input)}" is not an instant; write it in UTC, as 2024-02-28T23:59:59Z.`,
  })

const hashSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/, { error: 'A SHA-256 has 64 hexadecimal digits in lower case.' })
const reasonSchema = z
  .string({ error: 'A reason is missing; say in a sentence why.' })
  .trim()
  .min(1, 'The reason is empty; say in a sentence why.')
  .max(2000, 'The reason is too long; write at most 2,000 characters.')
const titleSchema = z
  .string({ error: 'A title is missing; write a short name.' })
  .trim()
  .min(1, 'The title is empty; write a short name.')
  .max(300, 'The title is too long; write at most 300 characters.')

/** How far an entry may go. Nothing is assumed: whoever sends it says so. */
export const handlingSchema = z.strictObject(
  {
    release: oneOf(RELEASES),
    compartment: oneOf(COMPARTMENTS).nullable(),
    embargo: z
      .strictObject({ reason: reasonSchema, notBefore: instantSchema.nullable() })
      .nullable(),
  },
  {
    error:
      'It is not said how far this may go; send "handling", such as {"release": "restricted", "compartment": null, "embargo": null}.',
  },
)

/** A State, organisation, office or public figure that others can be named by. */
export const partyDraftSchema = z.strictObject({
  type: z.literal('party'),
  id: idSchema,
  handling: handlingSchema,
  code: partySchema,
  sort: oneOf(['state', 'organisation', 'unit', 'office', 'group', 'person']),
  name: titleSchema,
  aliases: z.array(titleSchema),
  of: partySchema.nullable(),
})

/** A thing that claims can be about. */
export const subjectDraftSchema = z.strictObject({
  type: z.literal('subject'),
  id: idSchema,
  handling: handlingSchema,
  subject: subjectSchema,
  title: titleSchema,
  party: partySchema.nullable(),
  place: placeSchema.nullable(),
})

const citationSchema = z.strictObject({
  textSha256: hashSchema,
  start: z.int().nonnegative(),
  end: z.int().positive(),
  quoteSha256: hashSchema,
  quote: z.string().nullable(),
  locator: z.string().max(200).nullable(),
})

/** A claim, but for its value, which its kind checks. */
export const claimDraftSchema = z.strictObject({
  type: z.literal('claim'),
  id: idSchema,
  handling: handlingSchema,
  kind: z.string(),
  subject: subjectSchema,
  value: z.record(z.string(), z.unknown()),
  modality: oneOf(MODALITIES),
  valid: edtfSchema,
  saidAt: instantSchema,
  assertedBy: partySchema,
  reportedBy: partySchema.nullable(),
  document: idSchema.nullable(),
  authority: oneOf(AUTHORITIES),
  citations: z.array(citationSchema),
  note: z.string().max(2000).nullable(),
})

/** A grade on a claim, by the Admiralty system. */
export const assessmentDraftSchema = z.strictObject({
  type: z.literal('assessment'),
  id: idSchema,
  handling: handlingSchema,
  claim: idSchema,
  reliability: oneOf(RELIABILITIES),
  credibility: oneOf(CREDIBILITIES),
  by: partySchema,
  saidAt: instantSchema,
  reason: reasonSchema,
})

/** A link between two entries. */
export const relationDraftSchema = z.strictObject({
  type: z.literal('relation'),
  id: idSchema,
  handling: handlingSchema,
  relation: oneOf(RELATIONS),
  from: idSchema.nullable(),
  to: idSchema,
  whose: oneOf(['source', 'record']),
  by: partySchema,
  saidAt: instantSchema,
  reason: reasonSchema,
})

/** A choice among rival claims. */
export const decisionDraftSchema = z.strictObject({
  type: z.literal('decision'),
  id: idSchema,
  handling: handlingSchema,
  kind: z.string(),
  subject: subjectSchema,
  claims: z
    .array(idSchema)
    .min(1, 'A decision chooses at least one claim; name the claims whose figure stands.'),
  by: partySchema,
  saidAt: instantSchema,
  reason: reasonSchema,
})

/** Who may see entries from now on, once somebody else has approved it. */
export const releaseDraftSchema = z.strictObject({
  type: z.literal('release'),
  id: idSchema,
  handling: handlingSchema,
  targets: z
    .array(idSchema)
    .min(1, 'A release names at least one entry; name what is to be released.')
    .max(1000, 'A release names at most 1,000 entries; divide it.'),
  to: oneOf(RELEASES),
  compartment: oneOf(COMPARTMENTS).nullable(),
  withheld: z.array(oneOf(WITHHELD)),
  by: partySchema,
  saidAt: instantSchema,
  reason: reasonSchema,
})

/** What is to be erased, once somebody else has approved it. */
export const erasureDraftSchema = z.strictObject({
  type: z.literal('erasure'),
  id: idSchema,
  handling: handlingSchema,
  targets: z
    .array(
      z.strictObject({
        entry: idSchema,
        parts: z.union([
          z.literal('all'),
          z
            .array(oneOf(ERASABLE))
            .min(1, 'No part is named; write "all", or the parts that are to be erased.'),
        ]),
      }),
    )
    .min(1, 'An erasure names at least one entry; name what is to be erased.')
    .max(1000, 'An erasure names at most 1,000 entries; divide it.'),
  legalBasis: z
    .string({ error: 'A legal basis is missing; cite the law or rule that asks for the erasure.' })
    .trim()
    .min(1, 'The legal basis is empty; cite the law or rule that asks for the erasure.')
    .max(300, 'The legal basis is too long; write at most 300 characters.'),
  by: partySchema,
  saidAt: instantSchema,
  reason: reasonSchema,
})

/** A second person's answer to a decision, a release or an erasure. */
export const approvalDraftSchema = z.strictObject({
  type: z.literal('approval'),
  id: idSchema,
  handling: handlingSchema,
  proposal: idSchema,
  verdict: oneOf(['approved', 'refused']),
  by: partySchema,
  saidAt: instantSchema,
  reason: reasonSchema,
})

/** A reference to a document whose bytes this record does not hold. */
export const documentDraftSchema = z.strictObject({
  type: z.literal('document'),
  id: idSchema,
  handling: handlingSchema,
  title: titleSchema,
  publisher: titleSchema,
  address: z
    .url({ error: 'The address is not a URL; write it with http:// or https://, or null.' })
    .nullable(),
  published: edtfSchema,
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, {
    error: 'The language is not a BCP 47 tag; write en, fr or ht.',
  }),
  mediaType: z.string().nullable(),
  sha256: hashSchema.nullable(),
  bytes: z.null(),
  text: z.null(),
  textSha256: hashSchema.nullable(),
})

/** Any entry as a door sends it. */
export const draftSchema = z.discriminatedUnion('type', [
  partyDraftSchema,
  subjectDraftSchema,
  documentDraftSchema,
  claimDraftSchema,
  assessmentDraftSchema,
  relationDraftSchema,
  decisionDraftSchema,
  releaseDraftSchema,
  approvalDraftSchema,
  erasureDraftSchema,
])
