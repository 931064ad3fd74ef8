import type { Db, Statement } from '#platform'

import { type Ending, livesOf } from './lives.ts'
import type { LaneClaim } from './reach.ts'

/** Every claim ever put into a lane and what took claims of it back: what a redrawing needs. */
export interface LaneHistory {
  readonly claims: Map<number, Omit<LaneClaim, 'lives'>>
  /** By claim, then by the relation that ends it. */
  readonly endings: Map<number, Map<number, Ending>>
}

/** Starts the history of a lane that is not on record yet. */
export function emptyHistory(): LaneHistory {
  return { claims: new Map(), endings: new Map() }
}

/** The claims of a lane as they stand, each with the times at which it counts. */
export function livingClaims({ claims, endings }: LaneHistory): readonly LaneClaim[] {
  return [...claims.values()]
    .sort((a, b) => a.claim - b.claim)
    .map((claim) => ({
      ...claim,
      lives: livesOf(claim.said, [...(endings.get(claim.claim)?.values() ?? [])]),
    }))
}

/** Notes that a relation ends a claim, or that it was taken back itself. */
export function noteEnding(
  { endings }: LaneHistory,
  claim: number,
  relation: number,
  ending: Ending,
): void {
  const ofClaim = endings.get(claim) ?? new Map<number, Ending>()
  ofClaim.set(relation, ending)
  endings.set(claim, ofClaim)
}

/** Reads whole lanes, by number. */
export async function readLanes(
  db: Db,
  missionId: number,
  lanes: readonly number[],
): Promise<ReadonlyMap<number, LaneHistory>> {
  const histories = new Map(lanes.map((lane) => [lane, emptyHistory()]))
  if (lanes.length === 0) return histories
  for (const row of await db.run<ClaimRow>(CLAIMS, [missionId, lanes])) {
    histories.get(row.lane)?.claims.set(row.claim, {
      claim: row.claim,
      said: row.said,
      outer: { from: row.outer_from, to: row.outer_to },
      inner:
        row.inner_from === null || row.inner_to === null
          ? null
          : { from: row.inner_from, to: row.inner_to },
    })
  }
  for (const row of await db.run<EndingRow>(ENDINGS, [missionId, lanes])) {
    const history = histories.get(row.lane)
    if (history !== undefined) noteEnding(history, row.claim, row.relation, endingOf(row))
  }
  return histories
}

/** What an ending does: the repair of the record's own slip reaches back to before the claim was said. */
export function endingOf(row: {
  whose: string
  said: number
  undone: number | null
  undone_whose: string | null
}): Ending {
  if (row.undone_whose === 'record') return { said: row.said, undone: row.said }
  return { said: row.whose === 'record' ? 0 : row.said, undone: row.undone }
}

interface ClaimRow {
  readonly lane: number
  readonly claim: number
  readonly said: number
  readonly outer_from: number
  readonly outer_to: number
  readonly inner_from: number | null
  readonly inner_to: number | null
}

interface EndingRow {
  readonly lane: number
  readonly claim: number
  readonly relation: number
  readonly whose: string
  readonly said: number
  readonly undone: number | null
  readonly undone_whose: string | null
}

/** The claims that lie in these lanes: one that was moved to a lane of its own lies there alone, an erased one nowhere. */
const CLAIMS_OF_LANES = `SELECT o.lane, o.claim FROM (
    SELECT c.lane, c.seq AS claim FROM register.claim c
    WHERE c.mission_id = $1 AND c.lane = ANY($2::int4[])
      AND NOT EXISTS (SELECT FROM register.lane m WHERE m.mission_id = c.mission_id AND m.claim = c.seq)
    UNION ALL SELECT l.lane, l.claim FROM register.lane l
    WHERE l.mission_id = $1 AND l.lane = ANY($2::int4[]) AND l.claim IS NOT NULL) o
    WHERE NOT EXISTS (SELECT FROM register.erased x WHERE x.mission_id = $1 AND x.target = o.claim AND x.part = 'statement')`

const CLAIMS: Statement = {
  name: 'register-lane-claims',
  changesWith: 'any-entry',
  text: `SELECT x.lane, c.seq AS claim, c.said, c.outer_from, c.outer_to, c.inner_from, c.inner_to
    FROM (${CLAIMS_OF_LANES}) x JOIN register.claim c ON c.mission_id = $1 AND c.seq = x.claim`,
}

/** An ending's first undoing counts; an undoing is not undone again. */
const ENDINGS: Statement = {
  name: 'register-lane-endings',
  changesWith: 'any-entry',
  text: `SELECT x.lane, x.claim, r.seq AS relation, r.whose, r.said, u.said AS undone, u.whose AS undone_whose
    FROM (${CLAIMS_OF_LANES}) x
    JOIN register.relation r ON r.mission_id = $1 AND r.target = x.claim AND r.relation IN ('corrects', 'supersedes', 'withdraws')
    LEFT JOIN LATERAL (
      SELECT said, whose FROM register.relation u WHERE u.mission_id = r.mission_id AND u.target = r.seq AND u.relation = 'withdraws'
      ORDER BY u.from_seq, u.seq LIMIT 1) u ON true`,
}
