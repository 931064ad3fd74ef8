import type { Instant } from '../day.ts'
import { grantsIn, type Sight, sightOf } from './sight.ts'
import {
  type Action,
  type Actor,
  type Guarded,
  OPERATOR,
  PUBLIC,
  RELEASES,
  type Role,
} from './words.ts'

/** Whether something may be done, and if not, why: a stable code and a sentence. */
export type Verdict =
  | { readonly may: true }
  | { readonly may: false; readonly code: string; readonly reason: string }

const YES: Verdict = { may: true }

/** The roles that may do what is not reading; reading follows from the sight. */
const DOERS: Readonly<Record<Exclude<Action, 'read'>, readonly Role[]>> = {
  record: ['reporter', 'officer'],
  propose: ['officer', 'approver'],
  approve: ['approver'],
  audit: ['auditor'],
  administer: ['administrator'],
}

/**
 * Whether an actor may do something to an object at an instant. It alone decides, for pages, lists, counts,
 * search, exports, feeds and history alike; row-level security in the database says the same of reading.
 */
export function can(actor: Actor, action: Action, object: Guarded, at: Instant): Verdict {
  if (actor.id === OPERATOR.id) return action === 'approve' ? mayApprove(actor, object) : YES
  const sight = sightOf(actor, object.mission, at)
  if (action === 'read') return mayRead(sight, object)
  const asked = mayAsk(actor, action)
  if (!asked.may) return asked
  const role = mayDo(actor, action, object, at)
  return role.may ? mayDoTo(actor, action, { object, sight }) : role
}

function mayAsk({ id, scopes }: Actor, action: Action): Verdict {
  if (id === PUBLIC.id) {
    return no('access.signed_out', 'This is for those who have signed in; sign in first.')
  }
  if (scopes === 'all' || scopes.includes(action)) return YES
  return no('access.scope', `This token is not for the action "${action}"; use one that is.`)
}

/** What an action asks of its object, once the role is there. */
function mayDoTo(
  actor: Actor,
  action: Exclude<Action, 'read'>,
  { object, sight }: { readonly object: Guarded; readonly sight: Sight },
): Verdict {
  switch (action) {
    case 'administer':
    case 'audit':
      return YES
    case 'record':
      return mayRecordAs(object)
    case 'propose':
      return mayRead(sight, object)
    case 'approve': {
      const seen = mayRead(sight, object)
      return seen.may ? mayApprove(actor, object) : seen
    }
  }
}

/** Whether this sight reaches an object; whoever recorded something goes on seeing it. */
export function mayRead(sight: Sight, object: Guarded): Verdict {
  if (object.mission !== sight.mission) {
    return no('access.mission', 'This belongs to another mission; ask within that one.')
  }
  if (object.recordedBy !== null && object.recordedBy === sight.actor) return YES
  if (object.compartment !== null && !sight.compartments.includes(object.compartment)) {
    return no(
      'access.compartment',
      `This lies in the compartment "${object.compartment}", which is read only by those let into it.`,
    )
  }
  if (object.release === 'confidential') return mayReadConfidential(sight, object.desk)
  return RELEASES.indexOf(object.release) <= RELEASES.indexOf(sight.ceiling)
    ? YES
    : no('access.release', `This is released as "${object.release}" and no further.`)
}

function mayReadConfidential({ confidentialAt }: Sight, desk: string | null): Verdict {
  if (confidentialAt === 'all') return YES
  const reaches = desk === null ? confidentialAt.length > 0 : confidentialAt.includes(desk)
  return reaches
    ? YES
    : no('access.release', 'This is confidential, which is read only at its own desk.')
}

function mayDo(
  actor: Actor,
  action: Exclude<Action, 'read'>,
  { mission, desk }: Guarded,
  at: Instant,
): Verdict {
  const roles = DOERS[action]
  const fitting = grantsIn(actor, mission, at).filter(({ role }) => roles.includes(role))
  if (fitting.length === 0) {
    return no(
      'access.role',
      `This takes the role of ${roles.join(' or ')} in the mission; ask its administrator.`,
    )
  }
  const isAtDesk =
    desk === null || fitting.some(({ desks }) => desks === 'all' || desks.includes(desk))
  return isAtDesk
    ? YES
    : no('access.desk', `This belongs to the desk "${desk}"; ask somebody who works at it.`)
}

/** Something new is known to whoever records it, and goes no further until two people release it. */
function mayRecordAs({ release }: Guarded): Verdict {
  if (release === 'restricted' || release === 'confidential') return YES
  return no(
    'access.needs_release',
    `Nothing is recorded as "${release}" at once; record it as "restricted" and propose its release, which somebody else approves.`,
  )
}

function mayApprove({ id }: Actor, { recordedBy }: Guarded): Verdict {
  if (recordedBy === null) {
    return no('access.unknown_author', 'Nobody knows who entered this, so nobody can approve it.')
  }
  return recordedBy === id
    ? no('access.four_eyes', 'Nobody approves what they entered; ask another approver.')
    : YES
}

/** Whether something may already be released: an embargo or a position's delay has its instant (DESIGN §6). */
export function mayReleaseAt({ notBefore }: Pick<Guarded, 'notBefore'>, at: Instant): Verdict {
  if (notBefore === null || at >= notBefore) return YES
  return no('access.not_before', `This may not be released before ${notBefore}; release it then.`)
}

function no(code: string, reason: string): Verdict {
  return { may: false, code, reason }
}
