import type { Context as Request } from 'hono'

import { listMissions, listPlaces, resolveAsking } from '#register'
import type { Place } from '#register'
import { PATHS } from '#ui'

import { escaped } from '../feeds/atom.ts'
import { originOf, visitOf } from '../request.ts'
import type { Site } from '../site.ts'

/** So many entries have their pages in one part; the protocol allows 50,000 addresses. */
const PART = 20_000
const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9'
const TODAY = { validOn: null, knownAt: null, recordAt: null, language: null } as const
const PAGES = ['', 'timeline', 'contested', 'documents', 'subjects', 'glossary', 'download']

/** The list of all parts of all missions. */
export async function sendSiteMap(site: Site, request: Request): Promise<Response> {
  const origin = originOf(site, request)
  const parts: string[] = []
  for (const { mission } of await listMissions(site.readers.portal)) {
    const { recordAt } = await resolveAsking(
      { db: site.readers.portal, clock: site.clock },
      mission,
      {},
    )
    const root = `${origin}/m/${encodeURIComponent(mission)}/sitemap.xml`
    for (let part = 0; part * PART <= recordAt.seq; part += 1) parts.push(`${root}?part=${part}`)
  }
  const lines = parts.map((address) => `<sitemap><loc>${escaped(address)}</loc></sitemap>`)
  return sendXml(request, 'sitemapindex', lines)
}

/** The pages of the claims, documents and subjects in one part of a mission's record; the first part begins with the fixed pages. */
export async function sendMissionMap(site: Site, request: Request): Promise<Response> {
  const { ctx, at, reader } = await visitOf(site, request)
  const part = Number(/^\d{1,5}$/.exec(request.req.query('part') ?? '0')?.[0] ?? 0)
  const bounds = { after: part * PART, until: (part + 1) * PART }
  const places = await listPlaces(ctx.db, ctx.mission, bounds, at)
  const origin = originOf(site, request)
  const here = (path: string) => escaped(`${origin}${reader.link(path, TODAY)}`)
  const fixed = part === 0 ? fixedPages(site) : []
  return sendXml(request, 'urlset', [
    ...fixed.map((path) => `<url><loc>${here(path)}</loc></url>`),
    ...places.map(
      (place) =>
        `<url><loc>${here(pathOf(place))}</loc><lastmod>${escaped(place.recordedAt)}</lastmod></url>`,
    ),
  ])
}

function fixedPages({ desks }: Site): readonly string[] {
  const accounts = desks.flatMap((desk) =>
    desk.pages.map(({ account }) => `${desk.name}/${account}`),
  )
  return [...PAGES, ...accounts]
}

function pathOf({ type, id, slug }: Place): string {
  if (type === 'subject') return PATHS.subject(slug ?? '')
  return type === 'claim' ? PATHS.claim(id) : PATHS.document(id)
}

function sendXml(request: Request, root: string, lines: readonly string[]): Response {
  request.header('cache-control', 'public, max-age=3600')
  request.header('content-type', 'application/xml; charset=utf-8')
  const head = `<?xml version="1.0" encoding="utf-8"?>\n<${root} xmlns="${NAMESPACE}">`
  return request.body([head, ...lines, `</${root}>`, ''].join('\n'))
}
