import type { Instant } from '#kit'

import { RefusedError } from '../errors.ts'
import { addAccount, getAccount, isWithoutAccounts, setPassword, setState } from './account.ts'
import type { AccountNames } from './account.ts'
import { note } from './audit.ts'
import { dropAuthenticator } from './authenticator.ts'
import { coverMissions } from './grants.ts'
import { forgetBrowsers } from './known-browser.ts'
import type { AuthParts } from './parts.ts'
import { dropPasskeys } from './passkey-store.ts'
import { checkPassword, hashPassword } from './password.ts'
import { dropRecoveryCodes } from './recovery-codes.ts'
import { hashOf, newSecret } from './secrets.ts'
import { endSessionsOf } from './session.ts'
import { DAY_MS, laterBy } from './times.ts'
import { revokeTokensOf } from './token.ts'

/** First: makes the first administrator. Invite: an account's first password. Reset: a new beginning. */
export type LinkPurpose = 'first' | 'invite' | 'reset'

/** What a one-time link is for. */
export interface SignInLink {
  readonly purpose: LinkPurpose
  /** Null where it makes the first administrator. */
  readonly account: string | null
  readonly name: string | null
  readonly shownName: string | null
  readonly endsAt: Instant
}

/** Makes a link that works once within a day, and answers its secret; earlier ones for the same stop working. */
export async function makeLink(
  parts: AuthParts,
  {
    purpose,
    account,
    actor,
  }: {
    readonly purpose: LinkPurpose
    readonly account: string | null
    readonly actor: string
  },
): Promise<string> {
  const secret = newSecret()
  const now = parts.clock.now()
  await parts.db.transaction(async (db) => {
    await db.run(VOID, [account, now])
    await db.run(MAKE, [hashOf(secret), account, purpose, now, laterBy(now, DAY_MS)])
    const detail = { purpose }
    await note({ ...parts, db }, { event: 'link.made', actor, account, mission: null, detail })
  })
  return secret
}

/** A link for the first administrator, where there is no account and no link that still works; else null. */
export async function firstLink(parts: AuthParts): Promise<string | null> {
  if (!(await isWithoutAccounts(parts))) return null
  const working = await parts.db.run(WORKING_FIRST, [parts.clock.now()])
  if (working.length > 0) return null
  return makeLink(parts, { purpose: 'first', account: null, actor: 'local' })
}

/** What a link is for, without using it; refused where it was used, has expired or never was. */
export async function getLink({ db, clock }: AuthParts, secret: string): Promise<SignInLink> {
  const [link] = await db.run<SignInLink>(FIND, [hashOf(secret), clock.now()])
  if (link !== undefined) return link
  throw linkGone()
}

function linkGone(): RefusedError {
  return new RefusedError(
    'not_found',
    'auth.link_unknown',
    'This link has been used, has expired or is not complete; ask whoever gave it to you for another.',
  )
}

/** Uses a link to set a password, and answers the account; its old ways of signing in end. */
export async function useLink(
  parts: AuthParts,
  secret: string,
  given: AccountNames & { readonly password: string; readonly missions: readonly string[] },
): Promise<string> {
  const link = await getLink(parts, secret)
  const names = { name: link.name ?? given.name, shownName: link.shownName ?? given.shownName }
  checkPassword(given.password, [names.name, names.shownName])
  const passwordHash = await hashPassword(given.password)
  return parts.db.transaction(async (db) => {
    const inside = { ...parts, db }
    const account = await takeLink(inside, secret, names)
    await setPassword(inside, account, passwordHash)
    await coverMissions(inside, given.missions)
    return account
  })
}

/** Uses up a link within a transaction: makes or clears its account, which is active from here on. */
export async function takeLink(
  parts: AuthParts,
  secret: string,
  names: AccountNames,
): Promise<string> {
  const link = await getLink(parts, secret)
  const used = await parts.db.run(USE, [hashOf(secret), parts.clock.now()])
  // Of two who use it at once, one is first.
  if (used.length === 0) throw linkGone()
  const account = link.account ?? (await addFirst(parts, names))
  const { state } = await getAccount(parts, account)
  if (state === 'disabled') {
    throw new RefusedError(
      'forbidden',
      'auth.disabled',
      'This account has been disabled; ask an administrator.',
    )
  }
  if (link.purpose === 'reset') await clearFactors(parts, account)
  await setState(parts, account, 'active')
  const event = link.purpose === 'reset' ? 'account.reset' : 'account.made'
  await note(parts, { event, actor: account, account, mission: null, detail: {} })
  return account
}

async function addFirst(parts: AuthParts, names: AccountNames): Promise<string> {
  if (await isWithoutAccounts(parts)) return addAccount(parts, names, { founder: true })
  throw new RefusedError(
    'conflict',
    'auth.not_first',
    'There is an administrator already; ask them for an invitation.',
  )
}

/** Whoever lost their factors begins anew, and whoever found them finds nothing that works. */
async function clearFactors(parts: AuthParts, account: string): Promise<void> {
  await setPassword(parts, account, null)
  await dropAuthenticator(parts, account)
  await dropPasskeys(parts, account)
  await dropRecoveryCodes(parts, account)
  await forgetBrowsers(parts, account)
  await endSessionsOf(parts, account)
  await revokeTokensOf(parts, account)
  await parts.db.run(UNLINK, [account])
}

const VOID = {
  name: 'auth-void-links',
  text: `UPDATE platform.sign_in_link SET used_at = $2
    WHERE account IS NOT DISTINCT FROM $1::uuid AND used_at IS NULL`,
}
const MAKE = {
  name: 'auth-make-link',
  text: `INSERT INTO platform.sign_in_link (hash, account, purpose, made_at, ends_at) VALUES ($1, $2, $3, $4, $5)`,
}
const WORKING_FIRST = {
  name: 'auth-working-first-link',
  text: `SELECT hash FROM platform.sign_in_link WHERE purpose = 'first' AND used_at IS NULL AND ends_at > $1`,
}
const FIND = {
  name: 'auth-find-link',
  text: `SELECT l.purpose, l.account, a.name, a.shown_name AS "shownName", l.ends_at AS "endsAt"
    FROM platform.sign_in_link l LEFT JOIN platform.account a USING (account)
    WHERE l.hash = $1 AND l.used_at IS NULL AND l.ends_at > $2`,
}
const USE = {
  name: 'auth-use-link',
  text: `UPDATE platform.sign_in_link SET used_at = $2 WHERE hash = $1 AND used_at IS NULL AND ends_at > $2 RETURNING hash`,
}
const UNLINK = {
  name: 'auth-unlink-identities',
  text: 'DELETE FROM platform.identity WHERE account = $1',
}
