import { DAY_MIN, dayNumber, secondOf } from '#kit'
import type { Db, Statement } from '#platform'

import type { Asking } from './entry.ts'
import { getHead } from './in-force.ts'
import type { ListPage, PageQuestion, StoredDocument } from './lists.ts'
import type { Head } from './lookup.ts'
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
  const head = await getHead(db, mission)
  const rows = await latestOf({ db, head }, filter, { at, page })
  const shown = rows.slice(0, page.limit)
  const order = new Map(shown.map((row, index) => [row.seq, index]))
  const claims = await readClaims(db, head.missionId, [...order.keys()])
  const last = shown.at(-1)
  return {
    items: claims.toSorted((a, b) => (order.get(a.seq) ?? 0) - (order.get(b.seq) ?? 0)),
    next: rows.length > page.limit && last !== undefined ? `${last.place}.${last.seq}` : null,
  }
}

/** Everything that `listSaid` lists, however long it is, read a part at a time. */
export async function listAllSaid(
  db: Db,
  mission: string,
  filter: SaidFilter,
  at: Asking,
): Promise<readonly StoredClaim[]> {
  const claims: StoredClaim[] = []
  let after: string | null = null
  do {
    const page: ListPage<StoredClaim> = await listSaid(db, mission, filter, {
      at,
      page: { after, limit: PART },
    })
    claims.push(...page.items)
    after = page.next
  } while (after !== null)
  return claims
}

/** How many claims are read at once: no statement grows with the record. */
const PART = 500

interface Placed {
  readonly seq: number
  readonly place: number
}

/** Of all there is only the latest is read: a stretch of time, and a longer one where that held too few. */
async function latestOf(
  { db, head }: { readonly db: Db; readonly head: Head },
  filter: SaidFilter,
  { at, page }: { at: Asking; page: PageQuestion },
): Promise<readonly Placed[]> {
  const { kinds, document, order } = filter
  const source = sourceOf(filter)
  const [top, bottom] = ENDS[order](at, head)
  const [place = top, seq = LAST] = page.after === null ? [] : page.after.split('.').map(Number)
  const latest = Math.min(place, order === 'said' ? head.lastSaid : place)
  for (let length = STRETCH[order]; ; length *= LONGER) {
    const from = source === 'all' ? Math.max(bottom, latest - length) : bottom
    const rows = await db.run<Placed>(LISTS[order][source], [
      head.missionId,
      secondOf(at.knownAt),
      at.recordAt.seq,
      kinds === 'all' ? null : kinds,
      document,
      place,
      seq,
      from,
      page.limit + 1,
    ])
    if (rows.length > page.limit || from <= bottom) return rows
  }
}

/** Where a list begins and where it ends: days for what begins, seconds for what is said. */
const ENDS: Readonly<Record<SaidFilter['order'], (at: Asking, head: Head) => [number, number]>> = {
  begun: ({ validOn }) => [dayNumber(validOn), DAY_MIN],
  said: ({ knownAt }, { firstSaid }) => [secondOf(knownAt), firstSaid],
}
/** After every place of a record. */
const LAST = 2_147_483_647

/** By what the claims of a list are found: few by their document or kinds, all by their time. */
function sourceOf({ kinds, document }: Pick<SaidFilter, 'kinds' | 'document'>): keyof Statements {
  if (document !== null) return 'document'
  return kinds === 'all' ? 'all' : 'kinds'
}

/** The first stretch of time that is read, in days and in seconds, and by how much the next is longer. */
const STRETCH = { begun: 8, said: 7 * 86_400 } as const
const LONGER = 16

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

/** Whether nobody had taken the claim `c` back, seen from (knownAt $2, recordAt $3). */
export const STILL_SAID = `NOT EXISTS (SELECT 1 FROM register.relation r
        WHERE r.mission_id = c.mission_id AND r.target = c.seq AND r.relation IN ('corrects', 'supersedes', 'withdraws')
          AND r.from_seq <= $3 AND (r.said <= $2 OR r.whose = 'record')
          AND NOT EXISTS (SELECT 1 FROM register.relation u WHERE u.mission_id = r.mission_id AND u.target = r.seq
            AND u.relation = 'withdraws' AND u.from_seq <= $3 AND (u.said <= $2 OR u.whose = 'record')))`

// Behind barriers, so that each source is read by its own index whatever the planner guesses: it takes a condition
// that few claims meet for one that few are left by, and reads all claims of the mission.
const CLAIMS_WHERE = (found: string) =>
  `(SELECT c.mission_id, c.seq, c.said, c.outer_from, c.lane FROM register.claim c
      WHERE c.mission_id = $1 AND ${found} AND c.said <= $2 AND c.seq <= $3 OFFSET 0) c`
const SOURCES = {
  document:
    () => `(SELECT d.seq FROM register.document d WHERE d.mission_id = $1 AND d.id = $5::uuid OFFSET 0) d
    CROSS JOIN LATERAL ${CLAIMS_WHERE('c.document = d.seq')}
    WHERE ($4::text[] IS NULL OR EXISTS (SELECT FROM register.lane l JOIN register.kind k ON k.kind_id = l.kind_id
      WHERE l.mission_id = c.mission_id AND l.lane = c.lane AND k.kind = ANY($4)))`,
  kinds:
    () => `(SELECT k.kind_id FROM register.kind k WHERE k.kind = ANY($4::text[]) AND $5::uuid IS NULL) k
    CROSS JOIN LATERAL (SELECT l.lane FROM register.lane l WHERE l.mission_id = $1 AND l.kind_id = k.kind_id OFFSET 0) l
    CROSS JOIN LATERAL ${CLAIMS_WHERE('c.lane = l.lane')} WHERE true`,
  all: (place: string) =>
    `${CLAIMS_WHERE(`${place} <= $6 AND ${place} >= $8`)} WHERE $4::text[] IS NULL AND $5::uuid IS NULL`,
}
type Statements = Readonly<Record<keyof typeof SOURCES, Statement>>

/** The latest by one column, before the cursor ($6, $7), not before $8. */
function listedBy(name: string, column: string, type: string): Statements {
  const place = `c.${column}`
  const listed = (source: keyof typeof SOURCES): Statement => ({
    name: `register-list-${name}-${source}`,
    changesWith: { types: ['claim', 'relation'], kinds: 4 },
    recordAt: 3,
    text: `SELECT c.seq, ${place} AS place FROM ${SOURCES[source](place)}
      AND (${place}, c.seq) < ($6::${type}, $7::int4) AND ${place} >= $8::${type} AND ${STILL_SAID}
    ORDER BY ${place} DESC, c.seq DESC LIMIT $9`,
  })
  return { document: listed('document'), kinds: listed('kinds'), all: listed('all') }
}

const LISTS = {
  begun: listedBy('begun', 'outer_from', 'int4'),
  said: listedBy('said', 'said', 'int8'),
} as const

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
