import type { Context as Request, Hono } from 'hono'

import { listMissions } from '#register'

import { ROOTS } from '../doors.ts'
import { answerProblem } from '../errors.tsx'
import { notFound } from '../problem.ts'
import type { Site } from '../site.ts'
import { bundleCheck, readStandAlone } from './scripts.ts'

/** Puts what outsiders check the record with at its addresses: all of it is for everybody. */
export function mountVerify(app: Hono, site: Site): void {
  let bundled: Promise<string> | undefined
  app.get('/verify', async (request) => sendToMission(site, request))
  app.get('/verify/rollcall-verify.mjs', (request) => sendScript(request, readStandAlone()))
  app.get('/verify/check.js', async (request) => {
    bundled ??= bundleCheck()
    return sendScript(request, await bundled)
  })
}

/** The page is a mission's; without one, it is that of the first. */
async function sendToMission(site: Site, request: Request): Promise<Response> {
  const [first] = await listMissions(site.readers.portal)
  if (first === undefined) return answerProblem(site, request, notFound(request.req.path))
  const { search } = new URL(request.req.url)
  const address = `${ROOTS.portal}/${encodeURIComponent(first.mission)}/verify${search}`
  return request.redirect(address, 302)
}

function sendScript(request: Request, script: string): Response {
  request.header('content-type', 'text/javascript; charset=utf-8')
  request.header('cache-control', 'public, max-age=3600')
  return request.body(script)
}
