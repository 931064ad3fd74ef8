import type { Instant } from '../day.ts'

/** What somebody may be in a mission; whoever is none of these is the public (docs/GLOSSARY.md, role). */
export const ROLES = [
  'reader',
  'reporter',
  'officer',
  'approver',
  'auditor',
  'administrator',
] as const
export type Role = (typeof ROLES)[number]

/** How far an entry may go, widest first. */
export const RELEASES = ['public', 'partner', 'restricted', 'confidential'] as const
export type Release = (typeof RELEASES)[number]

/** Matters that are read only by those who were let into them, whatever their role. */
export const COMPARTMENTS = ['medical', 'conduct'] as const
export type Compartment = (typeof COMPARTMENTS)[number]

/** A role that somebody holds in one mission. */
export interface Grant {
  readonly mission: string
  readonly role: Role
  /** The desks it is held at. */
  readonly desks: readonly string[] | 'all'
  readonly compartments: readonly Compartment[]
  /** The instant from which it no longer holds; null where it has no end. */
  readonly until: Instant | null
}

/** Everything that can be done to the record or to those who keep it. */
export const ACTIONS = ['read', 'record', 'propose', 'approve', 'audit', 'administer'] as const
export type Action = (typeof ACTIONS)[number]

/** Whoever asks. The public has no grants; an API token narrows what its owner may do. */
export interface Actor {
  /** The account's id; `public` for whoever has not signed in. */
  readonly id: string
  readonly grants: readonly Grant[]
  readonly scopes: readonly Action[] | 'all'
}

/** Whoever has not signed in. */
export const PUBLIC: Actor = { id: 'public', grants: [], scopes: ['read'] }

/**
 * Whoever works on the machine that holds the record. They can read and write its files whatever we say,
 * so nothing is gained by refusing them anything; the log shows what they change.
 */
export const OPERATOR: Actor = { id: 'local', grants: [], scopes: 'all' }

/** What keeps an entry from going further than its release says, until it is lifted by two people. */
export interface Embargo {
  readonly reason: string
  /** The instant before which it cannot be lifted; null where only the reason bounds it. */
  readonly notBefore: Instant | null
}

/** How an entry is to be handled, as whoever recorded it said. */
export interface Handling {
  readonly release: Release
  readonly compartment: Compartment | null
  readonly embargo: Embargo | null
}

/** What is acted on: an entry, or the mission itself where the rest is null. */
export interface Guarded {
  readonly mission: string
  /** The desk it belongs to; null for what belongs to none: parties, subjects, documents. */
  readonly desk: string | null
  /** As it stands: an entry under embargo is confidential. */
  readonly release: Release
  readonly compartment: Compartment | null
  /** The instant before which it may not be released: an embargo's, or the delay of a position. */
  readonly notBefore: Instant | null
  /** Whose entry it is; null where that was erased or it is none. */
  readonly recordedBy: string | null
}
