import { ACTIONS, newId } from '#kit'
import type { Action, Grant, Instant } from '#kit'

import { RefusedError } from '../errors.ts'
import { note } from './audit.ts'
import type { AuthParts } from './parts.ts'
import { hashOf, newSecret } from './secrets.ts'
import { DAY_MS, laterBy } from './times.ts'

/** A key for programs. It can do no more than its owner, and only these actions in these missions. */
export interface ApiToken {
  readonly id: string
  readonly account: string
  readonly label: string
  readonly scopes: readonly Action[]
  readonly missions: readonly string[]
  readonly madeAt: Instant
  readonly endsAt: Instant
  readonly usedAt: Instant | null
  readonly revokedAt: Instant | null
}

/** What a new token is to be. */
export interface TokenWish {
  readonly label: string
  readonly scopes: readonly string[]
  readonly missions: readonly string[]
  readonly days: number
}

const PREFIX = 'rollcall_'
const LONGEST_DAYS = 366
const LONGEST_LABEL = 100
/** A token's last use is not written down more often than this. */
const USED_EVERY_MINUTES = 1

/** Makes a token and answers it; it is shown this once and kept as a hash. */
export async function makeToken(
  parts: AuthParts,
  owner: { readonly id: string; readonly grants: readonly Grant[] },
  wish: TokenWish,
): Promise<string> {
  const scopes = ACTIONS.filter((action) => wish.scopes.includes(action))
  checkWish(owner.grants, wish, scopes)
  const secret = `${PREFIX}${newSecret()}`
  const now = parts.clock.now()
  const id = newId()
  const ends = laterBy(now, wish.days * DAY_MS)
  await parts.db.run(MAKE, [
    hashOf(secret),
    id,
    owner.id,
    wish.label.trim(),
    [...scopes],
    [...wish.missions],
    now,
    ends,
  ])
  await note(parts, {
    event: 'token.made',
    actor: owner.id,
    account: owner.id,
    mission: null,
    detail: { token: id, scopes, missions: wish.missions, ends },
  })
  return secret
}

/** The token in an `Authorization` header, if it still works; notes that it was used. */
export async function findToken(
  { db, clock }: AuthParts,
  authorization: string,
): Promise<ApiToken | undefined> {
  const secret = /^Bearer (rollcall_[\w-]{43})$/i.exec(authorization)?.[1]
  if (secret === undefined) return undefined
  const now = clock.now()
  const [token] = await db.run<ApiToken>(FIND, [hashOf(secret), now])
  if (token !== undefined) await db.run(USED, [hashOf(secret), now, USED_EVERY_MINUTES])
  return token
}

/** The tokens of an account, the latest first, those that ended included. */
export async function listTokens(
  { db }: Pick<AuthParts, 'db'>,
  account: string,
): Promise<readonly ApiToken[]> {
  return db.run<ApiToken>(LIST, [account])
}

/** Makes a token worthless at once. */
export async function revokeToken(
  parts: AuthParts,
  { account, id, actor }: { readonly account: string; readonly id: string; readonly actor: string },
): Promise<void> {
  const revoked = await parts.db.run(REVOKE, [account, id, parts.clock.now()])
  if (revoked.length === 0) return
  await note(parts, {
    event: 'token.revoked',
    actor,
    account,
    mission: null,
    detail: { token: id },
  })
}

/** Makes all tokens of an account worthless. */
export async function revokeTokensOf({ db, clock }: AuthParts, account: string): Promise<void> {
  await db.run(REVOKE_ALL, [account, clock.now()])
}

function checkWish(
  grants: readonly Grant[],
  { label, missions, days }: TokenWish,
  scopes: readonly Action[],
): void {
  if (label.trim() === '' || label.length > LONGEST_LABEL) {
    refuse('label', `A token needs a name of up to ${LONGEST_LABEL} characters; say what uses it.`)
  }
  if (scopes.length === 0)
    refuse('scopes', 'A token that may do nothing is of no use; choose an action.')
  const foreign = missions.find((one) => grants.every(({ mission }) => mission !== one))
  if (foreign !== undefined) {
    refuse('missions', `You hold no role in ${foreign}; choose among the missions you work in.`)
  }
  if (missions.length === 0) refuse('missions', 'A token works in one mission or more; choose one.')
  if (Number.isInteger(days) && days >= 1 && days <= LONGEST_DAYS) return
  refuse('days', `A token lasts from 1 to ${LONGEST_DAYS} days; write how many.`)
}

function refuse(what: string, sentence: string): never {
  throw new RefusedError('incorrect', `auth.token_${what}`, sentence)
}

const COLUMNS = `t.id, t.account, t.label, t.scopes, t.missions, t.made_at AS "madeAt", t.ends_at AS "endsAt",
  t.used_at AS "usedAt", t.revoked_at AS "revokedAt"`

const MAKE = {
  name: 'auth-make-token',
  text: `INSERT INTO platform.api_token (hash, id, account, label, scopes, missions, made_at, ends_at)
    VALUES ($1, $2, $3, $4, $5::text[], $6::text[], $7, $8)`,
}
const FIND = {
  name: 'auth-find-token',
  text: `SELECT ${COLUMNS} FROM platform.api_token t WHERE t.hash = $1 AND t.ends_at > $2 AND t.revoked_at IS NULL`,
}
const USED = {
  name: 'auth-token-used',
  text: `UPDATE platform.api_token SET used_at = $2::timestamptz WHERE hash = $1
    AND (used_at IS NULL OR used_at < $2::timestamptz - make_interval(mins => $3::int4))`,
}
const LIST = {
  name: 'auth-tokens',
  text: `SELECT ${COLUMNS} FROM platform.api_token t WHERE t.account = $1 ORDER BY t.made_at DESC, t.id`,
}
const REVOKE = {
  name: 'auth-revoke-token',
  text: `UPDATE platform.api_token SET revoked_at = $3 WHERE account = $1 AND id = $2 AND revoked_at IS NULL RETURNING id`,
}
const REVOKE_ALL = {
  name: 'auth-revoke-tokens',
  text: 'UPDATE platform.api_token SET revoked_at = $2 WHERE account = $1 AND revoked_at IS NULL',
}
