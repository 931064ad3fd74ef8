import { originOf } from '../request.ts'
import type { Site, Visit } from '../site.ts'
import { writeAtom } from './atom.ts'
import type { AtomFeed } from './atom.ts'

/** Sends a feed with whole addresses: feeds are read far from where they lay. */
export function sendFeed(site: Site, { request, door }: Visit, feed: AtomFeed): Response {
  const origin = originOf(site, request)
  const whole = <Linked extends { readonly href: string }>(linked: Linked): Linked => ({
    ...linked,
    href: new URL(linked.href, origin).href,
  })
  request.header('cache-control', door === 'portal' ? 'public, no-cache' : 'private, no-store')
  request.header('vary', 'accept-language')
  request.header('content-type', 'application/atom+xml; charset=utf-8')
  const links = feed.links.map(whole)
  return request.body(writeAtom({ ...feed, links, entries: feed.entries.map(whole) }))
}
