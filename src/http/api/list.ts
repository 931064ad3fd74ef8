import type { Context as Request } from 'hono'
import { accepts } from 'hono/accepts'
import { z } from 'zod'

import type { Context } from '#desk-kit'
import { countErasedSince, getMission, resolveAsking } from '#register'
import type { Asking, ListPage, PageQuestion } from '#register'

import { callerOf, contextFor } from '../doors.ts'
import { checkCursor } from '../paging.ts'
import type { CursorForm } from '../paging.ts'
import { questionOf } from '../request.ts'
import type { Site } from '../site.ts'
import { toCsv } from './csv.ts'
import { parseInput, sendJson } from './endpoint.ts'
import type { Endpoint } from './endpoint.ts'
import { askingQuery, formatQuery, missionParam, pageQuery, queryOf } from './fields.ts'
import { askingShape } from './schemas.ts'

/** A request about one mission, with what it asks already checked. */
export interface Call<Params, Query> {
  readonly site: Site
  readonly request: Request
  readonly ctx: Context
  readonly at: Asking
  readonly params: Params
  readonly query: Query
}

/** A list of a mission's record: where it lies, what it holds and how a page of it is read. */
export interface ListSpec<
  Params extends z.ZodRawShape,
  Query extends z.ZodRawShape,
  Item extends object,
> {
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly params: Params
  readonly query: Query
  readonly item: z.ZodType<Item>
  /** What the answer says beside the items. */
  readonly beside: z.ZodRawShape
  readonly cursor: CursorForm
  page(
    call: Call<z.output<z.ZodObject<Params>>, z.output<z.ZodObject<Query>>>,
    page: PageQuestion,
  ): Promise<Listed<Item>>
}

/** A page of a list, and what is said beside its items. */
export interface Listed<Item> extends ListPage<Item> {
  readonly beside?: object
}

/** Makes an endpoint of a list: paged by cursor, as JSON or CSV, at any asking. */
export function defineList<
  Params extends z.ZodRawShape,
  Query extends z.ZodRawShape,
  Item extends object,
>(spec: ListSpec<Params, Query, Item>): Endpoint {
  const shared = { ...pageQuery, ...askingQuery, ...formatQuery }
  const all = queryOf({ ...spec.query, ...shared })
  const params = z.object({ ...missionParam, ...spec.params })
  return {
    method: 'get',
    path: `/missions/{mission}${spec.path}`,
    tag: spec.tag,
    summary: spec.summary,
    params,
    query: all,
    body: null,
    replies: { 200: { description: 'A page of the list.', schema: envelopeOf(spec), csv: 'csv' } },
    refusals: [400, 404],
    async answer(site, request) {
      const given = request.req.query()
      parseInput(all, given)
      const { after = null, limit, format } = parseInput(z.object(shared), given)
      checkCursor(spec.cursor, after)
      const query = parseInput(z.object(spec.query), given)
      const call = await callOf(site, request, { params: z.object(spec.params), query })
      const listed = await spec.page(call, { after, limit })
      return sendList(call, spec.item, { listed, format: format ?? preferredFormat(request) })
    },
  }
}

/** Resolves the mission and the asking of a request. */
export async function callOf<Params extends z.ZodType, Query>(
  site: Site,
  request: Request,
  { params, query }: { readonly params: Params; readonly query: Query },
): Promise<Call<z.output<Params>, Query>> {
  const name = request.req.param('mission') ?? ''
  const actor = await callerOf(site, request, name)
  const ctx = await contextFor(site, { request, actor, mission: name })
  const { mission } = await getMission(ctx.db, name)
  const question = questionOf(request)
  const at = await resolveAsking(ctx, mission, question)
  if (question.recordAt !== undefined) {
    const erased = await countErasedSince(ctx.db, mission, at.recordAt.seq)
    if (erased > 0) request.header('rollcall-erased-since', String(erased))
  }
  return {
    site,
    request,
    ctx,
    at,
    params: parseInput(params, request.req.param()),
    query,
  }
}

/** The asking as answers carry it. */
export function shownAsking({ validOn, knownAt, recordAt }: Asking): Asking {
  return { validOn, knownAt, recordAt: { seq: recordAt.seq, at: recordAt.at, root: recordAt.root } }
}

/** JSON unless the sender prefers CSV. */
export function preferredFormat(request: Request): 'json' | 'csv' {
  const type = accepts(request, {
    header: 'Accept',
    supports: ['application/json', 'text/csv'],
    default: 'application/json',
  })
  return type === 'text/csv' ? 'csv' : 'json'
}

/** Answers rows as a CSV file, with the asking in its headers. */
export function sendCsv(
  { request, at }: Pick<Call<unknown, unknown>, 'request' | 'at'>,
  item: z.ZodType,
  items: readonly object[],
): Response {
  const name = request.req.path.split('/').at(-1) ?? 'list'
  request.header('content-type', 'text/csv; charset=utf-8; header=present')
  request.header('content-disposition', `attachment; filename="${name}.csv"`)
  request.header('rollcall-valid-on', at.validOn)
  request.header('rollcall-known-at', at.knownAt)
  request.header('rollcall-record-at', String(at.recordAt.seq))
  request.header('rollcall-root', at.recordAt.root)
  return request.body(toCsv(item, items))
}

interface Sent<Item> {
  readonly listed: Listed<Item>
  readonly format: 'json' | 'csv'
}

function sendList<Item extends object>(
  call: Call<unknown, unknown>,
  item: z.ZodType<Item>,
  { listed: { items, next, beside = {} }, format }: Sent<Item>,
): Response {
  call.request.header('vary', 'Accept')
  if (next !== null) call.request.header('link', `<${nextAddress(call, next)}>; rel="next"`)
  if (format === 'csv') return sendCsv(call, item, items)
  return sendJson(call.request, { ...shownAsking(call.at), ...beside, items, next })
}

/** The following page at the same asking, so that nothing appended meanwhile shifts it. */
function nextAddress({ request, at }: Call<unknown, unknown>, next: string): string {
  const { pathname, searchParams } = new URL(request.req.url)
  searchParams.set('validOn', at.validOn)
  searchParams.set('knownAt', at.knownAt)
  searchParams.set('recordAt', String(at.recordAt.seq))
  searchParams.set('after', next)
  return `${pathname}?${searchParams.toString()}`
}

function envelopeOf<Params extends z.ZodRawShape, Query extends z.ZodRawShape, Item extends object>(
  spec: ListSpec<Params, Query, Item>,
): z.ZodType {
  return z.object({
    ...askingShape,
    ...spec.beside,
    items: z.array(spec.item),
    next: z.string().nullable().describe('The cursor of the following page; null on the last.'),
  })
}
