import type { Context as Request } from 'hono'

import type { Context } from '#desk-kit'
import { type Actor, grantsIn, type Instant, PUBLIC } from '#kit'
import { RefusedError } from '#platform'
import { getMission } from '#register'

import { restrictedOf } from './restricted-reads.ts'
import { signedInOf } from './signed-in.ts'
import type { Door, Site } from './site.ts'

/** The first part of the address of every page behind a door. */
export const ROOTS: Readonly<Record<Door, string>> = { portal: '/m', office: '/office' }

/** Thrown where a page is for those who have signed in and nobody has: they are led to the sign-in. */
export class NotSignedIn extends Error {
  override readonly name = 'NotSignedIn'
}

/** Behind which door an address lies. */
export function doorOf(request: Request): Door {
  return request.req.path.startsWith(`${ROOTS.office}/`) ? 'office' : 'portal'
}

/** Whoever enters a page of a mission: nobody in particular in the portal, somebody with a role in the office. */
export async function visitorOf(site: Site, request: Request, mission: string): Promise<Actor> {
  if (doorOf(request) === 'portal') return PUBLIC
  const signedIn = signedInOf(request)
  if (signedIn === null) throw new NotSignedIn()
  if (hasRole(site, signedIn.actor, mission)) return signedIn.actor
  // Whoever has no role learns of no mission that the public does not see.
  await getMission(site.readers.portal, mission)
  throw new RefusedError(
    'forbidden',
    'access.no_role',
    `You have no role in the mission "${mission}"; ask its administrator, or read its public pages.`,
  )
}

/** Whoever asks the API: a program with a token, somebody with a session, or else the public. */
export async function callerOf(site: Site, request: Request, mission: string): Promise<Actor> {
  const signedIn = signedInOf(request)
  return signedIn !== null && hasRole(site, signedIn.actor, mission) ? signedIn.actor : PUBLIC
}

/** What every operation on this mission is given: it reads what the actor may see, and nothing else. */
export async function contextFor(
  { readers, clock, appender }: Site,
  { request, actor, mission }: { request: Request; actor: Actor; mission: string },
): Promise<Context> {
  const { shown } = restrictedOf(request, mission)
  const told = (entry: string) => void shown.add(entry)
  // What only asks puts nothing on record on the way.
  const db = ['GET', 'HEAD'].includes(request.req.method)
    ? await readers.asking(actor, mission, clock.now(), told)
    : await readers.as(actor, mission, clock.now(), told)
  return { db, clock, appender, mission, actor }
}

/** The missions in which somebody holds a role, by name. */
export function missionsOf({ grants }: Actor, at: Instant): readonly string[] {
  const held = grants.filter(({ until }) => until === null || at < until)
  return [...new Set(held.map(({ mission }) => mission))].sort()
}

function hasRole({ clock }: Site, actor: Actor, mission: string): boolean {
  return grantsIn(actor, mission, clock.now()).length > 0
}
