import type { Db } from '#platform'

import type { LogFault } from '../log/fault.ts'
import type { VerifiedEntry } from '../log/verified-entry.ts'

/** What was erased of entries, by their place: each part and the place of the entry that erased it. */
export type ErasedParts = ReadonlyMap<number, ReadonlyMap<string, number>>

/** What a verification found of the parts of entries: how many are erased, and the faults that no erasure excuses. */
export interface PartsFound {
  readonly erased: number
  readonly faults: readonly LogFault[]
}

/** Reads what was erased of the entries from one place to another. */
export async function readErasedParts(
  db: Db,
  missionId: number,
  entries: readonly VerifiedEntry[],
): Promise<ErasedParts> {
  const [first, last] = [entries.at(0), entries.at(-1)]
  if (first === undefined || last === undefined) return new Map()
  const rows = await db.run<Row>(ERASED, [missionId, first.seq, last.seq])
  const parts = new Map<number, Map<string, number>>()
  for (const { target, part, erasure } of rows) {
    const ofEntry = parts.get(target) ?? new Map<string, number>()
    parts.set(target, ofEntry.set(part, erasure))
  }
  return parts
}

/**
 * The three outcomes of a part that was put on record: it matches, it is erased by an entry, or it is missing
 * without one. A part that is erased and still there is a fault as well.
 */
export function partsFound(entries: readonly VerifiedEntry[], erased: ErasedParts): PartsFound {
  const found = entries.map((entry) => partsOf(entry, erased.get(entry.seq) ?? new Map()))
  return {
    erased: found.reduce((count, one) => count + one.erased, 0),
    faults: found.flatMap(({ faults }) => faults),
  }
}

function partsOf(entry: VerifiedEntry, erased: ReadonlyMap<string, number>): PartsFound {
  const { seq, id, parts, missing } = entry
  const left = missing.filter((part) => !erased.has(part))
  const others = entry.faults.filter(({ kind }) => kind !== 'payload_missing')
  const faults: LogFault[] = [...others]
  const fault = (kind: 'payload_missing' | 'payload_unfinished', what: string) =>
    faults.push({ kind, seq, id, sentence: `Entry ${seq} (${id ?? ''}): ${what}` })
  if (left.length > 0) fault('payload_missing', `the field group ${left.join(', ')} is gone.`)
  for (const { part } of parts) {
    const by = erased.get(part)
    if (by === undefined) continue
    fault(
      'payload_unfinished',
      `its field group ${part} was erased by entry ${by} and is still there; run rollcall erase --finish.`,
    )
  }
  return { erased: missing.length - left.length, faults }
}

interface Row {
  readonly target: number
  readonly part: string
  readonly erasure: number
}

const ERASED = {
  name: 'register-verify-erased',
  text: `SELECT target, part, erasure FROM register.erased
    WHERE mission_id = $1 AND target BETWEEN $2::int4 AND $3::int4`,
}
