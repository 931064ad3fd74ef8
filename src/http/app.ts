import { Hono } from 'hono'

import { mountApi } from './api/mount.ts'
import { mountAssets } from './assets.ts'
import { mountDownloads } from './download/mount.ts'
import { answerError, answerProblem } from './errors.tsx'
import { mountFeeds } from './feeds/mount.ts'
import { mountFront } from './front/mount.ts'
import { mountGuards } from './guards.ts'
import { mountLog } from './log/mount.ts'
import { mountOperations } from './operations/mount.ts'
import { mountPages } from './pages/index.ts'
import { notFound } from './problem.ts'
import { mountIdentity, mountSignIn } from './sign-in/index.ts'
import type { Site } from './site.ts'
import { mountVerify } from './verify/mount.ts'

/** The whole web server as a function from request to answer: pages, API and assets behind their guards. */
export function createApp(site: Site): Hono {
  const app = new Hono()
  mountGuards(app, site)
  mountOperations(app, site)
  mountAssets(app, site.assets)
  mountIdentity(app, site)
  mountApi(app, site)
  mountLog(app, site)
  mountSignIn(app, site)
  mountFront(app, site)
  mountFeeds(app, site)
  mountDownloads(app, site)
  mountVerify(app, site)
  mountPages(app, site)
  app.notFound(async (request) => answerProblem(site, request, notFound(request.req.path)))
  app.onError(async (error, request) => answerError(site, request, error))
  return app
}
