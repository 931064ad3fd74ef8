import { secondOf } from '#kit'
import type { Db } from '#platform'

import type { Asking } from './entry.ts'
import { getHead } from './in-force.ts'
import { readEntries, type StoredEntry } from './payloads.ts'

/** Which arrivals are listed: those after one place of the record up to another, and how many at most. */
export interface Arrivals {
  /** Claims of these kinds and what was judged of them; `all` also lists documents. */
  readonly kinds: readonly string[] | 'all'
  readonly after: number
  readonly until: number
  readonly limit: number
}

/** The claims, documents, decisions and relations that came onto the record, latest recorded first. */
export async function listArrivals(
  db: Db,
  mission: string,
  { kinds, after, until, limit }: Arrivals,
  at: Asking,
): Promise<readonly Arrived[]> {
  const { missionId } = await getHead(db, mission)
  const rows = await db.run<{ seq: number; arrived: number }>(ARRIVALS, [
    missionId,
    after,
    Math.min(until, at.recordAt.seq),
    kinds === 'all' ? null : kinds,
    secondOf(at.knownAt),
    limit,
    at.recordAt.seq,
  ])
  const entries = await readEntries(
    db,
    missionId,
    rows.map(({ seq }) => seq),
  )
  const said = new Map(entries.map((entry) => [entry.seq, entry]))
  return rows.flatMap(({ seq, arrived }) => {
    const entry = said.get(seq)
    return entry === undefined ? [] : [{ ...entry, arrived }]
  })
}

/** An entry, and the place of the record from which on the reader could see it. */
export type Arrived = StoredEntry & { readonly arrived: number }

/** The place of an entry and the name by which its page is found; what a map of all pages needs. */
export interface Place {
  readonly seq: number
  readonly id: string
  readonly type: 'claim' | 'document' | 'subject'
  /** The subject's slug; null for what is found by its id. */
  readonly slug: string | null
  readonly recordedAt: string
}

/** Where the claims, documents and subjects between two places of the record have their pages, in its order. */
export async function listPlaces(
  db: Db,
  mission: string,
  { after, until }: Pick<Arrivals, 'after' | 'until'>,
  at: Asking,
): Promise<readonly Place[]> {
  const { missionId } = await getHead(db, mission)
  const last = Math.min(until, at.recordAt.seq)
  return db.run<Place>(PLACES, [missionId, after, last, secondOf(at.knownAt), at.recordAt.seq])
}

const ARRIVALS = {
  name: 'register-arrivals',
  recordAt: 7,
  text: `SELECT e.seq, o.since AS arrived FROM register.opening o
    JOIN register.entry e ON e.mission_id = o.mission_id AND e.seq = o.seq
    LEFT JOIN register.document d ON d.mission_id = e.mission_id AND d.seq = e.seq
    LEFT JOIN register.decision x ON x.mission_id = e.mission_id AND x.seq = e.seq
    LEFT JOIN register.relation r ON r.mission_id = e.mission_id AND r.seq = e.seq
    LEFT JOIN register.claim c ON c.mission_id = e.mission_id AND c.seq = coalesce(r.target, e.seq)
    LEFT JOIN register.lane l ON l.mission_id = c.mission_id AND l.lane = c.lane
    LEFT JOIN register.kind k ON k.kind_id = coalesce(x.kind_id, l.kind_id)
    WHERE o.mission_id = $1 AND o.since > $2 AND o.since <= least($3, $7::int4)
      AND NOT EXISTS (SELECT FROM register.opening x WHERE x.mission_id = o.mission_id AND x.seq = o.seq
        AND (x.since, x.from_seq) < (o.since, o.from_seq))
      AND e.entry_type IN ('claim', 'document', 'decision', 'relation')
      AND ($4::text[] IS NULL OR k.kind = ANY($4))
      AND coalesce(d.said, x.said, r.said, c.said) <= $5
    ORDER BY o.since DESC, e.seq DESC LIMIT $6`,
}

const PLACES = {
  name: 'register-places',
  recordAt: 5,
  text: `SELECT e.seq, e.id, e.entry_type AS type, s.slug, e.recorded_at AS "recordedAt" FROM register.entry e
    LEFT JOIN register.subject s ON s.mission_id = e.mission_id AND s.seq = e.seq
    LEFT JOIN register.claim c ON c.mission_id = e.mission_id AND c.seq = e.seq
    WHERE e.mission_id = $1 AND e.seq > $2 AND e.seq <= least($3, $5::int4)
      AND EXISTS (SELECT FROM register.opening o WHERE o.mission_id = e.mission_id AND o.seq = e.seq)
      AND e.entry_type IN ('claim', 'document', 'subject') AND coalesce(c.said, 0) <= $4
    ORDER BY e.seq`,
}
