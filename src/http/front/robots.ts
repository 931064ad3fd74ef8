import type { Context as Request } from 'hono'

import { originOf } from '../request.ts'
import type { Site } from '../site.ts'

/** Which addresses crawlers are asked to leave alone: programs' doors, the office, and pages without end (dates, searches). */
export function sendRobots(site: Site, request: Request): Response {
  request.header('cache-control', 'public, max-age=3600')
  return request.text(
    [
      'User-agent: *',
      'Allow: /$',
      'Allow: /*?lang=',
      'Disallow: /api/',
      'Disallow: /office/',
      'Disallow: /*?',
      'Disallow: /m/*/download/',
      '',
      `Sitemap: ${originOf(site, request)}/sitemap.xml`,
      '',
    ].join('\n'),
  )
}

/** What a crawler may index: pages of the portal as they are today, in any language. */
export function isForIndex(request: Request): boolean {
  const { pathname, searchParams } = new URL(request.req.url)
  const isOfPortal = pathname === '/' || pathname.startsWith('/m/')
  const isAsked = [...searchParams.keys()].some((field) => field !== 'lang')
  // Forms carry ids that serve once; answers that nobody may keep are not for an index either.
  const isKept = !(request.res.headers.get('cache-control') ?? '').includes('no-store')
  return isOfPortal && !isAsked && isKept && request.res.status === 200
}
