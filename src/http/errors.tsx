import type { Context as Request } from 'hono'

import { sqlStateOf } from '#platform'
import { listMissions } from '#register'
import { Layout, drawBody, drawPage, text } from '#ui'

import { NotSignedIn } from './doors.ts'
import { problemOf, BROKEN } from './problem.ts'
import type { Problem } from './problem.ts'
import { visitToday } from './request.ts'
import { isOfficeFeed } from './sign-in/feed-token.ts'
import type { Site, Visit } from './site.ts'

/** Answers what was thrown: a refusal with its sentence; a fault of ours bare, and in the log. */
export async function answerError(site: Site, request: Request, error: unknown): Promise<Response> {
  if (error instanceof NotSignedIn) return leadToSignIn(request)
  const problem = problemOf(error)
  if (problem !== null) return answerProblem(site, request, problem)
  site.log('error', 'http.broken', {
    requestId: request.get('requestId'),
    method: request.req.method,
    name: error instanceof Error ? error.name : typeof error,
    sqlState: sqlStateOf(error) ?? null,
    stack: error instanceof Error ? framesOf(error) : null,
  })
  return isForApi(request) ? sendJson(request, BROKEN) : request.text(BROKEN.sentence, 500)
}

/** Answers a problem as JSON where programs ask and as a page of the mission everywhere else. */
export async function answerProblem(
  site: Site,
  request: Request,
  problem: Problem,
): Promise<Response> {
  request.header('cache-control', 'no-store')
  if (isForApi(request)) return sendJson(request, problem)
  const missions = await listMissions(site.readers.portal)
  const wanted = /^\/(?:m|office)\/([^/]+)/.exec(request.req.path)?.[1]
  const mission = missions.find((one) => one.mission === wanted) ?? missions[0]
  if (mission === undefined) return request.text(problem.sentence, problem.status)
  return sendPage(await visitToday(site, request, mission), problem)
}

/** Whoever must sign in first comes back to where they wanted to go. */
function leadToSignIn(request: Request): Response {
  if (isOfficeFeed(request)) return askForToken(request)
  const { pathname, search } = new URL(request.req.url)
  const next = request.req.method === 'GET' ? `?next=${encodeURIComponent(pathname + search)}` : ''
  request.header('cache-control', 'no-store')
  return request.redirect(`/sign-in${next}`, 303)
}

/** A program that reads a feed is asked for a token; it follows no way to a page. */
function askForToken(request: Request): Response {
  request.header('cache-control', 'no-store')
  request.header('www-authenticate', 'Basic realm="Rollcall", charset="UTF-8"')
  const sentence = 'This feed is somebody’s own; send an API token as Bearer, or as the password.'
  return request.text(sentence, 401)
}

/** The error body of the API; `faults` is there where single fields are wrong. */
function sendJson(request: Request, { status, code, sentence, faults }: Problem): Response {
  const error = { code, message: sentence }
  return request.json({ error: faults.length === 0 ? error : { ...error, faults } }, status)
}

async function sendPage({ request, reader, frame }: Visit, problem: Problem): Promise<Response> {
  const words = `error.${wordOf(problem.status)}`
  const title = text(reader, `${words}.title`)
  const body = await drawBody(
    <>
      <h1>{title}</h1>
      <p class="recorded">{problem.sentence}</p>
      <p>{text(reader, `${words}.hint`)}</p>
      <p>
        <a href={reader.link('')}>{text(reader, 'nav.overview')}</a>
      </p>
    </>,
  )
  const page = (
    <Layout reader={reader} site={frame} title={title}>
      {body}
    </Layout>
  )
  return request.html(await drawPage(page), problem.status)
}

/** The group of words under which this status is explained. */
function wordOf(status: number): string {
  if (status === 404 || status === 405) return 'not_found'
  if (status === 403) return 'forbidden'
  if (status === 410) return 'gone'
  return status === 409 ? 'conflict' : 'incorrect'
}

function isForApi(request: Request): boolean {
  return /^\/(api|log|witness)(\/|$)/.test(request.req.path)
}

/** Where it broke, without the message: that may repeat what was sent. */
function framesOf(error: Error): string {
  const lines = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return lines.slice(0, 12).join('\n')
}
