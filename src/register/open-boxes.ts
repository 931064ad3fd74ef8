import type { Db, Statement } from '#platform'

import { laneKey } from './batch.ts'
import type { LaneState } from './lane-state.ts'
import type { KnownEntry } from './lookup.ts'
import { boxOf, type BoxRow } from './stored-box.ts'

/** Reads the whole lanes that these claims of the record lie in, by lane key. */
export async function readOpenBoxes(
  db: Db,
  missionId: number,
  claims: readonly KnownEntry[],
): Promise<ReadonlyMap<string, LaneState>> {
  const lanes = new Map<string, LaneState>()
  if (claims.length === 0) return lanes
  const rows = await db.run<Row>(LANES, [
    missionId,
    claims.map((claim) => claim.kind),
    claims.map((claim) => claim.subject),
    claims.map((claim) => claim.asserter),
    claims.map((claim) => claim.apart),
  ])
  for (const row of rows) {
    const key = laneKey({
      kind: row.kind,
      subject: row.slug,
      assertedBy: row.asserter,
      apart: row.apart,
    })
    const state = lanes.get(key) ?? {
      lane: row.lane,
      kindId: row.kind_id,
      apart: row.apart,
      boxes: [],
    }
    lanes.set(key, state)
    if (row.claim !== null) state.boxes = [...state.boxes, boxOf(row, row.claim)]
  }
  return lanes
}

interface Row extends BoxRow {
  readonly lane: number
  readonly kind_id: number
  readonly kind: string
  readonly slug: string
  readonly asserter: string
  readonly apart: string
  readonly claim: number | null
}

const LANES: Statement = {
  name: 'register-whole-lanes',
  changesWith: 'any-entry',
  text: `SELECT q.kind, q.slug, q.asserter, q.apart, l.lane, l.kind_id, b.claim, b.said, b.valid_from, b.valid_to, b.said_from, b.said_to, b.seq_from, b.reach
    FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) q(kind, slug, asserter, apart)
    JOIN register.kind k ON k.kind = q.kind
    JOIN register.subject s ON s.mission_id = $1 AND s.slug = q.slug
    JOIN register.lane l ON l.mission_id = $1 AND l.subject = s.seq AND l.kind_id = k.kind_id AND l.asserter = q.asserter AND l.apart = q.apart
    LEFT JOIN register.open_box b ON b.mission_id = $1 AND b.lane = l.lane
    ORDER BY b.claim, b.valid_from, b.said_from, b.seq_from`,
}
