import { isId, newId } from '#kit'
import type { Instant } from '#kit'

import { RefusedError } from '../errors.ts'
import type { AuthParts } from './parts.ts'

/** Invited: has not set a password yet. Disabled: cannot sign in, and has no session and no token that works. */
export type AccountState = 'invited' | 'active' | 'disabled'

/** Somebody who may sign in. */
export interface Account {
  readonly account: string
  /** What is written to sign in, in lower case. */
  readonly name: string
  readonly shownName: string
  readonly state: AccountState
  /** Administers every mission that has nobody else for it. */
  readonly founder: boolean
  readonly passwordHash: string | null
  readonly totpSecret: Uint8Array | null
  readonly totpPending: Uint8Array | null
  readonly totpStep: number
  readonly passkeys: number
  readonly madeAt: Instant
}

/** A name as somebody chose it. */
export interface AccountNames {
  readonly name: string
  readonly shownName: string
}

const NAME = /^[a-z0-9][a-z0-9._@+-]{1,63}$/
const LONGEST_SHOWN = 100

/** The one form in which a sign-in name is kept and looked up. */
export function plainName(name: string): string {
  return name.trim().normalize('NFKC').toLowerCase()
}

/** Checks the names of a new account; refused with a sentence. */
export function checkNames({ name, shownName }: AccountNames): AccountNames {
  const names = { name: plainName(name), shownName: shownName.trim() }
  if (!NAME.test(names.name)) {
    throw new RefusedError(
      'incorrect',
      'auth.name',
      'A sign-in name has 2 to 64 letters without accents, digits, dots, hyphens or signs of an e-mail address; write one such as amina.mwangi.',
    )
  }
  if (names.shownName.length > 0 && names.shownName.length <= LONGEST_SHOWN) return names
  throw new RefusedError(
    'incorrect',
    'auth.shown_name',
    `The name shown to others has 1 to ${LONGEST_SHOWN} characters; write one such as A. Mwangi.`,
  )
}

/** Makes an account that has no password yet and answers its id; refused where the name is taken. */
export async function addAccount(
  { db, clock }: AuthParts,
  given: AccountNames,
  { founder }: Pick<Account, 'founder'>,
): Promise<string> {
  const { name, shownName } = checkNames(given)
  const rows = await db.run(ADD, [newId(), name, shownName, founder, clock.now()])
  const [made] = rows.map((row) => Reflect.get(row, 'account'))
  if (typeof made === 'string') return made
  throw new RefusedError(
    'conflict',
    'auth.name_taken',
    `The sign-in name "${name}" is taken; choose another.`,
  )
}

/** Everybody who may sign in or could, by name. */
export async function listAccounts({ db }: Pick<AuthParts, 'db'>): Promise<readonly Account[]> {
  return db.run<Account>(LIST, [])
}

/** Whether nobody can sign in yet. */
export async function isWithoutAccounts({ db }: Pick<AuthParts, 'db'>): Promise<boolean> {
  return (await db.run(ANY, [])).length === 0
}

/** The account with this sign-in name, if there is one. */
export async function findAccountByName(
  { db }: Pick<AuthParts, 'db'>,
  name: string,
): Promise<Account | undefined> {
  return (await db.run<Account>(BY_NAME, [plainName(name)]))[0]
}

/** The account with this id, if there is one. */
export async function findAccountById(
  { db }: Pick<AuthParts, 'db'>,
  account: string,
): Promise<Account | undefined> {
  return (await db.run<Account>(BY_ID, [account]))[0]
}

/** The account with this id; refused where there is none. */
export async function getAccount(parts: Pick<AuthParts, 'db'>, account: string): Promise<Account> {
  const found = isId(account) ? await findAccountById(parts, account) : undefined
  if (found !== undefined) return found
  throw new RefusedError(
    'not_found',
    'auth.account_unknown',
    `No account has the id ${account}; choose one from the list.`,
  )
}

/** Whether an account has something besides its password to prove itself with. */
export function hasSecondFactor({ totpSecret, passkeys }: Account): boolean {
  return totpSecret !== null || passkeys > 0
}

/** Sets what an account signs in with and whether it may. */
export async function setPassword(
  { db }: Pick<AuthParts, 'db'>,
  account: string,
  passwordHash: string | null,
): Promise<void> {
  await db.run(SET_PASSWORD, [account, passwordHash])
}

/** Sets whether an account may sign in. */
export async function setState(
  { db }: Pick<AuthParts, 'db'>,
  account: string,
  state: AccountState,
): Promise<void> {
  await db.run(SET_STATE, [account, state])
}

const COLUMNS = `a.account, a.name, a.shown_name AS "shownName", a.state, a.founder,
  a.password_hash AS "passwordHash", a.totp_secret AS "totpSecret", a.totp_pending AS "totpPending",
  a.totp_step AS "totpStep", a.made_at AS "madeAt",
  (SELECT count(*)::int4 FROM platform.passkey p WHERE p.account = a.account) AS passkeys`

const ADD = {
  name: 'auth-add-account',
  text: `INSERT INTO platform.account (account, name, shown_name, state, founder, made_at)
    VALUES ($1, $2, $3, 'invited', $4, $5) ON CONFLICT (name) DO NOTHING RETURNING account`,
}
const LIST = {
  name: 'auth-accounts',
  text: `SELECT ${COLUMNS} FROM platform.account a ORDER BY a.name`,
}
const ANY = {
  name: 'auth-any-account',
  text: 'SELECT account FROM platform.account LIMIT 1',
}
const BY_NAME = {
  name: 'auth-account-by-name',
  text: `SELECT ${COLUMNS} FROM platform.account a WHERE a.name = $1`,
}
const BY_ID = {
  name: 'auth-account-by-id',
  text: `SELECT ${COLUMNS} FROM platform.account a WHERE a.account = $1`,
}
const SET_PASSWORD = {
  name: 'auth-set-password',
  text: 'UPDATE platform.account SET password_hash = $2 WHERE account = $1',
}
const SET_STATE = {
  name: 'auth-set-state',
  text: 'UPDATE platform.account SET state = $2 WHERE account = $1',
}
