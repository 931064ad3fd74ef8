import type { Actor, Compartment, Role } from '#kit'
import type { Auth, Clock, Db, SignedIn } from '#platform'

import { testAuth } from './auth.ts'
import { MISSION } from './drafts.ts'

/** Somebody with one role at every desk of a mission, as tests need them. */
export function anActor(
  id: string,
  role: Role,
  {
    mission = MISSION,
    desks = 'all',
    compartments = [],
  }: {
    mission?: string
    desks?: readonly string[] | 'all'
    compartments?: readonly Compartment[]
  } = {},
): Actor {
  return { id, grants: [{ mission, role, desks, compartments, until: null }], scopes: 'all' }
}

/** Whoever works in the office in tests that are about something else. */
export const AN_OFFICER = anActor('an officer', 'officer')

/** The same, as the doors on the web are told of them. */
export const SIGNED_IN = asSignedIn(AN_OFFICER)

/** Somebody who has signed in, as sign-in tells of them; no form token is asked of them. */
export function asSignedIn(actor: Actor): SignedIn {
  return {
    actor,
    name: actor.id,
    signInName: actor.id,
    sessionId: null,
    strength: 'full',
    csrf: null,
    mustSetUpSecondFactor: false,
  }
}

/** Sign-in that has found out already who sends every request: what follows is what a test is about. */
export function signedInAs(
  who: SignedIn | null,
  context: { readonly db: Db; readonly clock: Clock },
): Auth {
  return { ...testAuth(context), actorOf: async () => who }
}
