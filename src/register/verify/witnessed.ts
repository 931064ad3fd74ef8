import type { Db } from '#platform'

import { checkpointText } from '../log/checkpoint.ts'
import type { LogFault } from '../log/fault.ts'
import { cosignedAt, parseVerifierKey, verdictOf, type VerifierKey } from '../log/note-key.ts'
import { parseNote, parseSignatures } from '../log/note.ts'
import { listWitnesses } from '../log/witness-list.ts'

interface CosignatureRow {
  readonly size: number
  readonly witness: string
  readonly second: number
  readonly line: string
  readonly note: string | null
}

/** The faults of what witnesses signed of a mission's log; a witness that is listed no longer cannot be checked by its key. */
export async function cosignatureFaults(db: Db, missionId: number): Promise<readonly LogFault[]> {
  const keys = (await listWitnesses(db)).flatMap(({ vkey }) => parseVerifierKey(vkey) ?? [])
  const rows = await db.run<CosignatureRow>(COSIGNATURES, [missionId])
  return rows
    .filter((row) => !isAsSigned(row, keys))
    .map(({ size, witness }) => ({
      kind: 'cosignature_differs',
      seq: size,
      id: null,
      sentence: `The signature of the witness ${witness} under the checkpoint of size ${size} is not what it signed.`,
    }))
}

/** The faults of what this server cosigned last for other logs. */
export async function witnessFaults(db: Db): Promise<readonly LogFault[]> {
  const rows = await db.run<StateRow>(STATES, [])
  return rows
    .filter((row) => checkpointText({ ...row, root: Buffer.from(row.root, 'hex') }) !== row.note)
    .map(({ origin, size }) => ({
      kind: 'witness_differs',
      seq: size,
      id: null,
      sentence: `The checkpoint that this server cosigned last for ${origin} (size ${size}) is not what is kept beside it.`,
    }))
}

interface StateRow {
  readonly origin: string
  readonly size: number
  readonly root: string
  readonly note: string
}

function isAsSigned(row: CosignatureRow, keys: readonly VerifierKey[]): boolean {
  const { witness, second, line, note } = row
  const signatures = parseSignatures(line)
  const [signature] = signatures ?? []
  const text = note === null ? undefined : parseNote(note)?.text
  if (signatures === null || signature === undefined || text === undefined) return false
  if (signature.name !== witness || cosignedAt(signature) !== second) return false
  const own = keys.filter(({ name }) => name === witness)
  return own.length === 0 || own.some((key) => verdictOf(key, { text, signatures }) === 'signed')
}

const COSIGNATURES = {
  name: 'register-verify-cosignatures',
  text: `SELECT x.size, x.witness, x.second, x.line, (SELECT c.note FROM register.checkpoint c
      WHERE c.mission_id = x.mission_id AND c.size = x.size AND c.root = x.root ORDER BY c.made_at LIMIT 1) AS note
    FROM register.cosignature x WHERE x.mission_id = $1 ORDER BY x.size, x.witness, x.second`,
}

const STATES = {
  name: 'register-verify-witness-states',
  text: `SELECT origin, size, encode(root, 'hex') AS root, note FROM register.witness_state ORDER BY origin`,
}
