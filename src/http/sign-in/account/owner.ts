import { getAccount, proveOwner } from '#platform'
import type { Account, SignedIn } from '#platform'
import { text } from '#ui'
import type { FormError } from '#ui'

import { sendOn } from '../visit.tsx'
import type { PlainVisit } from '../visit.tsx'

/** Somebody on the pages of their own account. */
export interface Owner {
  readonly visit: PlainVisit
  readonly signedIn: SignedIn
  readonly account: Account
}

/** Shows something to whoever signed in, and the way to sign in to everybody else. A token opens no page. */
export async function forOwner(
  visit: PlainVisit,
  show: (owner: Owner) => Promise<Response>,
): Promise<Response> {
  const { signedIn, site, reader } = visit
  if (signedIn === null || signedIn.sessionId === null) {
    const next = reader.here.startsWith('/account') ? reader.here : '/account'
    return sendOn(visit, `/sign-in?next=${encodeURIComponent(next)}`)
  }
  return show({ visit, signedIn, account: await getAccount(site.auth, signedIn.actor.id) })
}

/**
 * What is wrong with the password that shows once more who sits here; null where it is right, or where the
 * account has none. A session that was left open must not become somebody else's for good.
 */
export async function passwordError(
  { visit, account }: Owner,
  password: string,
): Promise<FormError | null> {
  const { site, reader } = visit
  if (account.passwordHash === null) return null
  const { isOwner, waitSeconds } = await proveOwner(site.auth, account.account, password)
  if (isOwner) return null
  const sentence =
    waitSeconds === 0
      ? text(reader, 'account.password-wrong')
      : text(reader, 'sign-in.wait', { seconds: waitSeconds })
  return { field: 'current', sentence }
}
