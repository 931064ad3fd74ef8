import type { Hono } from 'hono'

import type { Site } from '../site.ts'
import { endpointsOf } from './endpoints.ts'
import { openApiDocument } from './openapi.ts'

const BASE = '/api/v1'

/** Puts the API under /api/v1. */
export function mountApi(app: Hono, site: Site): void {
  for (const endpoint of endpointsOf(site.desks)) {
    const path = `${BASE}${endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1')}`
    app.on(endpoint.method, path, async (request) => {
      request.header('cache-control', 'no-cache')
      return endpoint.answer(site, request)
    })
  }
  app.get(BASE, (request) => request.redirect(`${BASE}/openapi.json`))
  let description: string | null = null
  app.get(`${BASE}/openapi.json`, (request) => {
    description ??= JSON.stringify(openApiDocument(site.desks))
    request.header('content-type', 'application/json; charset=utf-8')
    return request.body(description)
  })
}
