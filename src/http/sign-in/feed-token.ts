import type { Context as Request } from 'hono'

/** The feeds and calendars of the office: read by programs that know no Bearer, and nothing is done there. */
const FEED = /^\/office\/[^/]+\/(?:[^/]+\/)?[\w-]+\.(?:atom|ics)$/

/** Whether an address is one that programs read, which cannot be led to a page to sign in on. */
export function isOfficeFeed({ req }: Request): boolean {
  return req.method === 'GET' && FEED.test(req.path)
}

/**
 * The `Authorization` header; for feeds also a token that was written as a password (RFC 7617), the one way
 * most calendars know. Nowhere else: a browser would send it again by itself.
 */
export function authorizationIn(request: Request): string | undefined {
  const header = request.req.header('authorization')
  const basic = /^Basic ([\w+/=]+)$/i.exec(header ?? '')?.[1]
  if (basic === undefined || !isOfficeFeed(request)) return header
  const [, ...password] = Buffer.from(basic, 'base64').toString('utf8').split(':')
  return `Bearer ${password.join(':')}`
}
