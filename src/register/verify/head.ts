import type { Db } from '#platform'

import type { Bounds } from '../bounds.ts'
import type { LogFault } from '../log/fault.ts'
import type { Head } from '../lookup.ts'

interface HeadRow {
  readonly seq: number
  readonly recorded_at: string
  readonly last_seq: number | null
  readonly last_at: string | null
  readonly bounds: readonly number[]
  readonly beyond: number
}

/** The faults of the head: it is the last entry, and its bounds are those of all that was ever said. */
export async function headFaults(
  db: Db,
  { missionId }: Pick<Head, 'missionId'>,
  drawn: Bounds,
): Promise<readonly LogFault[]> {
  const [row] = await db.run<HeadRow>(HEAD, [missionId])
  if (row === undefined) return []
  const { seq } = row
  const faults: LogFault[] = []
  const fault = (sentence: string) => faults.push({ kind: 'head_differs', seq, id: null, sentence })
  if (row.beyond > 0) {
    fault(`The head says that entry ${seq} is the last; ${row.beyond} entries lie beyond it.`)
  }
  if (row.last_at !== null && row.last_at !== row.recorded_at) {
    fault(`The head says that entry ${seq} was recorded at ${row.recorded_at}, not ${row.last_at}.`)
  }
  const names = ['first said second', 'last said second', 'first day', 'last day']
  for (const [place, bound] of drawn.all().entries()) {
    const held = row.bounds[place]
    if (held === bound) continue
    fault(`The head's ${names[place] ?? ''} is ${held ?? 'missing'}; the entries say ${bound}.`)
  }
  return faults
}

const HEAD = {
  name: 'register-verify-head',
  text: `SELECT h.seq, h.recorded_at, e.seq AS last_seq, e.recorded_at AS last_at,
    ARRAY[h.first_said, h.last_said, h.first_day, h.last_day]::float8[] AS bounds,
    (SELECT count(*)::int4 FROM register.entry b WHERE b.mission_id = h.mission_id AND b.seq > h.seq) AS beyond
    FROM register.head h LEFT JOIN register.entry e ON e.mission_id = h.mission_id AND e.seq = h.seq
    WHERE h.mission_id = $1`,
}
