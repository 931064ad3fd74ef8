import type { Context as Request } from 'hono'
import { z } from 'zod'

import type { Site } from '../site.ts'

/** What the server of Node hands over with a request. */
const fromNode = z.object({
  incoming: z.object({ socket: z.object({ remoteAddress: z.string().optional() }) }),
})
const OWN = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/**
 * The network address that a request comes from, to count by; it is never written down. Where readers come
 * by a public address, a proxy on this machine hands them on, and the last it added is the reader's.
 */
export function networkAddressOf({ auth }: Site, request: Request): string {
  const known = fromNode.safeParse(request.env)
  const socket = known.success ? (known.data.incoming.socket.remoteAddress ?? '') : ''
  if (auth.settings.publicAddress === null || !OWN.has(socket)) return socket
  const handedOn = (request.req.header('x-forwarded-for') ?? '').split(',').at(-1)?.trim() ?? ''
  return handedOn === '' ? socket : handedOn
}
