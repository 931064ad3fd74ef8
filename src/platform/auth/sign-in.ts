import {
  findAccountByName,
  getAccount,
  hasSecondFactor,
  plainName,
  setPassword,
} from './account.ts'
import type { Account } from './account.ts'
import { attemptKey, forgetTries, takeTry } from './attempts.ts'
import type { AttemptKey } from './attempts.ts'
import { note } from './audit.ts'
import { takeTotpCode } from './authenticator.ts'
import { isKnownBrowser, rememberBrowser } from './known-browser.ts'
import type { AuthParts } from './parts.ts'
import { hashPassword, isOutdated, isPassword } from './password.ts'
import { takeRecoveryCode } from './recovery-codes.ts'
import { beginSession, endSession, findSession, renewSession } from './session.ts'
import type { Strength } from './session.ts'

/** What a browser shows besides what its reader writes. */
export interface Browser {
  /** As its owner knows it again in a list. */
  readonly name: string
  /** What it kept from an earlier sign-in. */
  readonly known: string | undefined
  /** The session it had before; it ends. */
  readonly session: string | undefined
}

/** What became of a sign-in. `secret` and `known` are for the browser's cookies. */
export type SignInOutcome =
  | { readonly outcome: 'signed-in'; readonly secret: string; readonly known: string }
  | { readonly outcome: 'second-factor'; readonly secret: string }
  /** Wrong, without saying what; or too early, with the seconds to wait. */
  | { readonly outcome: 'refused'; readonly waitSeconds: number }

/** How somebody proved who they are. */
export type SignInMethod = 'password' | 'code' | 'recovery' | 'passkey' | 'oidc' | 'link'

/** Takes a name and a password. An unknown name is answered as a wrong password is, and takes as long. */
export async function signIn(
  parts: AuthParts,
  { name, password }: { readonly name: string; readonly password: string },
  browser: Browser,
): Promise<SignInOutcome> {
  const account = await findAccountByName(parts, name)
  const key = await keyFor(parts, 'password', { name: plainName(name), account, browser })
  const waitSeconds = await takeTry(parts, key)
  if (waitSeconds > 0) return refuse(parts, account, { reason: 'slow', waitSeconds })
  const isRight = await isPassword(account?.passwordHash ?? null, password)
  if (account?.state !== 'active' || !isRight) {
    return refuse(parts, account, { reason: reasonFor(account, isRight), waitSeconds: 0 })
  }
  await forgetTries(parts, key)
  if (account.passwordHash !== null && isOutdated(account.passwordHash)) {
    await setPassword(parts, account.account, await hashPassword(password))
  }
  return enter(parts, account, { method: 'password', browser })
}

/** Takes the second factor of somebody whose password was right: a code of their app, or a recovery code. */
export async function finishSignIn(
  parts: AuthParts,
  { secret, code }: { readonly secret: string; readonly code: string },
  browser: Browser,
): Promise<SignInOutcome | { readonly outcome: 'ended' }> {
  const session = await findSession(parts, secret)
  if (session?.strength !== 'half') return { outcome: 'ended' }
  const account = await getAccount(parts, session.account)
  if (account.state !== 'active') return { outcome: 'ended' }
  const key = await keyFor(parts, 'code', { name: account.account, account, browser })
  const waitSeconds = await takeTry(parts, key)
  if (waitSeconds > 0) return refuse(parts, account, { reason: 'slow', waitSeconds })
  const method = await methodOf(parts, account, code)
  if (method === null) return refuse(parts, account, { reason: 'code', waitSeconds: 0 })
  await forgetTries(parts, key)
  return open(parts, account, {
    method,
    strength: 'full',
    browser: { ...browser, session: secret },
  })
}

/** Lets somebody in who proved themselves with one factor: on to the second where they have one. */
export async function enter(
  parts: AuthParts,
  account: Account,
  { method, browser }: { readonly method: SignInMethod; readonly browser: Browser },
): Promise<SignInOutcome> {
  if (!hasSecondFactor(account)) {
    return open(parts, account, { method, strength: 'single', browser })
  }
  if (browser.session !== undefined) await endSession(parts, browser.session)
  const half = { account: account.account, strength: 'half', browser: browser.name } as const
  return { outcome: 'second-factor', secret: await beginSession(parts, half) }
}

/** Begins the session of somebody who has proved all that is asked, under a secret of its own. */
export async function open(
  parts: AuthParts,
  { account }: Pick<Account, 'account'>,
  how: {
    readonly method: SignInMethod
    readonly strength: Strength
    readonly browser: Browser
  },
): Promise<SignInOutcome> {
  const { method, strength, browser } = how
  if (browser.session !== undefined) await endSession(parts, browser.session)
  const secret = await beginSession(parts, { account, strength, browser: browser.name })
  const isKnown = await isKnownBrowser(parts, account, browser.known)
  const known = isKnown && browser.known !== undefined ? browser.known : null
  await note(parts, {
    event: 'sign_in',
    actor: account,
    account,
    mission: null,
    detail: { method, strength },
  })
  return { outcome: 'signed-in', secret, known: known ?? (await rememberBrowser(parts, account)) }
}

/** Lets somebody in who has just set a password behind a one-time link. */
export async function firstSession(
  parts: AuthParts,
  account: string,
  browser: Browser,
): Promise<SignInOutcome> {
  return enter(parts, await getAccount(parts, account), { method: 'link', browser })
}

/** A signed-in session becomes a stronger one, under another secret; answers it. */
export async function strengthen(
  parts: AuthParts,
  secret: string,
  { account, browser }: { readonly account: string; readonly browser: string },
): Promise<string> {
  return renewSession(parts, secret, { account, strength: 'full', browser })
}

/** Signs out: the session behind the cookie ends. */
export async function signOut(parts: AuthParts, secret: string): Promise<void> {
  const session = await findSession(parts, secret)
  await endSession(parts, secret)
  if (session === undefined) return
  const { account } = session
  await note(parts, { event: 'sign_out', actor: account, account, mission: null, detail: {} })
}

async function methodOf(
  parts: AuthParts,
  account: Account,
  code: string,
): Promise<SignInMethod | null> {
  if (await takeTotpCode(parts, account, code)) return 'code'
  return (await takeRecoveryCode(parts, account.account, code)) ? 'recovery' : null
}

async function keyFor(
  parts: AuthParts,
  kind: 'password' | 'code',
  who: {
    readonly name: string
    readonly account: Account | undefined
    readonly browser: Browser
  },
): Promise<AttemptKey> {
  const { name, account, browser } = who
  // An unknown name is looked up in vain, so that it takes as long as a known one.
  const id = account?.account ?? '00000000-0000-0000-0000-000000000000'
  const isKnown = await isKnownBrowser(parts, id, browser.known)
  return attemptKey(parts, kind, { name, knownBrowser: isKnown ? (browser.known ?? null) : null })
}

function reasonFor(account: Account | undefined, isRight: boolean): string {
  if (account === undefined) return 'unknown'
  return isRight ? account.state : 'password'
}

async function refuse(
  parts: AuthParts,
  account: Account | undefined,
  { reason, waitSeconds }: { readonly reason: string; readonly waitSeconds: number },
): Promise<SignInOutcome> {
  await note(parts, {
    event: 'sign_in.refused',
    actor: null,
    account: account?.account ?? null,
    mission: null,
    detail: { reason },
  })
  return { outcome: 'refused', waitSeconds }
}
