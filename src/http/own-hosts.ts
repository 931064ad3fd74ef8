import type { MiddlewareHandler } from 'hono'

import { foreignHost } from './problem.ts'

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/**
 * A page of another site must not reach this server under its own name, nor read of it: it answers to the
 * names of this machine and, where it is served to others, to the name of its public address.
 */
export function refuseForeignHosts(address: string | null): MiddlewareHandler {
  const own = new Set([...LOOPBACK, ...(address === null ? [] : [new URL(address).hostname])])
  const problem = foreignHost([...own])
  return async (request, next) => {
    const header = request.req.header('host')
    const names = [request.req.url, ...(header === undefined ? [] : [`http://${header}`])]
    if (names.every((url) => URL.canParse(url) && own.has(new URL(url).hostname))) return next()
    return request.text(problem.sentence, problem.status)
  }
}
