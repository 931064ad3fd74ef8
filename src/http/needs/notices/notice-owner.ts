import { CHANNELS, type Channel, type NoticeKey, RefusedError } from '#platform'

import { signedInOf } from '../../signed-in.ts'
import type { Visit } from '../../site.ts'

/** Whose messages a page is about: those of whoever sits at the browser. A token opens no settings. */
export function ownerOf({ request, ctx }: Visit): Pick<NoticeKey, 'mission' | 'account'> {
  const signedIn = signedInOf(request)
  if (signedIn !== null && signedIn.sessionId !== null) {
    return { mission: ctx.mission, account: signedIn.actor.id }
  }
  throw new RefusedError(
    'forbidden',
    'notices.session',
    'Messages are set up by whoever signed in with a browser; a token cannot.',
  )
}

/** The channel that an address names. */
export function channelOf({ request }: Visit): Channel {
  const name = request.req.param('channel')
  const channel = CHANNELS.find((one) => one === name)
  if (channel !== undefined) return channel
  throw new RefusedError(
    'not_found',
    'notices.channel',
    `Nobody is told by "${name ?? ''}"; choose ${CHANNELS.join(' or ')}.`,
  )
}
