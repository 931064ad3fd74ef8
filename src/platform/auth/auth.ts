import { findAccountById, hasSecondFactor } from './account.ts'
import { actorWith, grantsThatCount, narrowedTo, needsSecondFactor } from './actor.ts'
import type { SignedIn } from './actor.ts'
import { openAddressLimits } from './address-limits.ts'
import type { AddressLimits } from './address-limits.ts'
import { noteRead } from './audit.ts'
import type { RestrictedRead } from './audit.ts'
import { cookieIn, cookieName } from './cookies.ts'
import { grantsOf } from './grants.ts'
import type { AuthParts } from './parts.ts'
import { formTokenOf } from './secrets.ts'
import { findSession } from './session.ts'
import { findToken } from './token.ts'

/** What a request shows of who sends it. */
export interface Presented {
  /** The `Cookie` header. */
  readonly cookie: string | undefined
  /** The `Authorization` header; where it is there, the cookie does not count. */
  readonly authorization: string | undefined
}

/** Everything about who signs in, for the doors. */
export interface Auth extends AuthParts {
  readonly limits: AddressLimits
  /** Who sends a request; null where nobody signed in, or what was shown has ended. */
  actorOf(presented: Presented): Promise<SignedIn | null>
  /** Notes that somebody was shown entries that are not public. */
  noteRead(read: RestrictedRead): Promise<void>
}

/** Opens sign-in on a database. */
export function openAuth(parts: AuthParts): Auth {
  return {
    ...parts,
    limits: openAddressLimits(),
    actorOf: async (presented) => actorOf(parts, presented),
    noteRead: async (read) => noteRead(parts, read),
  }
}

async function actorOf(
  parts: AuthParts,
  { cookie, authorization }: Presented,
): Promise<SignedIn | null> {
  if (authorization !== undefined) return byToken(parts, authorization)
  const secret = cookieIn(cookie, cookieName('session', parts.settings.publicAddress))
  return secret === undefined ? null : bySession(parts, secret)
}

async function bySession(parts: AuthParts, secret: string): Promise<SignedIn | null> {
  const session = await findSession(parts, secret)
  if (session === undefined || session.strength === 'half') return null
  const account = await findAccountById(parts, session.account)
  if (account?.state !== 'active') return null
  const grants = await grantsOf(parts, account.account)
  return {
    actor: actorWith(account.account, grantsThatCount(grants, session.strength), 'all'),
    name: account.shownName,
    signInName: account.name,
    sessionId: session.id,
    strength: session.strength,
    csrf: formTokenOf(secret),
    mustSetUpSecondFactor: session.strength === 'single' && needsSecondFactor(grants),
  }
}

async function byToken(parts: AuthParts, authorization: string): Promise<SignedIn | null> {
  const token = await findToken(parts, authorization)
  if (token === undefined) return null
  const account = await findAccountById(parts, token.account)
  if (account?.state !== 'active') return null
  const strength = hasSecondFactor(account) ? 'full' : 'single'
  const grants = grantsThatCount(await grantsOf(parts, account.account), strength)
  return {
    actor: actorWith(account.account, narrowedTo(grants, token), token.scopes),
    name: account.shownName,
    signInName: account.name,
    sessionId: null,
    strength,
    csrf: null,
    mustSetUpSecondFactor: false,
  }
}
