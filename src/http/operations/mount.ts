import type { Hono } from 'hono'

import type { Site } from '../site.ts'

/** Where whoever watches over this server asks; asked so often that only a refusal is worth a line in the log. */
export const HEALTH = '/health'
/** Whether this server should be sent requests. */
export const READY = '/ready'

/** Puts the questions of those who run the server: does it live, and can it do its work. */
export function mountOperations(app: Hono, { readiness }: Site): void {
  app.get(HEALTH, (request) => {
    request.header('cache-control', 'no-store')
    return request.json({ alive: true })
  })
  if (readiness === undefined) return
  app.get(READY, async (request) => {
    const answer = await readiness()
    request.header('cache-control', 'no-store')
    return request.json(answer, answer.ready ? 200 : 503)
  })
}
