import { dayNumber, secondOf } from '#kit'
import type { Db } from '#platform'

import type { Asking } from './entry.ts'
import { getHead } from './in-force.ts'
import type { ListPage, PageQuestion, StoredDocument } from './lists.ts'
import { contentOf, isWhole, readClaims, readEntries, type StoredClaim } from './payloads.ts'

/** Which claims are listed whether or not they stand on the day asked about. */
export interface SaidFilter {
  readonly kinds: readonly string[] | 'all'
  /** Entry id of the document that they were taken from; null for any or none. */
  readonly document: string | null
  /** `begun`: valid from validOn or before, latest first. `said`: latest said first, whatever the day. */
  readonly order: 'begun' | 'said'
}

/** What had been said by knownAt and was on record at recordAt, without what had been taken back by then. */
export async function listSaid(
  db: Db,
  mission: string,
  filter: SaidFilter,
  { at, page }: { at: Asking; page: PageQuestion },
): Promise<ListPage<StoredClaim>> {
  const { missionId } = await getHead(db, mission)
  const [place, seq] = (page.after ?? '').split('.').map(Number)
  const rows = await db.run<{ seq: number; place: number }>(
    filter.order === 'begun' ? BEGUN : SAID,
    [
      missionId,
      secondOf(at.knownAt),
      at.recordAt.seq,
      filter.kinds === 'all' ? null : filter.kinds,
      filter.document,
      page.after === null ? null : (place ?? 0),
      seq ?? 0,
      page.limit + 1,
      dayNumber(at.validOn),
    ],
  )
  const shown = rows.slice(0, page.limit)
  const order = new Map(shown.map((row, index) => [row.seq, index]))
  const claims = await readClaims(db, missionId, [...order.keys()])
  const last = shown.at(-1)
  return {
    items: claims.toSorted((a, b) => (order.get(a.seq) ?? 0) - (order.get(b.seq) ?? 0)),
    next: rows.length > page.limit && last !== undefined ? `${last.place}.${last.seq}` : null,
  }
}

/** These claims by id, whether or not they stand; one that was not said or not on record is left out. */
export async function findClaims(
  db: Db,
  mission: string,
  ids: readonly string[],
  at: Asking,
): Promise<ReadonlyMap<string, StoredClaim>> {
  if (ids.length === 0) return new Map()
  const { missionId } = await getHead(db, mission)
  const rows = await db.run<{ seq: number }>(CLAIMS, [
    missionId,
    [...new Set(ids)],
    secondOf(at.knownAt),
    at.recordAt.seq,
  ])
  const claims = await readClaims(
    db,
    missionId,
    rows.map(({ seq }) => seq),
  )
  return new Map(claims.map((claim) => [claim.id, claim]))
}

/** These documents' references by id; one that was not on record is left out. */
export async function findDocuments(
  db: Db,
  mission: string,
  ids: readonly string[],
  at: Asking,
): Promise<ReadonlyMap<string, StoredDocument>> {
  if (ids.length === 0) return new Map()
  const { missionId } = await getHead(db, mission)
  const rows = await db.run<{ seq: number }>(DOCUMENTS, [
    missionId,
    [...new Set(ids)],
    at.recordAt.seq,
  ])
  const entries = await readEntries(
    db,
    missionId,
    rows.map(({ seq }) => seq),
  )
  return new Map(
    entries.filter(isWhole).map((entry) => [entry.id, contentOf<DocumentContent>(entry)]),
  )
}

type DocumentContent = Omit<StoredDocument, 'id' | 'seq' | 'recordedAt'>

/** The tables of claims seen from (knownAt $2, recordAt $3), without those that somebody took back by then. */
export const TOLD = `FROM register.claim c
    JOIN register.lane l ON l.mission_id = c.mission_id AND l.lane = c.lane
    JOIN register.kind k ON k.kind_id = l.kind_id
    LEFT JOIN register.document d ON d.mission_id = c.mission_id AND d.seq = c.document
    WHERE c.mission_id = $1 AND c.said <= $2 AND c.seq <= $3
      AND ($4::text[] IS NULL OR k.kind = ANY($4)) AND ($5::uuid IS NULL OR d.id = $5)
      AND NOT EXISTS (SELECT 1 FROM register.relation r
        WHERE r.mission_id = c.mission_id AND r.target = c.seq AND r.relation IN ('corrects', 'supersedes', 'withdraws')
          AND r.from_seq <= $3 AND (r.said <= $2 OR r.whose = 'record')
          AND NOT EXISTS (SELECT 1 FROM register.relation u WHERE u.mission_id = r.mission_id AND u.target = r.seq
            AND u.relation = 'withdraws' AND u.from_seq <= $3 AND (u.said <= $2 OR u.whose = 'record')))`

const BEGUN = {
  name: 'register-list-begun',
  changesWith: { types: ['claim', 'relation'], kinds: 4 },
  recordAt: 3,
  text: `SELECT c.seq, c.outer_from AS place ${TOLD} AND c.outer_from <= $9::int4
      AND ($6::int8 IS NULL OR (c.outer_from, c.seq) < ($6, $7::int4))
    ORDER BY c.outer_from DESC, c.seq DESC LIMIT $8`,
}

const SAID = {
  name: 'register-list-said',
  changesWith: { types: ['claim', 'relation'], kinds: 4 },
  recordAt: 3,
  text: `SELECT c.seq, c.said AS place ${TOLD} AND $9::int4 IS NOT NULL
      AND ($6::int8 IS NULL OR (c.said, c.seq) < ($6, $7::int4))
    ORDER BY c.said DESC, c.seq DESC LIMIT $8`,
}

const CLAIMS = {
  name: 'register-find-claims',
  changesWith: { types: [] },
  each: { parameter: 2, column: 'id' },
  recordAt: 4,
  text: `SELECT e.id, c.seq FROM register.entry e JOIN register.claim c ON c.mission_id = e.mission_id AND c.seq = e.seq
    WHERE e.mission_id = $1 AND e.id = ANY($2::uuid[]) AND c.said <= $3 AND c.seq <= $4`,
}

const DOCUMENTS = {
  name: 'register-find-documents',
  changesWith: { types: [] },
  each: { parameter: 2, column: 'id' },
  recordAt: 3,
  text: 'SELECT id, seq FROM register.document WHERE mission_id = $1 AND id = ANY($2::uuid[]) AND seq <= $3',
}
