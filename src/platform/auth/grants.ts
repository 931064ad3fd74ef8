import { can } from '#kit'
import type { Actor, Grant, Instant } from '#kit'

import { RefusedError } from '../errors.ts'
import { note } from './audit.ts'
import type { AuthParts } from './parts.ts'

/** Whoever manages accounts: an administrator, or whoever may use the command line of this machine. */
export type Administering = { readonly kind: 'local' } | ({ readonly kind: 'account' } & Actor)

/** A grant and who holds it. */
export interface HeldGrant extends Grant {
  readonly account: string
}

/** The id under which whoever manages accounts stands in the audit. */
export function idOf(by: Administering): string {
  return by.kind === 'local' ? 'local' : by.id
}

/** The missions in which somebody manages accounts, of those on record. */
export function administeredBy(
  by: Administering,
  missions: readonly string[],
  at: Instant,
): readonly string[] {
  return missions.filter((mission) => administers(by, mission, at))
}

/** The grants of an account, those that ended included. */
export async function grantsOf(
  { db }: Pick<AuthParts, 'db'>,
  account: string,
): Promise<readonly Grant[]> {
  const rows = await db.run<GrantRow>(OF_ACCOUNT, [account])
  return rows.map((row) => grantFrom(row))
}

/** The grants of everybody. */
export async function listGrants({ db }: Pick<AuthParts, 'db'>): Promise<readonly HeldGrant[]> {
  const rows = await db.run<GrantRow>(ALL, [])
  return rows.map((row) => ({ ...grantFrom(row), account: row.account }))
}

/** Gives somebody a role in a mission, or changes the one they hold; nobody gives themselves one. */
export async function giveGrant(
  parts: AuthParts,
  by: Administering,
  { account, ...grant }: HeldGrant,
): Promise<void> {
  checkAdministers(by, grant.mission, parts.clock.now())
  checkNotOwn(by, account)
  const { mission, role, desks, compartments, until } = grant
  await parts.db.transaction(async (db) => {
    await db.run(GIVE, [
      mission,
      account,
      role,
      desks === 'all' ? null : [...desks],
      [...compartments],
      until,
      parts.clock.now(),
    ])
    await note(
      { ...parts, db },
      {
        event: 'grant.given',
        actor: idOf(by),
        account,
        mission,
        detail: { role, desks, compartments, until },
      },
    )
  })
}

/** Takes a role from somebody; the last administrator of a mission keeps it. */
export async function takeGrant(
  parts: AuthParts,
  by: Administering,
  { account, mission, role }: Pick<HeldGrant, 'account' | 'mission' | 'role'>,
): Promise<void> {
  checkAdministers(by, mission, parts.clock.now())
  checkNotOwn(by, account)
  await parts.db.transaction(async (db) => {
    if (role === 'administrator') await checkNotLast({ ...parts, db }, account, mission)
    const taken = await db.run(TAKE, [mission, account, role])
    if (taken.length === 0) {
      throw new RefusedError(
        'not_found',
        'auth.grant_unknown',
        `This account does not hold the role "${role}" in ${mission}; choose one from its list.`,
      )
    }
    await note(
      { ...parts, db },
      { event: 'grant.taken', actor: idOf(by), account, mission, detail: { role } },
    )
  })
}

/**
 * Makes the founders administrators of every mission that has no administrator who can sign in, so that
 * a mission that was put on record later is never without one.
 */
export async function coverMissions(
  { db, clock }: AuthParts,
  missions: readonly string[],
): Promise<void> {
  if (missions.length > 0) await db.run(COVER, [[...missions], clock.now()])
}

/** Refuses what would leave a mission without an administrator who can sign in. */
export async function checkNotLast(
  { db, clock }: AuthParts,
  account: string,
  mission: string,
): Promise<void> {
  const held = await db.run<{ account: string }>(ADMINISTRATORS, [mission, clock.now()])
  const others = held.filter((holder) => holder.account !== account)
  if (others.length > 0 || held.length === 0) return
  throw new RefusedError(
    'conflict',
    'auth.last_administrator',
    `This is the last administrator of ${mission}; make somebody else one first.`,
  )
}

/** Refuses whoever does not manage the accounts of a mission. */
export function checkAdministers(by: Administering, mission: string, at: Instant): void {
  if (administers(by, mission, at)) return
  throw new RefusedError(
    'forbidden',
    'auth.not_administrator',
    `Only an administrator of ${mission} may do this; ask one.`,
  )
}

/** Refuses whoever would decide about themselves. */
export function checkNotOwn(by: Administering, account: string): void {
  if (by.kind === 'local' || by.id !== account) return
  throw new RefusedError(
    'forbidden',
    'auth.own_account',
    'Nobody decides about their own account; ask another administrator.',
  )
}

function administers(by: Administering, mission: string, at: Instant): boolean {
  if (by.kind === 'local') return true
  const object = { mission, desk: null, release: 'public', compartment: null } as const
  return can(by, 'administer', { ...object, notBefore: null, recordedBy: null }, at).may
}

interface GrantRow extends Omit<HeldGrant, 'desks'> {
  readonly desks: readonly string[] | null
}

function grantFrom(row: Omit<GrantRow, 'account'>): Grant {
  const { mission, role, desks, compartments, until } = row
  return { mission, role, desks: desks ?? 'all', compartments, until }
}

const OF_ACCOUNT = {
  name: 'auth-grants-of',
  text: `SELECT account, mission, role, desks, compartments, until FROM platform.account_grant
    WHERE account = $1 ORDER BY mission, role`,
}
const ALL = {
  name: 'auth-grants',
  text: `SELECT account, mission, role, desks, compartments, until FROM platform.account_grant
    ORDER BY account, mission, role`,
}
const GIVE = {
  name: 'auth-give-grant',
  text: `INSERT INTO platform.account_grant (mission, account, role, desks, compartments, until, given_at)
    VALUES ($1, $2, $3, $4::text[], $5::text[], $6, $7)
    ON CONFLICT (mission, account, role) DO UPDATE
      SET desks = excluded.desks, compartments = excluded.compartments, until = excluded.until, given_at = excluded.given_at`,
}
const TAKE = {
  name: 'auth-take-grant',
  text: `DELETE FROM platform.account_grant WHERE mission = $1 AND account = $2 AND role = $3 RETURNING role`,
}
/** Locked, so that two who take from each other at once do not both succeed. */
const ADMINISTRATORS = {
  name: 'auth-administrators',
  text: `SELECT g.account FROM platform.account_grant g JOIN platform.account a USING (account)
    WHERE g.mission = $1 AND g.role = 'administrator' AND a.state = 'active'
      AND (g.until IS NULL OR g.until > $2)
    ORDER BY g.account FOR UPDATE OF g`,
}
const COVER = {
  name: 'auth-cover-missions',
  text: `INSERT INTO platform.account_grant (mission, account, role, desks, compartments, until, given_at)
    SELECT m.mission, a.account, 'administrator', NULL, '{}', NULL, $2::timestamptz
    FROM unnest($1::text[]) m (mission) CROSS JOIN platform.account a
    WHERE a.founder AND a.state = 'active' AND NOT EXISTS (
      SELECT FROM platform.account_grant g JOIN platform.account o USING (account)
      WHERE g.mission = m.mission AND g.role = 'administrator' AND o.state <> 'disabled'
        AND (g.until IS NULL OR g.until > $2::timestamptz))
    ON CONFLICT (mission, account, role) DO UPDATE SET until = NULL`,
}
