import { z } from 'zod'

import { accountBytes } from '#desk-kit'
import type { Account, Desk } from '#desk-kit'

import { parseInput } from './endpoint.ts'
import type { Endpoint } from './endpoint.ts'
import { askingQuery, formatQuery, missionParam, queryOf } from './fields.ts'
import { callOf, preferredFormat, sendCsv } from './list.ts'

/** The accounts of all desks: the same bytes as the command line's `account DESK/ACCOUNT --json`. */
export function accountEndpoints(desks: readonly Desk[]): readonly Endpoint[] {
  return desks.flatMap((desk) => desk.accounts.map((account) => accountEndpoint(desk, account)))
}

function accountEndpoint(desk: Desk, account: Account): Endpoint {
  const query = queryOf({ ...askingQuery, ...formatQuery })
  return {
    method: 'get',
    path: `/missions/{mission}/accounts/${desk.name}/${account.name}`,
    tag: desk.name,
    summary: `The account ${desk.name}/${account.name} at the asking.`,
    params: z.object(missionParam),
    query,
    body: null,
    replies: { 200: { description: 'The account.', schema: account.answer, csv: 'csv' } },
    refusals: [400, 404],
    async answer(site, request) {
      const asked = parseInput(query, request.req.query())
      const call = await callOf(site, request, { params: z.object({}), query: asked })
      const answer = await account.run(call.ctx, call.at)
      request.header('vary', 'Accept')
      if ((asked.format ?? preferredFormat(request)) === 'csv') {
        return sendCsv(call, rowOf(account.answer), answer.rows)
      }
      request.header('content-type', 'application/json; charset=utf-8')
      return request.body(accountBytes(answer))
    },
  }
}

/** The form of one line of an account. */
export function rowOf(answer: z.ZodType): z.ZodType {
  const rows: unknown = answer instanceof z.ZodObject ? answer.shape['rows'] : undefined
  const row = rows instanceof z.ZodArray ? rows.element : undefined
  if (row instanceof z.ZodType) return row
  throw new Error('An account answers an object with a list of rows; its schema says otherwise.')
}
