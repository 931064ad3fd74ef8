import { secondOf } from '#kit'
import type { Db, Statement } from '#platform'

import type { Asking } from './entry.ts'
import { getHead } from './in-force.ts'
import type { ListPage, PageQuestion } from './lists.ts'
import { isWhole, readEntries, type StoredEntry } from './payloads.ts'
import { foldText } from './search-words.ts'

/** Finds claims, subjects, parties and documents by their words, accents folded, the best first. */
export async function searchRecord(
  db: Db,
  mission: string,
  words: string,
  { at, page }: { at: Asking; page: PageQuestion },
): Promise<ListPage<StoredEntry>> {
  const { missionId } = await getHead(db, mission)
  const terms = foldText(words)
    .split(' ')
    .filter((term) => term !== '')
  if (terms.length === 0) return { items: [], next: null }
  const from = Number(page.after ?? 0)
  const rows = await db.run<{ seq: number }>(SEARCH, [
    missionId,
    terms.map((term) => `${term}:*`).join(' & '),
    secondOf(at.knownAt),
    at.recordAt.seq,
    from,
    page.limit + 1,
  ])
  const order = rows.slice(0, page.limit).map(({ seq }) => seq)
  const entries = await readEntries(db, missionId, order)
  return {
    items: entries.filter(isWhole).sort((a, b) => order.indexOf(a.seq) - order.indexOf(b.seq)),
    next: rows.length > page.limit ? String(from + page.limit) : null,
  }
}

/** The canonical text with this hash, where the record holds it. */
export async function findText(
  db: Db,
  mission: string,
  textSha256: string,
): Promise<{ readonly extractor: string; readonly content: string } | undefined> {
  const { missionId } = await getHead(db, mission)
  const [text] = await db.run<{ extractor: string; content: string }>(TEXT, [missionId, textSha256])
  return text
}

/** The original bytes with this hash, where the record holds them. */
export async function findBytes(
  db: Db,
  mission: string,
  sha256: string,
): Promise<Uint8Array | undefined> {
  const { missionId } = await getHead(db, mission)
  const [blob] = await db.run<{ bytes: Uint8Array }>(BYTES, [missionId, sha256])
  return blob?.bytes
}

/** The documents that have these bytes or this text, held or only referred to, the first recorded first. */
export async function findSameDocuments(
  db: Db,
  mission: string,
  { sha256, textSha256 }: { sha256: string; textSha256: string },
): Promise<readonly string[]> {
  const { missionId } = await getHead(db, mission)
  const rows = await db.run<{ id: string }>(SAME, [missionId, sha256, textSha256])
  return rows.map(({ id }) => id)
}

/** The document on record with these original bytes, where there is one. */
export async function findDocumentByHash(
  db: Db,
  mission: string,
  sha256: string,
): Promise<string | undefined> {
  const { missionId } = await getHead(db, mission)
  const [row] = await db.run<{ id: string }>(BY_HASH, [missionId, sha256])
  return row?.id
}

const SEARCH: Statement = {
  name: 'register-search',
  changesWith: 'any-entry',
  recordAt: 4,
  text: `SELECT w.seq FROM register.search w
    LEFT JOIN register.claim c ON c.mission_id = w.mission_id AND c.seq = w.seq
    LEFT JOIN register.document d ON d.mission_id = w.mission_id AND d.seq = w.seq
    WHERE w.mission_id = $1 AND w.words @@ to_tsquery('simple', $2) AND w.seq <= $4 AND coalesce(c.said, d.said, 0) <= $3
    GROUP BY w.seq ORDER BY max(ts_rank(w.words, to_tsquery('simple', $2))) DESC, w.seq OFFSET $5 LIMIT $6`,
}

const TEXT = {
  name: 'register-text',
  text: 'SELECT extractor, content FROM register.canonical_text WHERE mission_id = $1 AND text_sha256 = $2',
}
const BYTES = {
  name: 'register-bytes',
  text: 'SELECT bytes FROM register.blob WHERE mission_id = $1 AND sha256 = $2',
}
const SAME = {
  name: 'register-same-documents',
  text: `SELECT id FROM register.document WHERE mission_id = $1 AND (sha256 = $2 OR text_sha256 = $3) ORDER BY seq`,
}
const BY_HASH = {
  name: 'register-document-by-hash',
  text: 'SELECT id FROM register.document WHERE mission_id = $1 AND sha256 = $2 ORDER BY seq LIMIT 1',
}
