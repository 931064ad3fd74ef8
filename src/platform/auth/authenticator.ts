import { getAccount } from './account.ts'
import type { Account } from './account.ts'
import { note } from './audit.ts'
import type { AuthParts } from './parts.ts'
import { newTotpSecret, stepOfCode } from './totp.ts'

/** Begins to set an authenticator app up: its secret is shown to its owner until a first code proves it. */
export async function startAuthenticator(parts: AuthParts, account: string): Promise<void> {
  const sealed = parts.keys.seal(newTotpSecret(), account)
  await parts.db.run(PEND, [account, sealed])
}

/** The secret that is shown while an authenticator app is set up; null where none is. */
export function pendingSecret({ keys }: AuthParts, account: Account): string | null {
  return account.totpPending === null ? null : keys.open(account.totpPending, account.account)
}

/** Takes a first code and with it the app that showed it; whether it was right. */
export async function confirmAuthenticator(
  parts: AuthParts,
  account: string,
  code: string,
): Promise<boolean> {
  const found = await getAccount(parts, account)
  const secret = pendingSecret(parts, found)
  const step = secret === null ? null : stepOfCode(secret, code, { ...nowIn(parts), lastStep: 0 })
  if (step === null) return false
  const set = await parts.db.run(SET, [account, found.totpPending, step])
  if (set.length === 0) return false
  await note(parts, { event: 'totp.set', actor: account, account, mission: null, detail: {} })
  return true
}

/** Takes a code of an account's authenticator app, once; whether it was right. */
export async function takeTotpCode(
  parts: AuthParts,
  account: Account,
  code: string,
): Promise<boolean> {
  if (account.totpSecret === null) return false
  const secret = parts.keys.open(account.totpSecret, account.account)
  const step = stepOfCode(secret, code, { ...nowIn(parts), lastStep: account.totpStep })
  return step !== null && (await parts.db.run(TAKE, [account.account, step])).length > 0
}

/** Takes the authenticator app from an account. */
export async function removeAuthenticator(parts: AuthParts, account: string): Promise<void> {
  await dropAuthenticator(parts, account)
  await note(parts, { event: 'totp.removed', actor: account, account, mission: null, detail: {} })
}

/** Forgets the authenticator app of an account. */
export async function dropAuthenticator(
  { db }: Pick<AuthParts, 'db'>,
  account: string,
): Promise<void> {
  await db.run(DROP, [account])
}

function nowIn({ clock }: AuthParts): { readonly epochSeconds: number } {
  return { epochSeconds: Math.floor(Date.parse(clock.now()) / 1000) }
}

const PEND = {
  name: 'auth-totp-pend',
  text: 'UPDATE platform.account SET totp_pending = $2 WHERE account = $1',
}
const SET = {
  name: 'auth-totp-set',
  text: `UPDATE platform.account SET totp_secret = totp_pending, totp_pending = NULL, totp_step = $3
    WHERE account = $1 AND totp_pending = $2 RETURNING account`,
}
/** Of two who send the same code at once, one is first. */
const TAKE = {
  name: 'auth-totp-take',
  text: 'UPDATE platform.account SET totp_step = $2 WHERE account = $1 AND totp_step < $2 RETURNING account',
}
const DROP = {
  name: 'auth-totp-drop',
  text: 'UPDATE platform.account SET totp_secret = NULL, totp_pending = NULL WHERE account = $1',
}
