import { randomUUID } from 'node:crypto'

import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'

import { HEALTH, READY } from './operations/mount.ts'
import type { Site } from './site.ts'

declare module 'hono' {
  interface ContextVariableMap {
    /** Made here for every request, never taken from its sender; joins the lines of the log that are about it. */
    requestId: string
  }
}

const REQUEST_ID = 'x-request-id'
const ASKED_ALL_THE_TIME: ReadonlySet<string> = new Set([HEALTH, READY])

/** One line and one count a request, with the route instead of the address: an address names people and questions. */
export function logRequests({ log, onRequest }: Site): MiddlewareHandler {
  return async (request, next) => {
    const begun = performance.now()
    const requestId = randomUUID()
    request.set('requestId', requestId)
    await next()
    request.res.headers.set(REQUEST_ID, requestId)
    const { method } = request.req
    const route = routePath(request)
    const { status } = request.res
    const durationMs = performance.now() - begun
    onRequest?.({ method, route, status, seconds: durationMs / 1000 })
    if (ASKED_ALL_THE_TIME.has(route) && status < 400) return
    const line = { requestId, method, route, status, durationMs: Math.round(durationMs) }
    log('info', 'http.request', line)
  }
}
