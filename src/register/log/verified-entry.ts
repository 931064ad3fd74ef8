import { groupBy } from '#kit'
import type { Db } from '#platform'

import { commitmentsOf, leafHashOf, type Part, payloadRootOf } from '../leaf.ts'
import type { LogFault, LogFaultKind } from './fault.ts'
import { HASH_BYTES } from './hashes.ts'

/** An entry as it is stored, and how it stands to what was put on record. */
export interface VerifiedEntry {
  readonly seq: number
  /** Null where no entry is at this place. */
  readonly id: string | null
  readonly type: string
  readonly recordedAt: string
  /** Hexadecimal, as stored. */
  readonly payloadRoot: string
  /** The leaf's hash, as stored. */
  readonly leaf: Buffer
  /** The field groups that are there, with their salts. */
  readonly parts: readonly Part[]
  readonly faults: readonly LogFault[]
}

/** Reads the entries after one place up to another and works each out anew; a place without an entry is a fault. */
export async function readVerifiedPage(
  db: Db,
  page: {
    readonly missionId: number
    readonly mission: string
    readonly after: number
    readonly until: number
  },
): Promise<readonly VerifiedEntry[]> {
  const { missionId, mission, after, until } = page
  const rows = await db.run<EntryRow>(ENTRIES, [missionId, after, until])
  const payloads = await db.run<PayloadRow>(PAYLOADS, [missionId, after, until])
  const entries = new Map(rows.map((row) => [row.seq, row]))
  const parts = groupBy(payloads, ({ seq }) => seq)
  return Array.from({ length: until - after }, (_, index) => {
    const seq = after + index + 1
    const row = entries.get(seq)
    return row === undefined ? missingEntry(seq) : verifyEntry(mission, row, parts.get(seq) ?? [])
  })
}

function verifyEntry(mission: string, row: EntryRow, parts: readonly Part[]): VerifiedEntry {
  const { seq, id, type, recorded_at: recordedAt, payload_root: payloadRoot, leaf_hash } = row
  const leaf = leafHashOf({ v: 1, mission, seq, id, type, recordedAt, payloadRoot })
  const faults: LogFault[] = []
  const fault = (kind: LogFaultKind, what: string) =>
    faults.push({ kind, seq, id, sentence: `Entry ${seq} (${id}): ${what}` })
  const missing = partsWanted(type).filter((wanted) => parts.every(({ part }) => part !== wanted))
  if (missing.length > 0) {
    fault('payload_missing', `the field group ${missing.join(', ')} is gone.`)
  } else if (payloadRootOf(commitmentsOf(parts)) !== payloadRoot) {
    fault('payload_differs', 'what it says is not what was put on record.')
  }
  if (leaf !== leaf_hash) {
    fault('leaf_differs', 'its place, id, type, instant or payload root is not what its leaf says.')
  }
  return {
    seq,
    id,
    type,
    recordedAt,
    payloadRoot,
    leaf: Buffer.from(leaf_hash, 'hex'),
    parts,
    faults,
  }
}

function missingEntry(seq: number): VerifiedEntry {
  const sentence = `No entry is at place ${seq}; places have no gaps.`
  return {
    seq,
    id: null,
    type: '',
    recordedAt: '',
    payloadRoot: '',
    leaf: Buffer.alloc(HASH_BYTES),
    parts: [],
    faults: [{ kind: 'entry_missing', seq, id: null, sentence }],
  }
}

/** The field groups that an entry is put on record with (`parts.ts`). */
function partsWanted(type: string): readonly string[] {
  return type === 'claim' ? ['actor', 'source', 'statement'] : ['actor', 'content']
}

interface EntryRow {
  readonly seq: number
  readonly id: string
  readonly type: string
  readonly recorded_at: string
  readonly payload_root: string
  readonly leaf_hash: string
}

interface PayloadRow extends Part {
  readonly seq: number
}

const ENTRIES = {
  name: 'register-verify-entries',
  text: `SELECT seq, id, entry_type AS type, recorded_at, encode(payload_root, 'hex') AS payload_root,
    encode(leaf_hash, 'hex') AS leaf_hash FROM register.entry
    WHERE mission_id = $1 AND seq > $2::int4 AND seq <= $3::int4 ORDER BY seq`,
}

const PAYLOADS = {
  name: 'register-verify-payloads',
  text: `SELECT seq, part, encode(salt, 'hex') AS salt, body FROM register.payload
    WHERE mission_id = $1 AND seq > $2::int4 AND seq <= $3::int4 ORDER BY seq, part`,
}
