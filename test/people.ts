import type { Actor, Compartment, Role } from '#kit'

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
export const SIGNED_IN = { actor: AN_OFFICER, name: 'An officer' }
