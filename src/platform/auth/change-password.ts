import { getAccount, setPassword } from './account.ts'
import { attemptKey, forgetTries, takeTry } from './attempts.ts'
import { note } from './audit.ts'
import type { AuthParts } from './parts.ts'
import { checkPassword, hashPassword, isPassword } from './password.ts'

/** Whether it is the password of somebody signed in; how many seconds to wait where that was tried too often. */
export async function proveOwner(
  parts: AuthParts,
  account: string,
  password: string,
): Promise<{ readonly isOwner: boolean; readonly waitSeconds: number }> {
  const key = attemptKey(parts, 'password', { name: account, knownBrowser: null })
  const waitSeconds = await takeTry(parts, key)
  if (waitSeconds > 0) return { isOwner: false, waitSeconds }
  const { passwordHash } = await getAccount(parts, account)
  const isOwner = await isPassword(passwordHash, password)
  if (isOwner) await forgetTries(parts, key)
  return { isOwner, waitSeconds: 0 }
}

/** Sets another password; refused with a sentence where it will not do. */
export async function changePassword(
  parts: AuthParts,
  account: string,
  password: string,
): Promise<void> {
  const { name, shownName } = await getAccount(parts, account)
  checkPassword(password, [name, shownName])
  await setPassword(parts, account, await hashPassword(password))
  await note(parts, {
    event: 'password.changed',
    actor: account,
    account,
    mission: null,
    detail: {},
  })
}
