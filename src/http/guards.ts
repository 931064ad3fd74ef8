import type { Context as Request, Hono, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { csrf } from 'hono/csrf'
import { etag } from 'hono/etag'
import { methodNotAllowed as refuseMethods } from 'hono/method-not-allowed'
import { routePath } from 'hono/route'
import { secureHeaders } from 'hono/secure-headers'

import { answerProblem } from './errors.tsx'
import { FOREIGN_HOST, UNREADABLE_ADDRESS, bodyTooLarge, methodNotAllowed } from './problem.ts'
import type { Site } from './site.ts'

const MEGABYTE = 1024 * 1024
/** A file of ten megabytes, the fields beside it and the boundaries between them. */
const MOST_FOR_A_FILE = 12 * MEGABYTE
const MOST = MEGABYTE
const OWN_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** Puts everything around the routes that every request passes, the outermost first. */
export function mountGuards(app: Hono, site: Site): void {
  app.use(logRequests(site))
  app.use(securityHeaders())
  app.use(compress())
  app.use(etag())
  app.use(refuseForeignHosts())
  app.use(refuseZeroBytes(site))
  app.use(refuseCrossSite())
  app.use(limitBodies(site))
  app.use(
    refuseMethods({
      app,
      onMethodNotAllowed: async (request, allowed) => {
        request.header('allow', allowed.join(', '))
        return answerProblem(site, request, methodNotAllowed(request.req.method, allowed))
      },
    }),
  )
}

/** One line a request, with the route instead of the address: an address names people and questions. */
function logRequests({ log }: Site): MiddlewareHandler {
  return async (request, next) => {
    const begun = performance.now()
    await next()
    log('info', 'http.request', {
      method: request.req.method,
      route: routePath(request),
      status: request.res.status,
      durationMs: Math.round(performance.now() - begun),
    })
  }
}

/** Nothing is loaded from elsewhere, nothing inline runs, nobody frames us, nobody indexes us. */
function securityHeaders(): MiddlewareHandler {
  const headers = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    // With "no-referrer" browsers send "Origin: null" with our own forms.
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    strictTransportSecurity: false,
  })
  return async (request, next) => {
    await headers(request, next)
    request.res.headers.set('x-robots-tag', 'noindex, nofollow')
  }
}

/** Until people sign in, a page of another site must not reach this server under its own name, nor read of it. */
function refuseForeignHosts(): MiddlewareHandler {
  return async (request, next) => {
    const header = request.req.header('host')
    const names = [request.req.url, ...(header === undefined ? [] : [`http://${header}`])]
    if (names.every((url) => URL.canParse(url) && OWN_NAMES.has(new URL(url).hostname))) {
      return next()
    }
    return request.text(FOREIGN_HOST.sentence, FOREIGN_HOST.status)
  }
}

/** PostgreSQL holds no zero byte in a text, so none can be asked for. */
function refuseZeroBytes(site: Site): MiddlewareHandler {
  return async (request, next) =>
    request.req.url.includes('%00') ? answerProblem(site, request, UNREADABLE_ADDRESS) : next()
}

/** Browsers say where a form comes from; programs at the API's door say nothing and are let through. */
function refuseCrossSite(): MiddlewareHandler {
  const check = csrf()
  return async (request, next) => {
    const isFromBrowser =
      request.req.header('origin') !== undefined ||
      request.req.header('sec-fetch-site') !== undefined
    const isForPrograms = /^\/(api|witness)\//.test(request.req.path)
    return !isFromBrowser && isForPrograms ? next() : check(request, next)
  }
}

function limitBodies(site: Site): MiddlewareHandler {
  const limit = (mostBytes: number) =>
    bodyLimit({
      maxSize: mostBytes,
      onError: async (request) => answerProblem(site, request, bodyTooLarge(mostBytes)),
    })
  const [forFiles, forOthers] = [limit(MOST_FOR_A_FILE), limit(MOST)]
  return async (request, next) => (takesFile(request) ? forFiles : forOthers)(request, next)
}

function takesFile(request: Request): boolean {
  return (request.req.header('content-type') ?? '').startsWith('multipart/form-data')
}
