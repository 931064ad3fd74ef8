import type { Db } from '#platform'
import { RefusedError } from '#platform'

import { getHead } from '../in-force.ts'
import { parseCheckpoint, type TreeHead } from '../log/checkpoint.ts'
import { readKeys } from '../log/key-list.ts'
import { verdictOf } from '../log/note-key.ts'
import { isIncluded } from '../log/proof-check.ts'
import { parseReceipt } from '../log/receipt.ts'
import { rootAt } from '../log/tree.ts'
import { readLeaves } from '../log/verified-entry.ts'

/** What a checkpoint or receipt that somebody kept says of this record: nothing but its size where both agree. */
export interface KeptVerdict {
  readonly size: number
  readonly faults: readonly string[]
}

/** Compares a checkpoint or receipt that somebody kept with the log as it is: shows that the log only grew. */
export async function compareKept(db: Db, mission: string, text: string): Promise<KeptVerdict> {
  const receipt = parseReceipt(text)
  const checkpoint = receipt?.head ?? parseCheckpoint(text)
  if (checkpoint === null) {
    throw new RefusedError(
      'incorrect',
      'register.not_kept',
      'That is neither a checkpoint nor a receipt; give the text as it was served, with its last line feed.',
    )
  }
  const { missionId, seq } = await getHead(db, mission)
  const { size } = checkpoint
  const keys = await readKeys(db, missionId)
  const faults: string[] = []
  if (!keys.some(({ key }) => verdictOf(key, checkpoint.note) === 'signed')) {
    faults.push(
      `No key of the log of ${mission} signed it: it is of another record, or was altered.`,
    )
  }
  if (size > seq) {
    faults.push(`It is over ${size} entries and the record holds ${seq}: the end was cut off.`)
    return { size, faults }
  }
  if (!(await rootAt(db, mission, size)).equals(checkpoint.root)) {
    faults.push(`The log has another root at size ${size}: an entry before it was changed.`)
  }
  if (receipt !== null) faults.push(...(await receiptFaults(db, missionId, receipt)))
  return { size, faults }
}

async function receiptFaults(
  db: Db,
  missionId: number,
  { index, proof, head }: { index: number; proof: readonly Buffer[]; head: TreeHead },
): Promise<readonly string[]> {
  const [entry] = await readLeaves(db, missionId, { after: index, until: index + 1 })
  const isIn = entry !== undefined && isIncluded({ index, hash: entry.leaf }, proof, head)
  return isIn ? [] : [`Entry ${index + 1} is not the one that the receipt is for.`]
}
