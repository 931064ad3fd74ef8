import type { Db } from '#platform'

import type { DocumentDraft, Draft } from '../entry.ts'
import type { LogFault } from '../log/fault.ts'
import type { VerifiedEntry } from '../log/verified-entry.ts'
import type { Row } from '../memory-rows.ts'
import { searchWordsOf } from '../search-words.ts'
import { draftIn } from '../whole-entry.ts'
import { wholeOf } from './draw-derived.ts'
import type { Erasures } from './erasures.ts'
import type { HeldTexts } from './held-texts.ts'

/** What the check of the search index works with. */
export interface SearchCheck {
  readonly db: Db
  readonly missionId: number
  readonly texts: HeldTexts
}

/** The words that an entry is found by, from a place on. */
export interface SearchRow {
  readonly seq: number
  readonly fromSeq: number
  readonly words: string
}

/** What is wrong with the index on a page of entries, and the words that erasures left, which come later in it. */
export interface SearchVerdict {
  readonly faults: readonly LogFault[]
  readonly later: readonly SearchRow[]
}

/** Compares the index with the words of a page of entries: each is found by the words it says. */
export async function searchFaults(
  check: SearchCheck,
  entries: readonly VerifiedEntry[],
  erasures: ReadonlyMap<number, Erasures>,
): Promise<SearchVerdict> {
  const [first, last] = [entries.at(0), entries.at(-1)]
  if (first === undefined || last === undefined) return { faults: [], later: [] }
  const rows: SearchRow[] = []
  const untold = new Set(entries.filter(isAltered).map(({ seq }) => seq))
  for (const entry of entries) {
    const erased = erasures.get(entry.seq)
    const words = untold.has(entry.seq) ? null : await wordsOf(check, entry, erased)
    if (words === null) continue
    rows.push({ seq: entry.seq, fromSeq: erased?.wordsFrom ?? entry.seq, words })
  }
  const own = rows.filter(({ seq, fromSeq }) => seq === fromSeq)
  const found = await compare(check, SEARCH_OWN, own, [first.seq, last.seq])
  return {
    faults: found.filter(({ seq }) => !untold.has(seq)),
    later: rows.filter(({ seq, fromSeq }) => seq !== fromSeq),
  }
}

/** What was altered is told already; what is missing may have been erased. */
function isAltered({ faults }: VerifiedEntry): boolean {
  return faults.some(({ kind }) => kind !== 'payload_missing')
}

/** The faults of what was added to the index later: claims without their source, what erasures left. */
export async function laterSearchFaults(
  check: SearchCheck,
  rows: readonly SearchRow[],
): Promise<readonly LogFault[]> {
  const left = new Map<number, number>()
  for (const { seq, from } of await check.db.run<LeftRow>(LEFT, [check.missionId]))
    left.set(seq, from)
  const wanted = rows.filter(({ seq, fromSeq }) => fromSeq >= (left.get(seq) ?? 0))
  return compare(check, SEARCH_LATER, wanted, [])
}

/** A drawn row of the index, in the order of its columns. */
export function toSearchRow([seq, words, fromSeq]: Row): SearchRow {
  return { seq: Number(seq), fromSeq: Number(fromSeq), words: String(words) }
}

interface LeftRow {
  readonly seq: number
  readonly from: number
}

/** Before these places nothing of an entry is found any more. */
const LEFT = {
  name: 'register-verify-search-left',
  text: `SELECT target AS seq, max(approval) AS from FROM register.erased
    WHERE mission_id = $1 AND part IN ('statement', 'source', 'content', 'position', 'held', 'name') GROUP BY target`,
}

async function wordsOf(
  { texts }: SearchCheck,
  entry: VerifiedEntry,
  erased: Erasures | undefined,
): Promise<string | null> {
  if (erased?.by.has('statement') === true || erased?.by.has('content') === true) return null
  const draft = draftIn(wholeOf(entry))
  if (draft === null) return null
  const isTextless = draft.type !== 'document' || erased?.by.has('held') === true
  return searchWordsOf(isTextless ? draft : await withText(texts, draft))
}

/** The words of a document are in its text, where it came with one. */
async function withText(texts: HeldTexts, draft: DocumentDraft): Promise<Draft> {
  const hasText = 'extractor' in draft && draft.extractor !== null
  if (draft.textSha256 === null || !hasText) return draft
  return { ...draft, text: (await texts.find(draft.textSha256)) ?? null }
}

async function compare(
  { db, missionId }: SearchCheck,
  statement: { readonly name: string; readonly text: string },
  wanted: readonly SearchRow[],
  bounds: readonly number[],
): Promise<readonly LogFault[]> {
  const rows = await db.run<{ seq: number; id: string | null; held: boolean }>(statement, [
    missionId,
    wanted.map(({ seq }) => seq),
    wanted.map(({ fromSeq }) => fromSeq),
    wanted.map(({ words }) => words),
    ...bounds,
  ])
  return rows.map(({ seq, id, held }) => ({
    kind: 'search_differs',
    seq,
    id,
    sentence: `Entry ${seq} (${id ?? 'not on record'}): ${held ? 'the words it is found by are not those it says' : 'the search does not find it'}.`,
  }))
}

function comparing(held: string): string {
  return `SELECT coalesce(w.seq, s.seq) AS seq, e.id, s.seq IS NOT NULL AS held
    FROM unnest($2::int4[], $3::int4[], $4::text[]) w (seq, from_seq, words)
    FULL JOIN (SELECT * FROM register.search WHERE mission_id = $1 AND ${held}) s
      ON s.seq = w.seq AND s.from_seq = w.from_seq
    LEFT JOIN register.entry e ON e.mission_id = $1 AND e.seq = coalesce(w.seq, s.seq)
    WHERE s.words IS DISTINCT FROM to_tsvector('simple', w.words) ORDER BY 1`
}

const SEARCH_OWN = {
  name: 'register-verify-search',
  text: comparing('from_seq = seq AND seq BETWEEN $5::int4 AND $6::int4'),
}

const SEARCH_LATER = { name: 'register-verify-search-later', text: comparing('from_seq <> seq') }
