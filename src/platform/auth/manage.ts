import { addAccount, getAccount, setState } from './account.ts'
import type { AccountNames } from './account.ts'
import { note } from './audit.ts'
import { checkAdministers, checkNotLast, checkNotOwn, giveGrant, grantsOf, idOf } from './grants.ts'
import type { Administering, HeldGrant } from './grants.ts'
import { makeLink } from './link.ts'
import type { AuthParts } from './parts.ts'
import { endSessionById, endSessionsOf } from './session.ts'
import { revokeTokensOf } from './token.ts'

/** Makes an account with a first role and answers the secret of its invitation. */
export async function invite(
  parts: AuthParts,
  by: Administering,
  { names, grant }: { readonly names: AccountNames; readonly grant: Omit<HeldGrant, 'account'> },
): Promise<string> {
  checkAdministers(by, grant.mission, parts.clock.now())
  return parts.db.transaction(async (db) => {
    const inside = { ...parts, db }
    const account = await addAccount(inside, names, { founder: false })
    const noted = { actor: idOf(by), account, mission: null, detail: {} }
    await note(inside, { event: 'account.invited', ...noted })
    await giveGrant(inside, by, { ...grant, account })
    return makeLink(inside, { purpose: 'invite', account, actor: idOf(by) })
  })
}

/** Answers the secret of a new link to an account: an invitation, or a new beginning where it has signed in before. */
export async function relink(
  parts: AuthParts,
  by: Administering,
  account: string,
): Promise<string> {
  await checkManages(parts, by, account)
  const { state } = await getAccount(parts, account)
  const purpose = state === 'invited' ? 'invite' : 'reset'
  return makeLink(parts, { purpose, account, actor: idOf(by) })
}

/** Keeps an account from signing in; what it is doing ends at once. */
export async function disable(parts: AuthParts, by: Administering, account: string): Promise<void> {
  await checkManages(parts, by, account)
  await parts.db.transaction(async (db) => {
    const inside = { ...parts, db }
    for (const { mission, role } of await grantsOf(inside, account)) {
      if (role === 'administrator') await checkNotLast(inside, account, mission)
    }
    await setState(inside, account, 'disabled')
    await endSessionsOf(inside, account)
    await revokeTokensOf(inside, account)
    const noted = { actor: idOf(by), account, mission: null, detail: {} }
    await note(inside, { event: 'account.disabled', ...noted })
  })
}

/** Lets a disabled account sign in again. */
export async function enable(parts: AuthParts, by: Administering, account: string): Promise<void> {
  await checkManages(parts, by, account)
  const { passwordHash } = await getAccount(parts, account)
  await setState(parts, account, passwordHash === null ? 'invited' : 'active')
  const noted = { actor: idOf(by), account, mission: null, detail: {} }
  await note(parts, { event: 'account.enabled', ...noted })
}

/** Ends all sessions of somebody else's account. */
export async function endSessionsFor(
  parts: AuthParts,
  by: Administering,
  account: string,
): Promise<void> {
  await checkManages(parts, by, account)
  await endSessionsOf(parts, account)
  await note(parts, {
    event: 'session.revoked',
    actor: idOf(by),
    account,
    mission: null,
    detail: { sessions: 'all' },
  })
}

/** Ends one session of one's own. */
export async function endOwnSession(parts: AuthParts, account: string, id: string): Promise<void> {
  if (!(await endSessionById(parts, account, id))) return
  await note(parts, {
    event: 'session.revoked',
    actor: account,
    account,
    mission: null,
    detail: { session: id },
  })
}

/**
 * An account is one and the same in all missions, and whoever can reset it can become it: so it is managed
 * by those who administer every mission in which it holds a role, and never by its owner.
 */
async function checkManages(parts: AuthParts, by: Administering, account: string): Promise<void> {
  checkNotOwn(by, account)
  const { account: known } = await getAccount(parts, account)
  const grants = await grantsOf(parts, known)
  for (const { mission } of grants) checkAdministers(by, mission, parts.clock.now())
  if (grants.length === 0) checkAdministersSomething(parts, by)
}

function checkAdministersSomething(parts: AuthParts, by: Administering): void {
  if (by.kind === 'local') return
  const role = by.grants.find((grant) => grant.role === 'administrator')
  checkAdministers(by, role?.mission ?? 'a mission', parts.clock.now())
}
