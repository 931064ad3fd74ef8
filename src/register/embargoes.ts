import type { Instant } from '#kit'
import type { Db } from '#platform'

import type { Asking, EntryType } from './entry.ts'
import { type Audience, audiencesOf } from './handling.ts'
import { getHead } from './in-force.ts'

/** An entry that was recorded under an embargo whose time has come, and that nobody has released yet. */
export interface Embargoed {
  readonly id: string
  readonly type: EntryType
  readonly recordedAt: Instant
  /** The instant from which it may be lifted. */
  readonly notBefore: Instant
  /** The desk it belongs to; null where it belongs to none. */
  readonly desk: string | null
  readonly audience: Audience
}

/** What of this reader's could be lifted at this instant, the longest due first. */
export async function listLiftable(
  db: Db,
  mission: string,
  { at, now }: { readonly at: Asking; readonly now: Instant },
): Promise<readonly Embargoed[]> {
  const { missionId } = await getHead(db, mission)
  const rows = await db.run<Row>(LIFTABLE, [missionId, at.recordAt.seq, now])
  return rows.flatMap(({ open, desk, ...row }) =>
    audiencesOf(open).map((audience) => ({ ...row, desk: desk === '' ? null : desk, audience })),
  )
}

interface Row extends Omit<Embargoed, 'audience' | 'desk'> {
  readonly desk: string
  readonly open: string
}

/** An embargo is told from the delay of a position by how its entry was to be handled. */
const LIFTABLE = {
  name: 'register-liftable',
  recordAt: 2,
  text: `SELECT e.id, e.entry_type AS type, e.recorded_at AS "recordedAt", o.not_before AS "notBefore", o.desk,
      o.release || '/' || o.compartment AS open
    FROM register.opening o
    JOIN register.entry e ON e.mission_id = o.mission_id AND e.seq = o.seq
    JOIN register.payload h ON h.mission_id = o.mission_id AND h.seq = o.seq AND h.part = 'handling'
    WHERE o.mission_id = $1 AND o.seq <= $2 AND o.from_seq = o.seq AND o.release = 3 AND o.not_before <= $3
      AND (h.body::json ->> 'embargo') IS NOT NULL
      AND NOT EXISTS (SELECT FROM register.opening l
        WHERE l.mission_id = o.mission_id AND l.seq = o.seq AND l.from_seq > o.seq AND l.from_seq <= $2)
    ORDER BY o.not_before, o.seq`,
}
