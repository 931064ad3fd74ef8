import { isIP } from 'node:net'

import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context as Request } from 'hono'

import type { Site } from './site.ts'

/** The place of a request that came by no connection, as in a test. */
const NOWHERE = 'unknown'
const LOOPBACK = /^(127\.|::1$)/
/** How a socket that listens to both families writes an address of the old one. */
const MAPPED = /^::ffff:(?=\d+\.)/i

/** What is asked of a site here: whether it has a public address. */
interface SiteUnderAddress {
  readonly auth: { readonly settings: Pick<Site['auth']['settings'], 'publicAddress'> }
}

/**
 * The network address that a request comes from, for counting attempts; never for the log. Behind our own
 * proxy it is the last one that the proxy names: all before it were written by the sender.
 */
export function clientAddressOf({ auth }: SiteUnderAddress, request: Request): string {
  const peer = peerOf(request)
  if (auth.settings.publicAddress === null || !LOOPBACK.test(peer)) return peer
  const named = request.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() ?? ''
  return isIP(named) === 0 ? peer : named.replace(MAPPED, '')
}

function peerOf(request: Request): string {
  // The adapter keeps the connection beside the request; without a server there is none.
  if (!hasConnection(request.env)) return NOWHERE
  const { address } = getConnInfo(request).remote
  return address === undefined ? NOWHERE : address.replace(MAPPED, '')
}

function hasConnection(env: unknown): boolean {
  return typeof env === 'object' && env !== null && 'incoming' in env
}
