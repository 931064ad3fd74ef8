import type { Db, Progress } from '#platform'

import { getHead } from '../in-force.ts'
import type { LogFault } from '../log/fault.ts'
import type { VerifiedEntry } from '../log/verified-entry.ts'
import { type LogVerdict, verifyLog } from '../log/verify-log.ts'
import { verifyDerived } from './derived.ts'
import { documentFaults, strayFaults } from './documents.ts'
import { partsFound, readErasedParts } from './erasures.ts'
import { heldTexts } from './held-texts.ts'
import { searchFaults } from './search-rows.ts'
import { cosignatureFaults, witnessFaults } from './witnessed.ts'

/** What the verification of a mission's whole record found. */
export interface RecordVerdict extends LogVerdict {
  /** Rows of derived tables that were compared. */
  readonly rows: number
  /** Field groups that are gone because two people erased them. */
  readonly erased: number
}

/** How a record is verified. */
export interface Verification {
  /** How far the entries are. */
  readonly progress: Progress
  /** How far the drawing of the derived tables is. */
  readonly drawing: Progress
  /** The first entry that is worked out anew: where an earlier verification was interrupted. */
  readonly from: number
}

/**
 * Verifies the whole record of a mission: what every entry says, its leaf, tiles, signed checkpoints and
 * cosignatures, the documents and what is cited of them, the search, and every derived row.
 */
export async function verifyRecord(
  db: Db,
  mission: string,
  { progress, drawing, from }: Verification,
): Promise<RecordVerdict> {
  const head = await getHead(db, mission)
  const { missionId } = head
  const check = { db, missionId, texts: heldTexts(db, missionId) }
  let gone = 0
  const look = async (entries: readonly VerifiedEntry[]): Promise<readonly LogFault[]> => {
    const erased = await readErasedParts(db, missionId, entries)
    const parts = partsFound(entries, erased)
    gone += parts.erased
    return [
      ...parts.faults,
      ...(await documentFaults(check, entries, erased)),
      ...(await searchFaults(check, entries, erased)),
    ]
  }
  const log = await verifyLog(db, mission, { progress, look, from })
  const derived = await verifyDerived(check, { ...head, mission }, drawing)
  const faults = [
    ...log.faults,
    ...(await strayFaults(check)),
    ...(await cosignatureFaults(db, missionId)),
    ...(await witnessFaults(db)),
    ...derived.faults,
  ]
  return { ...log, rows: derived.rows, erased: gone, faults }
}
