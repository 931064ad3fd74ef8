import type { Action, Actor, Grant } from '#kit'

import { type Account, hasSecondFactor } from './account.ts'
import { grantsOf } from './grants.ts'
import type { AuthParts } from './parts.ts'
import type { Strength } from './session.ts'

/** Whoever has signed in, by a session or by a token. */
export interface SignedIn {
  /** Its grants are those that count: none above reader without a second factor, a token's narrowed. */
  readonly actor: Actor
  /** As others see it. */
  readonly name: string
  readonly signInName: string
  /** Null where a token was shown. */
  readonly sessionId: string | null
  readonly strength: Strength
  /** The token that forms of this session carry; null where an API token was shown, which no form sends. */
  readonly csrf: string | null
  /** Holds a role that counts only after a second factor was set up. */
  readonly mustSetUpSecondFactor: boolean
}

/** Whether a role among these takes a second factor: every one above reader. */
export function needsSecondFactor(grants: readonly Grant[]): boolean {
  return grants.some(({ role }) => role !== 'reader')
}

/** The grants that count for whoever proved themselves this far. */
export function grantsThatCount(grants: readonly Grant[], strength: Strength): readonly Grant[] {
  if (strength === 'half') return []
  return strength === 'full' || !needsSecondFactor(grants) ? grants : []
}

/** Somebody with all that they have to prove themselves with: for what is told to them without their asking. */
export async function actorOfAccount(
  parts: Pick<AuthParts, 'db'>,
  account: Account,
): Promise<Actor> {
  const held = account.state === 'active' ? await grantsOf(parts, account.account) : []
  const strength = hasSecondFactor(account) ? 'full' : 'single'
  return actorWith(account.account, grantsThatCount(held, strength), 'all')
}

/** What a token leaves of its owner's grants. */
export function narrowedTo(
  grants: readonly Grant[],
  { missions }: { readonly missions: readonly string[] },
): readonly Grant[] {
  return grants.filter(({ mission }) => missions.includes(mission))
}

/** An actor with these grants, narrowed to the actions of a token where there is one. */
export function actorWith(
  id: string,
  grants: readonly Grant[],
  scopes: readonly Action[] | 'all',
): Actor {
  return { id, grants, scopes }
}
