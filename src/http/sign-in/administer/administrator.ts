import { administeredBy, RefusedError } from '#platform'
import type { Administering } from '#platform'

import { missionNames, sendOn } from '../visit.tsx'
import type { PlainVisit } from '../visit.tsx'

/** Somebody on the pages that manage accounts. */
export interface Administrator {
  readonly visit: PlainVisit
  readonly by: Administering
  /** The missions that they manage accounts of. */
  readonly missions: readonly string[]
}

/** Shows something to whoever manages accounts; others are sent to sign in, or refused. A token opens no page. */
export async function forAdministrator(
  visit: PlainVisit,
  show: (administrator: Administrator) => Promise<Response>,
): Promise<Response> {
  const { site, signedIn, reader } = visit
  if (signedIn === null || signedIn.sessionId === null) {
    return sendOn(visit, `/sign-in?next=${encodeURIComponent(reader.here)}`)
  }
  const by: Administering = { kind: 'account', ...signedIn.actor }
  const missions = administeredBy(by, await missionNames(site), site.clock.now())
  if (missions.length > 0) return show({ visit, by, missions })
  throw new RefusedError(
    'forbidden',
    'auth.not_administrator',
    'Only an administrator of a mission may manage accounts; ask one.',
  )
}
