import type { Instant } from '../day.ts'
import {
  type Actor,
  type Compartment,
  COMPARTMENTS,
  type Grant,
  OPERATOR,
  type Release,
  RELEASES,
  type Role,
} from './words.ts'

/**
 * All that decides what somebody may read in one mission. The database is told the same
 * (src/register/migrations, row-level security), so that both answer alike.
 */
export interface Sight {
  readonly mission: string
  /** Whose entries are read whatever their release; nobody's where null. */
  readonly actor: string | null
  /** The furthest release, below confidential, that is read at every desk. */
  readonly ceiling: Exclude<Release, 'confidential'>
  /** The desks at which what is confidential is read. */
  readonly confidentialAt: readonly string[] | 'all'
  readonly compartments: readonly Compartment[]
}

/** What is read at every desk by virtue of a role. */
const CEILINGS: Readonly<Record<Role, Sight['ceiling']>> = {
  reader: 'partner',
  reporter: 'partner',
  officer: 'restricted',
  approver: 'restricted',
  auditor: 'restricted',
  // Whoever manages accounts has no need to know what they keep.
  administrator: 'partner',
}

const CONFIDENTIAL: ReadonlySet<Role> = new Set(['officer', 'approver', 'auditor'])

/** What an actor may read in a mission at an instant. */
export function sightOf(actor: Actor, mission: string, at: Instant): Sight {
  if (actor.id === OPERATOR.id) return everything(actor, mission)
  const grants = grantsIn(actor, mission, at)
  const mayRead = actor.scopes === 'all' || actor.scopes.includes('read')
  if (!mayRead) {
    // A token that is not for reading shows what everybody sees, and not even its owner's entries.
    return { mission, actor: null, ceiling: 'public', confidentialAt: [], compartments: [] }
  }
  const confidential = grants.filter(({ role }) => CONFIDENTIAL.has(role))
  return {
    mission,
    actor: actor.id,
    ceiling: widest(grants.map(({ role }) => CEILINGS[role])),
    confidentialAt: confidential.some(({ desks }) => desks === 'all')
      ? 'all'
      : [...new Set(confidential.flatMap(({ desks }) => (desks === 'all' ? [] : desks)))].sort(),
    compartments: [...new Set(grants.flatMap(({ compartments }) => compartments))].sort(),
  }
}

function everything({ id }: Actor, mission: string): Sight {
  return {
    mission,
    actor: id,
    ceiling: 'restricted',
    confidentialAt: 'all',
    compartments: COMPARTMENTS,
  }
}

/** The grants of an actor in a mission that still hold. */
export function grantsIn({ grants }: Actor, mission: string, at: Instant): readonly Grant[] {
  return grants.filter(
    (grant) => grant.mission === mission && (grant.until === null || at < grant.until),
  )
}

function widest(ceilings: readonly Sight['ceiling'][]): Sight['ceiling'] {
  return ceilings.reduce<Sight['ceiling']>(
    (most, one) => (RELEASES.indexOf(one) > RELEASES.indexOf(most) ? one : most),
    'public',
  )
}
