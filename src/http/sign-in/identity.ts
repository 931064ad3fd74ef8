import type { Context as Request, Hono, MiddlewareHandler } from 'hono'

import { isSame } from '#platform'
import type { SignedIn } from '#platform'

import { clientAddressOf } from '../client-address.ts'
import { answerProblem } from '../errors.tsx'
import { FORM_TOKEN_WRONG, TOKEN_UNKNOWN, tooMany } from '../problem.ts'
import { noteRestrictedReads } from '../restricted-reads.ts'
import type { Site } from '../site.ts'
import { authorizationIn } from './feed-token.ts'

const READING = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Finds out who sends each request. What a session sends to be done carries the session's own token; what
 * is shown to somebody signed in is kept by nobody.
 */
export function mountIdentity(app: Hono, site: Site): void {
  app.use(identify(site))
}

function identify(site: Site): MiddlewareHandler {
  return async (request, next) => {
    const authorization = authorizationIn(request)
    const cookie = request.req.header('cookie')
    const who = await site.auth.actorOf({ cookie, authorization })
    if (who === null && authorization !== undefined) return refuseToken(site, request)
    request.set('signedIn', who)
    if (who !== null && !(await isForged(request, who))) {
      await next()
      await noteRestrictedReads(site, request)
      request.res.headers.set('cache-control', 'private, no-store')
      return undefined
    }
    return who === null ? next() : answerProblem(site, request, FORM_TOKEN_WRONG)
  }
}

async function refuseToken(site: Site, request: Request): Promise<Response> {
  const wait = await site.auth.limits.take('token', clientAddressOf(site, request))
  if (wait === 0) {
    request.header('www-authenticate', 'Bearer')
    return answerProblem(site, request, TOKEN_UNKNOWN)
  }
  request.header('retry-after', String(wait))
  return answerProblem(site, request, tooMany(wait))
}

/** A token in a header is sent on purpose; a cookie is sent by itself, so something else must show the purpose. */
async function isForged(request: Request, { csrf }: SignedIn): Promise<boolean> {
  if (csrf === null || READING.has(request.req.method)) return false
  const token = request.req.header('x-csrf-token') ?? (await fieldOf(request))
  return typeof token !== 'string' || !isSame(token, csrf)
}

async function fieldOf(request: Request): Promise<unknown> {
  const type = request.req.header('content-type') ?? ''
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) return undefined
  try {
    return (await request.req.parseBody())['csrf']
  } catch {
    // What cannot be read as a form carries no token.
    return undefined
  }
}
