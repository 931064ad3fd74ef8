import type { Context as Request, Hono, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { csrf } from 'hono/csrf'
import { etag } from 'hono/etag'
import { methodNotAllowed as refuseMethods } from 'hono/method-not-allowed'
import { secureHeaders } from 'hono/secure-headers'

import { isSecure } from '#platform'

import { answerProblem } from './errors.tsx'
import { isForIndex } from './front/robots.ts'
import { refuseForeignHosts } from './own-hosts.ts'
import { UNREADABLE_ADDRESS, bodyTooLarge, methodNotAllowed } from './problem.ts'
import { logRequests } from './request-log.ts'
import type { Site } from './site.ts'

const MEGABYTE = 1024 * 1024
/** A file of ten megabytes, the fields beside it and the boundaries between them. */
const MOST_FOR_A_FILE = 12 * MEGABYTE
const MOST = MEGABYTE
/** For how long browsers are told to come back by TLS only. */
const HSTS = 'max-age=31536000'

/** Puts everything around the routes that every request passes, the outermost first. */
export function mountGuards(app: Hono, site: Site): void {
  app.use(logRequests(site))
  app.use(securityHeaders(site))
  app.use(compress())
  app.use(etag())
  app.use(refuseForeignHosts(site.auth.settings.publicAddress))
  app.use(refuseZeroBytes(site))
  app.use(refuseCrossSite(site))
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

/** Nothing is loaded from elsewhere, nothing inline runs, nobody frames us; only the portal's pages are indexed. */
function securityHeaders({ auth }: Site): MiddlewareHandler {
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
    strictTransportSecurity: isSecure(auth.settings.publicAddress) ? HSTS : false,
  })
  return async (request, next) => {
    await headers(request, next)
    if (!isForIndex(request)) request.res.headers.set('x-robots-tag', 'noindex, nofollow')
  }
}

/** PostgreSQL holds no zero byte in a text, so none can be asked for. */
function refuseZeroBytes(site: Site): MiddlewareHandler {
  return async (request, next) =>
    request.req.url.includes('%00') ? answerProblem(site, request, UNREADABLE_ADDRESS) : next()
}

/** Browsers say where a form comes from; programs at the API's door say nothing and are let through. */
function refuseCrossSite({ auth }: Site): MiddlewareHandler {
  const { publicAddress } = auth.settings
  // Behind a proxy that ends TLS, our own address is not the one that this process hears.
  const check = csrf(
    publicAddress === null
      ? {}
      : { origin: (origin, { req }) => [publicAddress, new URL(req.url).origin].includes(origin) },
  )
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
