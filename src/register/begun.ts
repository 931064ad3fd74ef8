import { dayNumber, type Day, dayOf, secondOf } from '#kit'
import type { Db } from '#platform'

import type { Asking } from './entry.ts'
import { getHead } from './in-force.ts'
import { STILL_SAID } from './said.ts'

/** How many claims of a kind begin to be true on a day. */
export interface Begun {
  readonly kind: string
  readonly day: Day
  readonly claims: number
}

/** When the claims of the record begin, up to validOn, without what had been taken back: what a picture of time needs. */
export async function countBegun(db: Db, mission: string, at: Asking): Promise<readonly Begun[]> {
  const { missionId } = await getHead(db, mission)
  const rows = await db.run<{ kind: string; place: number; claims: number }>(COUNT, [
    missionId,
    secondOf(at.knownAt),
    at.recordAt.seq,
    dayNumber(at.validOn),
  ])
  return rows.map(({ kind, place, claims }) => ({ kind, day: dayOf(place), claims }))
}

/** A claim that has always been true begins on no day. */
const COUNT = {
  name: 'register-count-begun',
  changesWith: { types: ['claim', 'relation'] },
  recordAt: 3,
  text: `SELECT k.kind, c.outer_from AS place, count(*)::int4 AS claims FROM register.claim c
    JOIN register.lane l ON l.mission_id = c.mission_id AND l.lane = c.lane
    JOIN register.kind k ON k.kind_id = l.kind_id
    WHERE c.mission_id = $1 AND c.said <= $2 AND c.seq <= $3 AND ${STILL_SAID}
      AND c.outer_from > 0 AND c.outer_from <= $4::int4
    GROUP BY k.kind, c.outer_from ORDER BY c.outer_from, k.kind`,
}
