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
  /** The names of those that are not there any more. */
  readonly missing: readonly string[]
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
  const lines = row.lines.split('\n')
  const faults: LogFault[] = []
  const fault = (kind: LogFaultKind, what: string) =>
    faults.push({ kind, seq, id, sentence: `Entry ${seq} (${id}): ${what}` })
  if (payloadRootOf(lines) !== payloadRoot) {
    fault('commitments_differ', 'its payload root is not that over the hashes of its field groups.')
  }
  for (const [place, line] of commitmentLines(parts).entries()) {
    const part = parts[place]?.part ?? ''
    if (lines.includes(line)) continue
    fault('payload_differs', `what its field group ${part} says is not what was put on record.`)
  }
  const missing = lines.map(partIn).filter((wanted) => parts.every(({ part }) => part !== wanted))
  if (missing.length > 0) {
    fault('payload_missing', `the field group ${missing.join(', ')} is gone.`)
  }
  if (leafHashOf({ v: 1, mission, seq, id, type, recordedAt, payloadRoot }) !== leaf_hash) {
    fault('leaf_differs', 'its place, id, type, instant or payload root is not what its leaf says.')
  }
  const leaf = Buffer.from(leaf_hash, 'hex')
  return { seq, id, type, recordedAt, payloadRoot, leaf, parts, missing, faults }
}

function commitmentLines(parts: readonly Part[]): readonly string[] {
  return parts.flatMap((part) => commitmentsOf([part]))
}

/** The field group that a commitment line is of. */
function partIn(line: string): string {
  return line.slice(0, line.indexOf(':'))
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
    missing: [],
    faults: [{ kind: 'entry_missing', seq, id: null, sentence }],
  }
}

interface EntryRow {
  readonly seq: number
  readonly id: string
  readonly type: string
  readonly recorded_at: string
  readonly payload_root: string
  readonly leaf_hash: string
  /** What the payload root is the root over; empty where that is gone. */
  readonly lines: string
}

interface PayloadRow extends Part {
  readonly seq: number
}

const ENTRIES = {
  name: 'register-verify-entries',
  text: `SELECT seq, id, entry_type AS type, recorded_at, encode(payload_root, 'hex') AS payload_root,
    encode(leaf_hash, 'hex') AS leaf_hash, coalesce(lines, '') AS lines
    FROM register.entry LEFT JOIN register.commitment USING (mission_id, seq)
    WHERE mission_id = $1 AND seq > $2::int4 AND seq <= $3::int4 ORDER BY seq`,
}

const PAYLOADS = {
  name: 'register-verify-payloads',
  text: `SELECT seq, part, encode(salt, 'hex') AS salt, body FROM register.payload
    WHERE mission_id = $1 AND seq > $2::int4 AND seq <= $3::int4 ORDER BY seq, part`,
}

/** The leaves alone, of entries that were worked out anew before. */
export async function readLeaves(
  db: Db,
  missionId: number,
  { after, until }: { readonly after: number; readonly until: number },
): Promise<readonly { readonly seq: number; readonly leaf: Buffer }[]> {
  const rows = await db.run<{ seq: number; hex: string }>(LEAVES, [missionId, after, until])
  const leaves = new Map(rows.map(({ seq, hex }) => [seq, Buffer.from(hex, 'hex')]))
  return Array.from({ length: until - after }, (_, index) => {
    const seq = after + index + 1
    return { seq, leaf: leaves.get(seq) ?? Buffer.alloc(HASH_BYTES) }
  })
}

const LEAVES = {
  name: 'register-verify-leaves',
  text: `SELECT seq, encode(leaf_hash, 'hex') AS hex FROM register.entry
    WHERE mission_id = $1 AND seq > $2::int4 AND seq <= $3::int4 ORDER BY seq`,
}
