import type { AuthParts } from './parts.ts'
import { hashOf } from './secrets.ts'
import { laterBy, MINUTE_MS } from './times.ts'

/** What is waited for: a passkey's answer, or the way back from a provider of identities. */
export type CeremonyPurpose = 'passkey-make' | 'passkey-sign-in' | 'provider'

const LASTS_MINUTES = 10

/** Something that was asked of one browser and is answered once. */
export interface Ceremony {
  readonly purpose: CeremonyPurpose
  /** What the answer has to name: a challenge, or a state. */
  readonly key: string
  /** The cookie of the browser that was asked. */
  readonly browser: string
}

/** Remembers what was asked of a browser, with what belongs to it. */
export async function beginCeremony(
  { db, clock }: AuthParts,
  { purpose, key, browser }: Ceremony,
  payload: Readonly<Record<string, string | null>>,
): Promise<void> {
  const now = clock.now()
  await db.run(CLEAR, [now])
  await db.run(BEGIN, [
    hashOf(key),
    purpose,
    hashOf(browser),
    JSON.stringify(payload),
    laterBy(now, LASTS_MINUTES * MINUTE_MS),
  ])
}

/** What belongs to an answer, once: null where this browser was not asked, or has answered. */
export async function endCeremony(
  { db, clock }: AuthParts,
  { purpose, key, browser }: Ceremony,
): Promise<unknown> {
  const [row] = await db.run<{ payload: string }>(END, [
    hashOf(key),
    purpose,
    hashOf(browser),
    clock.now(),
  ])
  return row === undefined ? null : JSON.parse(row.payload)
}

const CLEAR = {
  name: 'auth-clear-ceremonies',
  text: 'DELETE FROM platform.ceremony WHERE ends_at <= $1',
}
const BEGIN = {
  name: 'auth-begin-ceremony',
  text: 'INSERT INTO platform.ceremony (hash, purpose, browser, payload, ends_at) VALUES ($1, $2, $3, $4, $5)',
}
const END = {
  name: 'auth-end-ceremony',
  text: `DELETE FROM platform.ceremony WHERE hash = $1 AND purpose = $2 AND browser = $3 AND ends_at > $4
    RETURNING payload`,
}
