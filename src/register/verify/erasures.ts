import { groupBy } from '#kit'
import type { Db } from '#platform'

import type { LogFault } from '../log/fault.ts'
import type { VerifiedEntry } from '../log/verified-entry.ts'

/** What two people decided to erase of an entry. */
export interface Erasures {
  /** The erasure's place, by the part that it took away. */
  readonly by: ReadonlyMap<string, number>
  /** The approval from which on it is found by fewer words; null where it is found as before. */
  readonly wordsFrom: number | null
}

/** The erasures of a page of entries, by their place. */
export async function readErasures(
  db: Db,
  missionId: number,
  entries: readonly VerifiedEntry[],
): Promise<ReadonlyMap<number, Erasures>> {
  const [first, last] = [entries.at(0), entries.at(-1)]
  if (first === undefined || last === undefined) return new Map()
  const rows = await db.run<Row>(ERASED, [missionId, first.seq, last.seq])
  return new Map(
    [...groupBy(rows, ({ target }) => target)].map(([seq, own]) => [seq, toErasures(own)]),
  )
}

/** The faults of a page that no erasure explains; what was erased and is still there is one more. */
export function unexcused(
  entries: readonly VerifiedEntry[],
  erasures: ReadonlyMap<number, Erasures>,
): readonly LogFault[] {
  return entries.flatMap((entry) => {
    const by = erasures.get(entry.seq)?.by ?? new Map<string, number>()
    const missing = entry.missing.filter((part) => !by.has(part))
    const left = entry.faults.filter(({ kind }) => kind !== 'payload_missing' || missing.length > 0)
    return [...left.map((fault) => withMissing(fault, entry, missing)), ...unfinished(entry, by)]
  })
}

function withMissing(fault: LogFault, entry: VerifiedEntry, missing: readonly string[]): LogFault {
  if (fault.kind !== 'payload_missing') return fault
  const what = `the field group ${missing.join(', ')} is gone, and no erasure took it away.`
  return { ...fault, sentence: `Entry ${entry.seq} (${entry.id ?? ''}): ${what}` }
}

function unfinished(
  { seq, id, parts }: VerifiedEntry,
  by: ReadonlyMap<string, number>,
): readonly LogFault[] {
  return parts.flatMap(({ part }) => {
    const erasure = by.get(part)
    if (erasure === undefined) return []
    const what = `its field group ${part} was erased by entry ${erasure} and is still there; run rollcall erase --finish.`
    return [
      { kind: 'erasure_unfinished', seq, id, sentence: `Entry ${seq} (${id ?? ''}): ${what}` },
    ]
  })
}

function toErasures(rows: readonly Row[]): Erasures {
  const worded = rows.filter(({ part }) => WORDED.has(part)).map(({ approval }) => approval)
  return {
    by: new Map(rows.map(({ part, erasure }) => [part, erasure])),
    wordsFrom: worded.length === 0 ? null : Math.max(...worded),
  }
}

/** The parts whose erasure takes words out of the search (migrations, erasure.sql). */
const WORDED: ReadonlySet<string> = new Set([
  'statement',
  'source',
  'content',
  'position',
  'held',
  'name',
])

interface Row {
  readonly target: number
  readonly part: string
  readonly erasure: number
  readonly approval: number
}

const ERASED = {
  name: 'register-verify-erased',
  text: `SELECT target, part, erasure, approval FROM register.erased
    WHERE mission_id = $1 AND target BETWEEN $2::int4 AND $3::int4`,
}
