import { z } from 'zod'

import { parseInput, sendJson } from './endpoint.ts'
import type { Endpoint } from './endpoint.ts'
import { askingQuery, missionParam, queryOf } from './fields.ts'
import { callOf, shownAsking } from './list.ts'
import type { Call } from './list.ts'
import { askingShape } from './schemas.ts'

/** One thing of a mission's record: where it lies and what is said of it. */
export interface ItemSpec<Params extends z.ZodRawShape> {
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly params: Params
  readonly says: z.ZodRawShape
  find(call: Call<z.output<z.ZodObject<Params>>, unknown>): Promise<object>
}

/** Makes an endpoint of one thing, at any asking. */
export function defineItem<Params extends z.ZodRawShape>(spec: ItemSpec<Params>): Endpoint {
  const query = queryOf(askingQuery)
  return {
    method: 'get',
    path: `/missions/{mission}${spec.path}`,
    tag: spec.tag,
    summary: spec.summary,
    params: z.object({ ...missionParam, ...spec.params }),
    query,
    body: null,
    replies: {
      200: {
        description: 'What is on record of it.',
        schema: z.object({ ...askingShape, ...spec.says }),
        csv: 'no-csv',
      },
    },
    refusals: [400, 404, 410],
    async answer(site, request) {
      const asked = parseInput(query, request.req.query())
      const call = await callOf(site, request, { params: z.object(spec.params), query: asked })
      return sendJson(request, { ...shownAsking(call.at), ...(await spec.find(call)) })
    },
  }
}
