import { DAY_MAX, DAY_MIN, type Day, dayOf, secondOf } from '#kit'
import type { Db } from '#platform'

import type { Asking, StandingClaim } from './entry.ts'
import { getHead, numbersOf, readSayings, standingAmong } from './in-force.ts'
import { readMergedSubjects } from './merged-subjects.ts'
import type { Standing } from './standing.ts'

/** Days on which the same claims stand. */
export interface Stretch {
  /** Null where it has no beginning. */
  readonly from: Day | null
  /** The last day; null where it has no end. */
  readonly until: Day | null
  readonly claims: readonly StandingClaim[]
}

/**
 * The claims of these kinds that stand from the first day to the last, seen from (knownAt, recordAt): one
 * stretch follows the other, and within one the same claims stand. Reads once, however many days there are.
 */
export async function inForceThrough(
  db: Db,
  mission: string,
  kinds: readonly string[],
  at: Asking,
): Promise<readonly Stretch[]> {
  const head = await getHead(db, mission)
  const boxes = await db.run<Spanned>(THROUGH, [
    head.missionId,
    await numbersOf(db, kinds),
    secondOf(at.knownAt),
    at.recordAt.seq,
  ])
  const sayings = await readSayings(db, head.missionId, boxes)
  const merged = await readMergedSubjects(db, head, at)
  return cutsOf(boxes).map(({ from, to }) => {
    const standing = boxes.filter((box) => box.valid_from <= from && from < box.valid_to)
    return {
      from: from === DAY_MIN ? null : dayOf(from),
      until: to === DAY_MAX ? null : dayOf(to - 1),
      claims: standingAmong(standing, sayings, merged),
    }
  })
}

interface Spanned extends Standing {
  readonly valid_from: number
  readonly valid_to: number
}

/** The days between one change and the next. */
function cutsOf(boxes: readonly Spanned[]): readonly { from: number; to: number }[] {
  const days = new Set([DAY_MIN, DAY_MAX])
  for (const { valid_from, valid_to } of boxes) days.add(valid_from).add(valid_to)
  const sorted = [...days].sort((a, b) => a - b)
  return sorted.slice(0, -1).map((from, place) => ({ from, to: sorted[place + 1] ?? DAY_MAX }))
}

const THROUGH = {
  name: 'register-in-force-through',
  changesWith: { types: ['claim', 'relation'], kinds: 2 },
  recordAt: 4,
  text: `SELECT claim, reach, valid_from, valid_to FROM register.open_box
    WHERE mission_id = $1 AND kind_id = ANY($2::int2[]) AND seq_from <= $4 AND said_from <= $3 AND said_to > $3
    UNION ALL
    SELECT claim, reach, valid_from, valid_to FROM register.closed_box
    WHERE mission_id = $1 AND kind_id = ANY($2::int2[]) AND seq_from <= $4 AND seq_to > $4 AND said_from <= $3 AND said_to > $3`,
}
