import type { Context as Request } from 'hono'
import { z } from 'zod'

import { FaultyInput, parseDraft, recordDrafts } from '#desk-kit'
import type { Context, Fault } from '#desk-kit'
import { takeIn } from '#documents'
import type { Proposal, TakenIn } from '#documents'
import { newId } from '#kit'
import { RefusedError } from '#platform'
import { findDocumentByHash, UNSAID } from '#register'
import type { DocumentDraft } from '#register'

import type { Site } from '../site.ts'
import { parseInput, sendJson } from './endpoint.ts'
import type { Endpoint } from './endpoint.ts'
import { idField, missionParam, queryOf } from './fields.ts'
import { callOf } from './list.ts'
import { readForm } from './read-body.ts'
import { receiptSchema } from './schemas.ts'

const noQuery = queryOf({})
const ASKED_FOR = {
  title: 'title',
  publisher: 'publisher’s name as printed',
  published: 'date on which it was published (EDTF, as 2024-02-28 or 2024-02)',
  language: 'language (a tag such as en, fr or ht, or und where it is undetermined)',
} as const
type Asked = keyof typeof ASKED_FOR
const ASKED: readonly Asked[] = ['title', 'publisher', 'published', 'language']
const FIELDS: readonly string[] = ['file', 'id', 'address', 'release', 'compartment', ...ASKED]

const formSchema = z.object({
  file: z
    .string()
    .describe('Plain text, Markdown or HTML in UTF-8, at most 10 MB.')
    .meta({ format: 'binary' }),
  title: z.string(),
  publisher: z.string().describe('The publisher’s name as printed.'),
  published: z.string().describe('When it was published, in EDTF level 1. Never guessed.'),
  language: z.string().describe('A BCP 47 tag; und where it is undetermined.'),
  release: z
    .string()
    .optional()
    .describe('How far it may go: restricted (when left out) or confidential.'),
  compartment: z.string().optional().describe('medical or conduct, where it lies in one.'),
  address: z.string().optional().describe('Where it was published.'),
  id: idField
    .optional()
    .describe('A UUIDv7 to keep when sending again; made where it is left out.'),
})

const takenInSchema = receiptSchema.extend({
  mediaType: z.string(),
  sha256: z.string(),
  textSha256: z.string().describe('What citations are tied to.'),
  extractor: z.string(),
})

/** Takes a document in: its bytes, their hash and the text that citations point into. */
export const intakeEndpoint: Endpoint = {
  method: 'post',
  path: '/missions/{mission}/documents',
  tag: 'documents',
  summary: 'Takes a document in: its bytes, its SHA-256 and the text that citations point into.',
  params: z.object(missionParam),
  query: noQuery,
  body: {
    mediaType: 'multipart/form-data',
    description: 'The file and what is known of it.',
    schema: formSchema,
  },
  replies: {
    200: {
      description: 'The same document was on record under this id already.',
      schema: takenInSchema,
      csv: 'no-csv',
    },
    201: { description: 'The document is on record.', schema: takenInSchema, csv: 'no-csv' },
  },
  refusals: [400, 403, 404, 409, 413],
  async answer(site, request) {
    parseInput(noQuery, request.req.query())
    const { ctx } = await callOf(site, request, { params: z.object({}), query: null })
    const { bytes, taken, fields } = await readDocument(request)
    if (!fields.has('id')) await refuseKnown(ctx, taken)
    const draft = draftOf(site, fields, taken)
    const document = { ...draft, bytes, text: taken.text }
    const [receipt] = await recordDrafts(ctx, site.kinds, [document])
    if (receipt === undefined) throw new Error('A document was put on record and has no receipt.')
    const { mediaType, sha256, textSha256, text } = taken
    const answer = { ...receipt, mediaType, sha256, textSha256, extractor: text.extractor }
    return sendJson(request, answer, receipt.fresh ? 201 : 200)
  },
}

interface Sent {
  readonly bytes: Uint8Array
  readonly taken: TakenIn
  readonly fields: ReadonlyMap<string, string>
}

async function readDocument(request: Request): Promise<Sent> {
  const form = await readForm(request)
  const file = form.get('file')
  if (!(file instanceof File)) {
    throw new FaultyInput([
      { field: 'file', sentence: 'No file was sent; send the document as the field "file".' },
    ])
  }
  const fields = new Map<string, string>()
  for (const [name, value] of form) {
    if (name !== 'file' && typeof value === 'string' && value.trim() !== '') fields.set(name, value)
  }
  const faults = [...form.keys()].flatMap((name) => fieldFaults(name, fields.get(name) ?? ''))
  if (faults.length > 0) throw new FaultyInput(faults)
  const bytes = new Uint8Array(await file.arrayBuffer())
  return { bytes, taken: takeIn({ bytes, fileName: file.name, mediaType: file.type }), fields }
}

function fieldFaults(name: string, value: string): readonly Fault[] {
  if (!FIELDS.includes(name)) {
    const sentence = `"${name}" is no field of this form; send ${FIELDS.join(', ')}.`
    return [{ field: name, sentence }]
  }
  if (!value.includes('\uFFFD')) return []
  return [{ field: name, sentence: 'This field is not UTF-8; encode it so and send it again.' }]
}

/** Refuses to take the same bytes in twice; whoever sends again on purpose keeps the id. */
async function refuseKnown({ db, mission }: Context, { sha256 }: TakenIn): Promise<void> {
  const known = await findDocumentByHash(db, mission, sha256)
  if (known === undefined) return
  throw new RefusedError(
    'conflict',
    'documents.known',
    `This file is on record as the document ${known}; cite that one.`,
  )
}

function draftOf(site: Site, fields: ReadonlyMap<string, string>, taken: TakenIn): DocumentDraft {
  const missing = ASKED.filter((field) => !fields.has(field))
  if (missing.length > 0) throw new FaultyInput(missing.map((field) => askFor(field, taken)))
  const draft = parseDraft(site.kinds, {
    type: 'document',
    id: fields.get('id') ?? newId(),
    handling: {
      ...UNSAID,
      release: fields.get('release') ?? UNSAID.release,
      compartment: fields.get('compartment') ?? null,
    },
    title: fields.get('title'),
    publisher: fields.get('publisher'),
    address: fields.get('address') ?? null,
    published: fields.get('published'),
    language: fields.get('language'),
    mediaType: taken.mediaType,
    sha256: taken.sha256,
    bytes: null,
    text: null,
    textSha256: taken.textSha256,
  })
  if (draft.type !== 'document') throw new Error('A document was taken for something else.')
  return draft
}

/** Asks for what was not sent; what the document says of itself is offered, never taken. */
function askFor(field: Asked, taken: TakenIn): Fault {
  const proposal: Proposal | null = field === 'publisher' ? null : taken[field]
  const offer =
    proposal === null
      ? 'the document does not say it of itself'
      : `the document says "${proposal.value}" of itself (${proposal.basis}), so send that if it is right`
  return { field, sentence: `The ${ASKED_FOR[field]} is missing; ${offer}.` }
}
