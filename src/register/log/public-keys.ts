import type { Db } from '#platform'

import { getHead } from '../in-force.ts'
import { findOrigin, type KeyEvent, readKeys } from './key-list.ts'
import { writeVerifierKey } from './note-key.ts'
import { listWitnesses } from './witness-list.ts'

/** What outsiders need to check a mission's log. */
export interface PublicKeys {
  /** Null before the first checkpoint. */
  readonly origin: string | null
  readonly keys: readonly {
    readonly vkey: string
    /** From which size on it signs. */
    readonly begun: KeyEvent
    readonly ended: (KeyEvent & { readonly how: 'retired' | 'lost' }) | null
  }[]
  /** Who is asked to cosign. */
  readonly witnesses: readonly { readonly vkey: string; readonly url: string }[]
}

/** The keys of a mission's log with their span, and the witnesses that are asked. */
export async function publicKeysOf(db: Db, mission: string): Promise<PublicKeys> {
  const { missionId } = await getHead(db, mission)
  const [origin, keys, witnesses] = [
    await findOrigin(db, missionId),
    await readKeys(db, missionId),
    await listWitnesses(db),
  ]
  return {
    origin: origin ?? null,
    keys: keys.map(({ key, begun, ended }) => ({ vkey: writeVerifierKey(key), begun, ended })),
    witnesses: witnesses.map(({ vkey, url }) => ({ vkey, url })),
  }
}
