import { dayNumber, secondOf } from '#kit'
import type { Db, Statement } from '#platform'

import type { Asking } from './entry.ts'
import { getHead, inForceOn } from './in-force.ts'
import { readMergedSubjects } from './merged-subjects.ts'
import { readClaims, type StoredClaim } from './payloads.ts'

/** What has become of a claim, seen from the asking. */
export type Fate =
  | { readonly fate: 'stands'; readonly reach: 'certain' | 'possible' }
  | { readonly fate: 'replaced'; readonly by: string }
  | { readonly fate: 'taken-back'; readonly how: string; readonly by: string }
  | { readonly fate: 'other-days' }

/** A claim that was ever made about a subject, and its fate. */
export interface PastClaim {
  readonly claim: StoredClaim
  readonly fate: Fate
}

/** All that had been said of a subject by knownAt and was on record at recordAt, in the order it was said. */
export async function historyOf(
  db: Db,
  mission: string,
  subject: string,
  at: Asking,
): Promise<readonly PastClaim[]> {
  const head = await getHead(db, mission)
  const merged = await readMergedSubjects(db, head, at)
  const rows = await db.run<Row>(CLAIMS, [
    head.missionId,
    merged.allOf(subject),
    secondOf(at.knownAt),
    at.recordAt.seq,
  ])
  const claims = await readClaims(
    db,
    head.missionId,
    rows.map(({ seq }) => seq),
  )
  const standing = new Map(
    (await inForceOn(db, mission, subject, at)).map((claim) => [claim.id, claim]),
  )
  const facts = new Map(rows.map((row) => [row.seq, row]))
  const past = claims.map((claim): PastClaim => {
    const stands = standing.get(claim.id)
    if (stands !== undefined) return { claim, fate: { fate: 'stands', reach: stands.reach } }
    return {
      claim,
      fate: goneBy(claim, facts.get(claim.seq), { day: dayNumber(at.validOn), claims }),
    }
  })
  return past.sort(
    (a, b) => secondOf(a.claim.saidAt) - secondOf(b.claim.saidAt) || a.claim.seq - b.claim.seq,
  )
}

function goneBy(
  claim: StoredClaim,
  row: Row | undefined,
  { day, claims }: { day: number; claims: readonly StoredClaim[] },
): Fate {
  if (row?.ended_by != null && row.ended_how !== null)
    return { fate: 'taken-back', how: row.ended_how, by: row.ended_by }
  if (row === undefined || day < row.outer_from || day >= row.outer_to)
    return { fate: 'other-days' }
  const later = claims
    .filter(
      (other) =>
        other.kind === claim.kind &&
        other.assertedBy === claim.assertedBy &&
        secondOf(other.saidAt) > secondOf(claim.saidAt),
    )
    .sort((a, b) => secondOf(b.saidAt) - secondOf(a.saidAt))[0]
  return later === undefined ? { fate: 'other-days' } : { fate: 'replaced', by: later.id }
}

interface Row {
  readonly seq: number
  readonly outer_from: number
  readonly outer_to: number
  readonly ended_by: string | null
  readonly ended_how: string | null
}

const CLAIMS: Statement = {
  name: 'register-history',
  changesWith: 'any-entry',
  recordAt: 4,
  text: `SELECT c.seq, c.outer_from, c.outer_to, x.id AS ended_by, x.relation AS ended_how
    FROM register.subject s
    JOIN register.lane l ON l.mission_id = s.mission_id AND l.subject = s.seq
    JOIN register.claim c ON c.mission_id = l.mission_id AND c.lane = l.lane
    LEFT JOIN LATERAL (
      SELECT e.id, r.relation FROM register.relation r JOIN register.entry e ON e.mission_id = r.mission_id AND e.seq = r.seq
      WHERE r.mission_id = c.mission_id AND r.target = c.seq AND r.relation IN ('corrects', 'supersedes', 'withdraws')
        AND r.from_seq <= $4 AND (r.said <= $3 OR r.whose = 'record')
        AND NOT EXISTS (SELECT 1 FROM register.relation u WHERE u.mission_id = r.mission_id AND u.target = r.seq
          AND u.relation = 'withdraws' AND u.from_seq <= $4 AND (u.said <= $3 OR u.whose = 'record'))
      ORDER BY r.from_seq, r.seq LIMIT 1) x ON true
    WHERE s.mission_id = $1 AND s.slug = ANY($2::text[]) AND c.said <= $3 AND c.seq <= $4 ORDER BY c.seq`,
}
