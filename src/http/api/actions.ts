import { z } from 'zod'

import { deedOf, handlingSchema, recordDrafts } from '#desk-kit'
import type { Action, Desk } from '#desk-kit'

import { parseInput, sendJson } from './endpoint.ts'
import type { Endpoint } from './endpoint.ts'
import { idField, missionParam, queryOf } from './fields.ts'
import { callOf } from './list.ts'
import { readJson } from './read-body.ts'
import { receiptSchema } from './schemas.ts'

/** What officers do at the desks beyond recording single entries; each comes to entries, all or none. */
export function actionEndpoints(desks: readonly Desk[]): readonly Endpoint[] {
  return desks.flatMap((desk) => desk.actions.map((action) => actionEndpoint(desk, action)))
}

function actionEndpoint({ name: desk }: Desk, action: Action): Endpoint {
  const noQuery = queryOf({})
  const body = z.strictObject({ id: idField, handling: handlingSchema, input: action.input })
  const reply = (description: string) => ({
    description,
    schema: z.object({ receipts: z.array(receiptSchema) }),
    csv: 'no-csv' as const,
  })
  return {
    method: 'post',
    path: `/missions/{mission}/actions/${desk}/${action.name}`,
    tag: desk,
    summary: `Does what the desk calls ${desk}/${action.name}: its entries are recorded together or not at all.`,
    params: z.object(missionParam),
    query: noQuery,
    body: {
      mediaType: 'application/json',
      description: 'A UUIDv7 that the sender made, how far the entries may go, and the input.',
      schema: body,
    },
    replies: {
      200: reply('It was done before under this id.'),
      201: reply('It is done, and on record.'),
    },
    refusals: [400, 403, 404, 409, 413],
    async answer(site, request) {
      parseInput(noQuery, request.req.query())
      const { ctx, at } = await callOf(site, request, { params: z.object({}), query: null })
      const { id, handling, input } = parseInput(body, await readJson(request))
      const drafts = await action.run(ctx, at, input, deedOf(ctx, id, handling))
      const receipts = await recordDrafts(ctx, site.kinds, drafts)
      return sendJson(request, { receipts }, receipts.some(({ fresh }) => fresh) ? 201 : 200)
    },
  }
}
