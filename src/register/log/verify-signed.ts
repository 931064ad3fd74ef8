import { groupBy } from '#kit'
import type { Db } from '#platform'

import { parseCheckpoint } from './checkpoint.ts'
import type { LogFault } from './fault.ts'
import type { GrowingTree } from './growing-tree.ts'
import { readKeys } from './key-list.ts'
import { type VerifierKey, verdictOf } from './note-key.ts'

/** A checkpoint as it is stored, and the keys that may have signed it. */
export interface CheckpointRow {
  readonly size: number
  readonly root: string
  readonly note: string
  readonly keys: readonly VerifierKey[]
}

/** Compares what was signed with the log while it is built up. */
export interface SignedCheck {
  /** The faults of the checkpoints of this size. */
  at(size: number, tree: GrowingTree): readonly LogFault[]
  /** The faults of checkpoints over more entries than there are: the end of the record was cut off. */
  beyond(size: number): readonly LogFault[]
}

/** Makes the comparison; of checkpoints that differ the first is told, since all after it must differ too. */
export function signedCheck(checkpoints: readonly CheckpointRow[]): SignedCheck {
  const bySize = groupBy(checkpoints, ({ size }) => size)
  let [good, differs] = [0, false]
  return {
    at(size, tree) {
      const own = bySize.get(size)
      if (own === undefined) return []
      const root = tree.root().toString('hex')
      const faults = own.flatMap((checkpoint) => unsigned(checkpoint))
      if (differs) return faults
      differs = own.some(
        (checkpoint) => rootSigned(checkpoint) !== root || checkpoint.root !== root,
      )
      if (differs) return [...faults, differing(good, size)]
      good = size
      return faults
    },
    beyond: (size) =>
      [...bySize.keys()]
        .filter((signed) => signed > size)
        .map((signed) => ({
          kind: 'checkpoint_differs' as const,
          seq: size + 1,
          id: null,
          sentence: `The log signed ${signed} entries and the record holds ${size}: its end was cut off.`,
        })),
  }
}

/** The checkpoints of a log, the smallest first. */
export async function readCheckpoints(
  db: Db,
  missionId: number,
): Promise<readonly CheckpointRow[]> {
  const keys = (await readKeys(db, missionId)).map(({ key }) => key)
  const rows = await db.run<Omit<CheckpointRow, 'keys'>>(CHECKPOINTS, [missionId])
  return rows.map((row) => ({ ...row, keys }))
}

/** The stored roots of full tiles, by `level/tile`. */
export async function readTileRoots(
  db: Db,
  missionId: number,
): Promise<ReadonlyMap<string, Buffer>> {
  const rows = await db.run<{ place: string; root: string }>(TILES, [missionId])
  return new Map(rows.map(({ place, root }) => [place, Buffer.from(root, 'hex')]))
}

function rootSigned({ note, size }: CheckpointRow): string | null {
  const checkpoint = parseCheckpoint(note)
  return checkpoint?.size === size ? checkpoint.root.toString('hex') : null
}

/** Every signature under a checkpoint must be the log's own: what others sign is kept apart. */
function unsigned({ size, note, keys }: CheckpointRow): readonly LogFault[] {
  const checkpoint = parseCheckpoint(note)
  const isSigned =
    checkpoint !== null &&
    checkpoint.note.signatures.every(({ name, keyId }) =>
      keys.some(
        (key) =>
          key.name === checkpoint.origin &&
          key.name === name &&
          key.keyId === keyId &&
          verdictOf(key, checkpoint.note) === 'signed',
      ),
    )
  if (isSigned) return []
  const sentence = `The checkpoint of size ${size} is not signed by a key of the log.`
  return [{ kind: 'checkpoint_unsigned', seq: size, id: null, sentence }]
}

function differing(good: number, size: number): LogFault {
  return {
    kind: 'checkpoint_differs',
    seq: size,
    id: null,
    sentence: `The root that was signed at size ${size} is not that over the leaves: among the entries ${good + 1} to ${size} is one that was changed together with its leaf.`,
  }
}

const CHECKPOINTS = {
  name: 'register-verify-checkpoints',
  text: `SELECT size, encode(root, 'hex') AS root, note FROM register.checkpoint WHERE mission_id = $1
    ORDER BY size, made_at`,
}

const TILES = {
  name: 'register-verify-tiles',
  text: `SELECT level || '/' || tile AS place, encode(root, 'hex') AS root FROM register.log_tile WHERE mission_id = $1`,
}
