import { Hono } from 'hono'

import { mountApi } from './api/mount.ts'
import { mountAssets } from './assets.ts'
import { answerError, answerProblem } from './errors.tsx'
import { mountGuards } from './guards.ts'
import { mountLog } from './log/mount.ts'
import { mountPages } from './pages/index.ts'
import { notFound } from './problem.ts'
import type { Site } from './site.ts'
import { mountVerify } from './verify/mount.ts'

/** The whole web server as a function from request to answer: pages, API and assets behind their guards. */
export function createApp(site: Site): Hono {
  const app = new Hono()
  mountGuards(app, site)
  mountAssets(app, site.assets)
  mountApi(app, site)
  mountLog(app, site)
  mountVerify(app, site)
  mountPages(app, site)
  app.notFound(async (request) => answerProblem(site, request, notFound(request.req.path)))
  app.onError(async (error, request) => answerError(site, request, error))
  return app
}
