import type { Context as Request } from 'hono'
import { z } from 'zod'

import { FaultyInput, parseDraft, recordDrafts, recordEntries } from '#desk-kit'
import type { Context, Fault } from '#desk-kit'
import { RefusedError } from '#platform'
import { findEvidence, findRecorded, readEvidence } from '#register'
import type { Draft, Receipt } from '#register'

import type { Site } from '../site.ts'
import { parseInput, sendJson } from './endpoint.ts'
import type { Endpoint } from './endpoint.ts'
import { idField, missionParam, queryOf } from './fields.ts'
import { callOf, defineList } from './list.ts'
import { readJson } from './read-body.ts'
import { entrySchema, evidenceSchema, receiptSchema } from './schemas.ts'

const MOST_AT_ONCE = 1000
const noQuery = queryOf({})
const idParams = z.object({ ...missionParam, id: idField })
const recorded = (description: string) => ({
  description,
  schema: receiptSchema,
  csv: 'no-csv' as const,
})

const put: Endpoint = {
  method: 'put',
  path: '/missions/{mission}/entries/{id}',
  tag: 'entries',
  summary:
    'Puts one entry on record under the id its sender made; sending it again records it once.',
  params: idParams,
  query: noQuery,
  body: {
    mediaType: 'application/json',
    description: 'The entry, with the id that the address has.',
    schema: entrySchema,
  },
  replies: {
    200: recorded('The same entry was on record already.'),
    201: recorded('The entry is on record.'),
  },
  refusals: [400, 403, 404, 409, 413],
  async answer(site, request) {
    const { ctx, id } = await addressed(site, request)
    const entry = await readJson(request)
    checkId(entry, id)
    const [receipt] = await recordEntries(ctx, site.kinds, [entry])
    if (receipt === undefined) throw new Error('One entry was put on record and has no receipt.')
    return sendJson(request, receipt, receipt.fresh ? 201 : 200)
  },
}

const get: Endpoint = {
  method: 'get',
  path: '/missions/{mission}/entries/{id}',
  tag: 'entries',
  summary:
    'An entry with what shows that it is in the log, and of what it says as much as may be seen.',
  params: idParams,
  query: noQuery,
  body: null,
  replies: {
    200: {
      description: 'The entry is on record.',
      schema: receiptSchema.extend(evidenceSchema.shape),
      csv: 'no-csv',
    },
  },
  refusals: [400, 404],
  async answer(site, request) {
    const { ctx, id } = await addressed(site, request)
    const receipt = await getReceipt(ctx, id)
    const [evidence] = await findEvidence(ctx.db, ctx.mission, [id])
    return sendJson(request, { ...receipt, ...evidence })
  },
}

const post: Endpoint = {
  method: 'post',
  path: '/missions/{mission}/entries',
  tag: 'entries',
  summary: 'Puts several entries on record together: all of them or none.',
  params: z.object(missionParam),
  query: noQuery,
  body: {
    mediaType: 'application/json',
    description: `1 to ${MOST_AT_ONCE} entries, each with its id; one may name another that stands before it.`,
    schema: z.array(entrySchema),
  },
  replies: {
    200: receiptsReply('All entries were on record already.'),
    201: receiptsReply('The entries are on record.'),
  },
  refusals: [400, 403, 404, 409, 413],
  async answer(site, request) {
    parseInput(noQuery, request.req.query())
    const { ctx } = await callOf(site, request, { params: z.object({}), query: null })
    const drafts = parseAll(site, await readJson(request))
    const receipts = await recordDrafts(ctx, site.kinds, drafts)
    return sendJson(request, { receipts }, isAnyFresh(receipts) ? 201 : 200)
  },
}

const list = defineList({
  path: '/entries',
  tag: 'entries',
  summary:
    'All entries that may be seen, in the order of the record, each with what shows that it is in the log.',
  params: {},
  query: {},
  item: evidenceSchema,
  beside: {},
  cursor: 'seq',
  async page({ ctx, at }, { after, limit }) {
    const asked = { after: Number(after ?? 0), limit: limit + 1, recordAt: at.recordAt.seq }
    const found = await readEvidence(ctx.db, ctx.mission, asked)
    const items = found.slice(0, limit)
    const last = items.at(-1)
    return { items, next: found.length > limit && last !== undefined ? String(last.seq) : null }
  },
})

/** The way onto the record, and what shows that an entry is on it. */
export const entryEndpoints: readonly Endpoint[] = [put, get, post, list]

async function addressed(site: Site, request: Request) {
  parseInput(noQuery, request.req.query())
  const { ctx, params } = await callOf(site, request, {
    params: z.object({ id: idField }),
    query: null,
  })
  return { ctx, id: params.id }
}

/** An entry has one id: what is sent under another is a mistake of the sender's. */
function checkId(body: unknown, id: string): void {
  if (typeof body !== 'object' || body === null || !('id' in body) || body.id === id) return
  throw incorrect(
    'api.id',
    `The address names the entry ${id} and the body ${String(body.id)}; give both the same id.`,
  )
}

/** Checks every entry before any is recorded, so that all faults are told at once. */
function parseAll(site: Site, body: unknown): readonly Draft[] {
  if (!Array.isArray(body) || body.length === 0 || body.length > MOST_AT_ONCE) {
    throw incorrect(
      'api.entries',
      `The body is not a list of 1 to ${MOST_AT_ONCE} entries; send a JSON array.`,
    )
  }
  const drafts: Draft[] = []
  const faults: Fault[] = []
  for (const [place, entry] of body.entries()) {
    const parsed = tryParse(site, entry)
    if ('draft' in parsed) drafts.push(parsed.draft)
    else faults.push(...parsed.faults.map((fault) => atPlace(fault, place)))
  }
  if (faults.length > 0) throw new FaultyInput(faults)
  return drafts
}

function tryParse(
  site: Site,
  entry: unknown,
): { readonly draft: Draft } | { readonly faults: readonly Fault[] } {
  try {
    return { draft: parseDraft(site.kinds, entry) }
  } catch (error) {
    if (error instanceof FaultyInput) return { faults: error.faults }
    throw error
  }
}

function atPlace({ field, sentence }: Fault, place: number): Fault {
  return { field: field === '' ? String(place) : `${place}.${field}`, sentence }
}

function receiptsReply(description: string) {
  return {
    description,
    schema: z.object({ receipts: z.array(receiptSchema) }),
    csv: 'no-csv',
  } as const
}

function isAnyFresh(receipts: readonly Receipt[]): boolean {
  return receipts.some(({ fresh }) => fresh)
}

function incorrect(code: string, sentence: string): RefusedError {
  return new RefusedError('incorrect', code, sentence)
}

/** Where an entry rests; refused where no entry has this id. */
async function getReceipt(
  { db, mission }: Pick<Context, 'db' | 'mission'>,
  id: string,
): Promise<Receipt> {
  const [entry] = await findRecorded(db, mission, [id])
  if (entry !== undefined) {
    return { id, seq: entry.seq, recordedAt: entry.recordedAt, fresh: false }
  }
  throw new RefusedError(
    'not_found',
    'api.entry_unknown',
    `No entry has the id ${id} in this record; send it, or look for it in the search.`,
  )
}
