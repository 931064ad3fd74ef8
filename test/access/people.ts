import { type Actor, grantsIn, PUBLIC } from '#kit'

import { MISSION } from '../drafts.ts'
import { idOf } from '../mission-folder.ts'
import { anActor } from '../people.ts'
import { NOW } from './cells.ts'

/** A mission of which the public sees nothing. */
export const HIDDEN_MISSION = 'mss-hidden'

const officer = anActor(idOf(903), 'officer', { desks: ['forces'] })

/** Everybody who asks: each role, desk and compartment, and those whose right has ended or lies elsewhere. */
export const PEOPLE = {
  nobody: PUBLIC,
  reader: anActor(idOf(901), 'reader'),
  reporter: anActor(idOf(902), 'reporter'),
  'officer at forces': officer,
  'officer at funds': anActor(idOf(904), 'officer', { desks: ['funds'] }),
  'officer with medical': anActor(idOf(905), 'officer', { compartments: ['medical'] }),
  'officer with conduct': anActor(idOf(906), 'officer', { compartments: ['conduct'] }),
  approver: anActor(idOf(907), 'approver'),
  'approver with all': anActor(idOf(908), 'approver', { compartments: ['medical', 'conduct'] }),
  auditor: anActor(idOf(909), 'auditor'),
  administrator: anActor(idOf(910), 'administrator'),
  'expired officer': {
    id: idOf(911),
    grants: officer.grants.map((grant) => ({ ...grant, until: NOW })),
    scopes: 'all',
  },
  'officer elsewhere': anActor(idOf(912), 'officer', { mission: HIDDEN_MISSION }),
  'token that only records': { ...anActor(idOf(913), 'officer'), scopes: ['record'] },
} as const satisfies Readonly<Record<string, Actor>>

/** Somebody by the name that tests call them. */
export type Person = keyof typeof PEOPLE

/** As whom somebody is answered in a mission: whoever has no right there is one of the public. */
export function answeredAs(actor: Actor, mission: string = MISSION): Actor {
  return hasRole(actor, mission) ? actor : PUBLIC
}

/** Whether somebody holds any role in a mission that has not ended. */
export function hasRole(actor: Actor, mission: string = MISSION): boolean {
  return grantsIn(actor, mission, NOW).length > 0
}
