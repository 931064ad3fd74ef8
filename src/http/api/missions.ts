import { z } from 'zod'

import type { Desk, Kind } from '#desk-kit'
import { listMissions } from '#register'
import type { ListPage, PageQuestion } from '#register'
import { text } from '#ui'

import { pageOf } from '../paging.ts'
import { languageOf } from '../request.ts'
import type { Site } from '../site.ts'
import { toCsv } from './csv.ts'
import { parseInput, sendJson } from './endpoint.ts'
import type { Endpoint } from './endpoint.ts'
import { formatQuery, pageQuery, queryOf } from './fields.ts'
import { preferredFormat } from './list.ts'

const kindSchema = z.object({
  kind: z.string(),
  desk: z.string(),
  title: z.string().describe('In the language that is preferred.'),
  hasAmount: z.boolean().describe('Whether figures are made from its claims.'),
  value: z.record(z.string(), z.unknown()).describe('The JSON Schema of its value.'),
})

/** What belongs to no mission: which missions there are, and which kinds of claims. */
export const sharedEndpoints: readonly Endpoint[] = [
  sharedList({
    path: '/missions',
    tag: 'missions',
    summary: 'The missions on record, by name.',
    item: z.object({ mission: z.string(), title: z.string() }),
    page: async (site, { page }) =>
      pageOf(await listMissions(site.readers.portal), page, ({ mission }) => mission),
  }),
  sharedList({
    path: '/kinds',
    tag: 'kinds',
    summary: 'The kinds of claims, with the JSON Schema that their values must fit.',
    item: kindSchema,
    page: async (site, { page, wordOf }) => {
      const kinds = site.desks.flatMap((desk) =>
        desk.kinds.map((kind) => shown(desk, kind, wordOf)),
      )
      return pageOf(kinds, page, ({ kind }) => kind)
    },
  }),
]

interface SharedSpec<Item extends object> {
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly item: z.ZodType<Item>
  page(
    site: Site,
    asked: { readonly page: PageQuestion; readonly wordOf: (key: string) => string },
  ): Promise<ListPage<Item>>
}

/** A list that every mission shares; nothing of it is a claim, so it is the same at any asking. */
function sharedList<Item extends object>(spec: SharedSpec<Item>): Endpoint {
  const { path, tag, summary, item } = spec
  const query = queryOf({ ...pageQuery, ...formatQuery })
  const schema = z.object({ items: z.array(item), next: z.string().nullable() })
  return {
    method: 'get',
    path,
    tag,
    summary,
    params: z.object({}),
    query,
    body: null,
    replies: { 200: { description: 'A page of the list.', schema, csv: 'csv' } },
    refusals: [400],
    async answer(site, request) {
      const { after = null, limit, format } = parseInput(query, request.req.query())
      const listener = { words: site.words, language: languageOf(request) }
      const wordOf = (key: string) => text(listener, key)
      const { items, next } = await spec.page(site, { page: { after, limit }, wordOf })
      request.header('vary', 'Accept, Accept-Language')
      if (next !== null) {
        const address = `/api/v1${path}?limit=${limit}&after=${encodeURIComponent(next)}`
        request.header('link', `<${address}>; rel="next"`)
      }
      if ((format ?? preferredFormat(request)) === 'json') return sendJson(request, { items, next })
      request.header('content-type', 'text/csv; charset=utf-8; header=present')
      return request.body(toCsv(item, items))
    },
  }
}

function shown(
  desk: Desk,
  kind: Kind,
  wordOf: (key: string) => string,
): z.output<typeof kindSchema> {
  return {
    kind: kind.name,
    desk: desk.name,
    title: wordOf(kind.title),
    hasAmount: kind.quantity !== null,
    value: z.toJSONSchema(kind.value, { io: 'input', unrepresentable: 'any' }),
  }
}
