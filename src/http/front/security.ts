import type { Context as Request } from 'hono'

import { LANGUAGES } from '#ui'

import { originOf } from '../request.ts'
import type { Site } from '../site.ts'

/** A contact older than this has to be confirmed: RFC 9116 §2.5.5 asks for less than a year. */
const VALID_MS = 180 * 86_400_000

/** Whom to tell of a weakness (RFC 9116). */
export function sendSecurity(site: Site, request: Request): Response {
  const expires = new Date(Date.parse(site.clock.now()) + VALID_MS).toISOString()
  request.header('cache-control', 'public, max-age=3600')
  return request.text(
    [
      `Contact: ${site.securityContact ?? ''}`,
      `Expires: ${expires}`,
      `Preferred-Languages: ${LANGUAGES.join(', ')}`,
      `Canonical: ${originOf(site, request)}/.well-known/security.txt`,
      '',
    ].join('\n'),
  )
}
