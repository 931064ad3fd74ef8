import { z } from 'zod'

import {
  answersTogether,
  approvalDraftSchema,
  isOverdue,
  listNeeds,
  recordEntries,
} from '#desk-kit'

import { ROOTS } from '../doors.ts'
import { fits } from '../needs/filter.ts'
import { pageOf } from '../paging.ts'
import { parseInput, sendJson } from './endpoint.ts'
import type { Endpoint } from './endpoint.ts'
import { missionParam, queryOf } from './fields.ts'
import { callOf, defineList } from './list.ts'
import { readJson } from './read-body.ts'
import { receiptSchema } from './schemas.ts'

const MOST_AT_ONCE = 500

const list = defineList({
  path: '/needs',
  tag: 'needs',
  summary: 'All that waits for whoever asks and that they may do: what is overdue first.',
  params: {},
  query: {
    desk: z.string().optional().describe('Only what waits at this desk.'),
    sort: z.string().optional().describe('Only matters of this sort, such as need.answer.release.'),
  },
  item: z.object({
    key: z.string().describe('Stable: the same matter has the same key tomorrow.'),
    sort: z.string(),
    title: z.string().describe('What it is about, as recorded.'),
    desk: z.string().nullable(),
    party: z.string().nullable(),
    since: z.string(),
    due: z.string().nullable(),
    isOverdue: z.boolean(),
    path: z.string().describe('The page on which it is done.'),
    proposal: z
      .string()
      .nullable()
      .describe('The entry that can be answered by POST /approvals; null where it is none.'),
  }),
  beside: {},
  cursor: 'name',
  async page({ ctx, site, at, query }, page) {
    const { desk = null, sort = null } = query
    const needs = (await listNeeds(ctx, site.desks, at)).filter(fits({ desk, sort }))
    const items = needs.map((need) => ({
      key: need.key,
      sort: need.sort,
      title: need.title,
      desk: need.desk,
      party: need.party,
      since: need.since,
      due: need.due,
      isOverdue: isOverdue(need, at.validOn),
      path: `${ROOTS.office}/${encodeURIComponent(ctx.mission)}/${need.path}`,
      proposal: need.proposal,
    }))
    return pageOf(items, page, ({ key }) => key)
  },
})

const answeringSchema = approvalDraftSchema
  .pick({ id: true, verdict: true, by: true, saidAt: true, reason: true })
  .extend({
    proposals: z
      .array(approvalDraftSchema.shape.proposal)
      .min(1, 'proposals is empty; name the entries that are answered.')
      .max(MOST_AT_ONCE, `proposals names more than ${MOST_AT_ONCE}; send them in parts.`),
  })

const answer: Endpoint = {
  method: 'post',
  path: '/missions/{mission}/approvals',
  tag: 'needs',
  summary: 'Answers several proposals with one yes or no: all of them or none.',
  params: z.object(missionParam),
  query: queryOf({}),
  body: {
    mediaType: 'application/json',
    description: 'The answer; sent again under the same id, it is recorded once.',
    schema: answeringSchema,
  },
  replies: {
    200: receipts('All answers were on record already.'),
    201: receipts('The answers are on record.'),
  },
  refusals: [400, 403, 404, 409, 413],
  async answer(site, request) {
    parseInput(queryOf({}), request.req.query())
    const { ctx } = await callOf(site, request, { params: z.object({}), query: null })
    const answering = parseInput(answeringSchema, await readJson(request))
    const drafts = await answersTogether(ctx, answering)
    const given = await recordEntries(ctx, site.kinds, drafts)
    return sendJson(request, { receipts: given }, given.some(({ fresh }) => fresh) ? 201 : 200)
  },
}

/** What waits for whoever asks, and the answers that they give. */
export const needEndpoints: readonly Endpoint[] = [list, answer]

function receipts(description: string) {
  return {
    description,
    schema: z.object({ receipts: z.array(receiptSchema) }),
    csv: 'no-csv',
  } as const
}
