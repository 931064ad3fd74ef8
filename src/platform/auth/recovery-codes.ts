import { note } from './audit.ts'
import type { AuthParts } from './parts.ts'
import { newRecoveryCode } from './secrets.ts'

const HOW_MANY = 10

/** Makes the recovery codes of an account anew and answers them; the old ones are worthless. */
export async function makeRecoveryCodes(
  parts: AuthParts,
  account: string,
): Promise<readonly string[]> {
  const codes = Array.from({ length: HOW_MANY }, () => newRecoveryCode())
  await parts.db.transaction(async (db) => {
    await db.run(DROP, [account])
    await db.run(ADD, [account, codes.map((code) => hashOfCode(parts, account, code))])
    await note(
      { ...parts, db },
      { event: 'recovery.made', actor: account, account, mission: null, detail: {} },
    )
  })
  return codes
}

/** Takes a recovery code, once; whether it was one. */
export async function takeRecoveryCode(
  parts: AuthParts,
  account: string,
  code: string,
): Promise<boolean> {
  const hash = hashOfCode(parts, account, code)
  const taken = await parts.db.run(TAKE, [account, hash, parts.clock.now()])
  if (taken.length === 0) return false
  await note(parts, {
    event: 'recovery.used',
    actor: account,
    account,
    mission: null,
    detail: { left: await countRecoveryCodes(parts, account) },
  })
  return true
}

/** How many recovery codes of an account have not been used. */
export async function countRecoveryCodes(
  { db }: Pick<AuthParts, 'db'>,
  account: string,
): Promise<number> {
  const [row] = await db.run<{ left: number }>(COUNT, [account])
  return row?.left ?? 0
}

/** Makes the recovery codes of an account worthless. */
export async function dropRecoveryCodes(
  { db }: Pick<AuthParts, 'db'>,
  account: string,
): Promise<void> {
  await db.run(DROP, [account])
}

/** Capitals, spaces and hyphens do not count: people write codes down by hand. */
function hashOfCode({ keys }: AuthParts, account: string, code: string): Uint8Array {
  return keys.keyedHash(`recovery\n${account}\n${code.toLowerCase().replaceAll(/[\s-]/g, '')}`)
}

const ADD = {
  name: 'auth-add-recovery-codes',
  text: 'INSERT INTO platform.recovery_code (account, hash) SELECT $1, unnest($2::bytea[])',
}
const TAKE = {
  name: 'auth-take-recovery-code',
  text: `UPDATE platform.recovery_code SET used_at = $3 WHERE account = $1 AND hash = $2 AND used_at IS NULL
    RETURNING account`,
}
const COUNT = {
  name: 'auth-count-recovery-codes',
  text: 'SELECT count(*)::int4 AS left FROM platform.recovery_code WHERE account = $1 AND used_at IS NULL',
}
const DROP = {
  name: 'auth-drop-recovery-codes',
  text: 'DELETE FROM platform.recovery_code WHERE account = $1',
}
