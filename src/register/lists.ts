import { secondOf } from '#kit'
import type { Db, Statement } from '#platform'

import type { Asking, DocumentDraft, PartyDraft, StandingClaim, SubjectDraft } from './entry.ts'
import { getHead, toStandingClaims } from './in-force.ts'
import { readMergedSubjects } from './merged-subjects.ts'
import { contentOf, isWhole, readEntries } from './payloads.ts'
import { EARLIER, recordStabOf, type Standing, stabOf } from './standing.ts'

/** A page of a list; `next` is the cursor of the following page, null on the last. */
export interface ListPage<Item> {
  readonly items: readonly Item[]
  readonly next: string | null
}

/** Where a page begins and how long it is. */
export interface PageQuestion {
  readonly after: string | null
  readonly limit: number
}

/** A document's reference as it stands on record. */
export type StoredDocument = Omit<DocumentDraft, 'type' | 'handling' | 'bytes' | 'text'> & {
  readonly seq: number
  readonly recordedAt: string
  readonly isHeld: boolean
  readonly extractor: string | null
}
/** A subject as it stands on record. */
export type StoredSubject = Omit<SubjectDraft, 'type' | 'handling'> & {
  readonly seq: number
  readonly recordedAt: string
}
/** A party as it stands on record. */
export type StoredParty = Omit<PartyDraft, 'type' | 'handling'> & {
  readonly seq: number
  readonly recordedAt: string
}

/** Which of the standing claims are listed; null leaves a filter out. */
export interface ClaimFilter {
  readonly kind: string | null
  readonly subject: string | null
  readonly assertedBy: string | null
  readonly document: string | null
}

/** The claims that stand at the asking, in the order of the record, page by page. */
export async function listClaims(
  db: Db,
  mission: string,
  filter: ClaimFilter,
  { at, page }: { at: Asking; page: PageQuestion },
): Promise<ListPage<StandingClaim>> {
  const head = await getHead(db, mission)
  const merged = await readMergedSubjects(db, head, at)
  const rows = await db.run<Standing>(CLAIMS, [
    head.missionId,
    filter.kind,
    ...stabOf(head, at),
    ...recordStabOf(head, at),
    Number(page.after ?? 0),
    page.limit + 1,
    filter.subject === null ? null : merged.allOf(filter.subject),
    filter.assertedBy,
    filter.document,
  ])
  const shown = rows.slice(0, page.limit)
  return {
    items: await toStandingClaims(db, head, shown, merged),
    next: nextAfter(rows, page, (row) => String(row.claim)),
  }
}

/** The documents published by knownAt and on record at recordAt, latest published first. */
export async function listDocuments(
  db: Db,
  mission: string,
  { at, page }: { at: Asking; page: PageQuestion },
): Promise<ListPage<StoredDocument>> {
  const { missionId } = await getHead(db, mission)
  const [said, seq] = (page.after ?? '').split('.').map(Number)
  const rows = await db.run<{ seq: number; said: number }>(DOCUMENTS, [
    missionId,
    secondOf(at.knownAt),
    at.recordAt.seq,
    page.after === null ? null : (said ?? 0),
    seq ?? 0,
    page.limit + 1,
  ])
  const shown = rows.slice(0, page.limit)
  const places = shown.map((row) => row.seq)
  const entries = await readEntries(db, missionId, places)
  return {
    items: entries
      .filter(isWhole)
      .toSorted((a, b) => places.indexOf(a.seq) - places.indexOf(b.seq))
      .map((entry) => contentOf<DocumentContent>(entry)),
    next: nextAfter(rows, page, (row) => `${row.said}.${row.seq}`),
  }
}

/** The subjects on record at recordAt, by name. */
export async function listSubjects(
  db: Db,
  mission: string,
  asked: { at: Asking; page: PageQuestion },
): Promise<ListPage<StoredSubject>> {
  return listNamed<Omit<SubjectDraft, 'type' | 'id' | 'handling'>>(
    { db, mission, statement: SUBJECTS },
    asked,
  )
}

/** The parties on record at recordAt, by code. */
export async function listParties(
  db: Db,
  mission: string,
  asked: { at: Asking; page: PageQuestion },
): Promise<ListPage<StoredParty>> {
  return listNamed<Omit<PartyDraft, 'type' | 'id' | 'handling'>>(
    { db, mission, statement: PARTIES },
    asked,
  )
}

/** Entries that have a name of their own, in its order. */
async function listNamed<Content extends object>(
  { db, mission, statement }: { db: Db; mission: string; statement: Statement },
  { at, page }: { at: Asking; page: PageQuestion },
) {
  const { missionId } = await getHead(db, mission)
  const values = [missionId, at.recordAt.seq, page.after ?? '', page.limit + 1]
  const rows = await db.run<{ seq: number; name: string }>(statement, values)
  const places = rows.slice(0, page.limit).map(({ seq }) => seq)
  const entries = await readEntries(db, missionId, places)
  return {
    items: entries
      .toSorted((a, b) => places.indexOf(a.seq) - places.indexOf(b.seq))
      .map((entry) => contentOf<Content>(entry)),
    next: nextAfter(rows, page, ({ name }) => name),
  }
}

export type DocumentContent = Omit<DocumentDraft, 'type' | 'id' | 'handling' | 'bytes' | 'text'> & {
  readonly isHeld: boolean
  readonly extractor: string | null
}

function nextAfter<Row>(
  rows: readonly Row[],
  { limit }: PageQuestion,
  cursorOf: (row: Row) => string,
): string | null {
  const last = rows[limit - 1]
  return rows.length > limit && last !== undefined ? cursorOf(last) : null
}

const CLAIMS: Statement = {
  name: 'register-list-claims',
  changesWith: 'any-entry',
  recordAt: 7,
  text: `SELECT b.claim, b.reach FROM (${EARLIER.text.replaceAll('kind_id = ANY($2::int2[])', 'kind_id IN (SELECT kind_id FROM register.kind WHERE $2::text IS NULL OR kind = $2)')}) b
    JOIN register.claim c ON c.mission_id = $1 AND c.seq = b.claim
    JOIN register.lane l ON l.mission_id = $1 AND l.lane = c.lane
    JOIN register.subject s ON s.mission_id = $1 AND s.seq = l.subject
    LEFT JOIN register.document d ON d.mission_id = $1 AND d.seq = c.document
    WHERE b.claim > $9 AND ($11::text[] IS NULL OR s.slug = ANY($11)) AND ($12::text IS NULL OR l.asserter = $12) AND ($13::uuid IS NULL OR d.id = $13)
    ORDER BY b.claim LIMIT $10`,
}

const DOCUMENTS = {
  name: 'register-list-documents',
  changesWith: { types: ['document'] },
  recordAt: 3,
  text: `SELECT seq, said FROM register.document WHERE mission_id = $1 AND said <= $2 AND seq <= $3
      AND ($4::int8 IS NULL OR (said, seq) < ($4, $5::int4)) ORDER BY said DESC, seq DESC LIMIT $6`,
}

const SUBJECTS = {
  name: 'register-list-subjects',
  changesWith: { types: ['subject'] },
  recordAt: 2,
  text: 'SELECT seq, slug AS name FROM register.subject WHERE mission_id = $1 AND seq <= $2 AND slug > $3 ORDER BY slug LIMIT $4',
}
const PARTIES = {
  name: 'register-list-parties',
  changesWith: { types: ['party'] },
  recordAt: 2,
  text: 'SELECT seq, code AS name FROM register.party WHERE mission_id = $1 AND seq <= $2 AND code > $3 ORDER BY code LIMIT $4',
}
