import type { Db } from '#platform'

import type { Draft } from '../entry.ts'
import type { LogFault } from '../log/fault.ts'
import type { VerifiedEntry } from '../log/verified-entry.ts'
import type { Row } from '../memory-rows.ts'
import { searchWordsOf } from '../search-words.ts'
import { losesWords } from '../what-is-left.ts'
import { draftIn } from '../whole-entry.ts'
import { wholeOf } from './draw-derived.ts'
import type { ErasedParts } from './erasures.ts'
import type { HeldTexts } from './held-texts.ts'

/** What the check of the search index works with. */
export interface SearchCheck {
  readonly db: Db
  readonly missionId: number
  readonly texts: HeldTexts
}

interface SearchRow {
  readonly seq: number
  readonly fromSeq: number
  readonly words: string
}

/** The faults of the index on a page of entries: each is found by the words it says. */
export async function searchFaults(
  check: SearchCheck,
  entries: readonly VerifiedEntry[],
  erased: ErasedParts,
): Promise<readonly LogFault[]> {
  const [first, last] = [entries.at(0), entries.at(-1)]
  if (first === undefined || last === undefined) return []
  const wanted: SearchRow[] = []
  const untold = entries.filter(({ faults }) => faults.length > 0).map(({ seq }) => seq)
  for (const entry of entries) {
    const isWordless = [...(erased.get(entry.seq)?.keys() ?? [])].some(losesWords)
    const isAsked = !isWordless && !untold.includes(entry.seq)
    const words = isAsked ? await wordsOf(check, entry) : null
    if (words !== null) wanted.push({ seq: entry.seq, fromSeq: entry.seq, words })
  }
  const found = await compare(check, SEARCH_OWN, wanted, [first.seq, last.seq])
  return found.filter(({ seq }) => !untold.includes(seq))
}

/** The faults of what was added to the index later: the words of claims without their source. */
export async function laterSearchFaults(
  check: SearchCheck,
  drawn: readonly Row[],
): Promise<readonly LogFault[]> {
  const wanted = drawn.map(([seq, words, fromSeq]) => ({
    seq: Number(seq),
    fromSeq: Number(fromSeq),
    words: String(words),
  }))
  return compare(check, SEARCH_LATER, wanted, [])
}

async function wordsOf({ texts }: SearchCheck, entry: VerifiedEntry): Promise<string | null> {
  const draft = draftIn(wholeOf(entry))
  if (draft === null) return null
  return searchWordsOf(draft.type === 'document' ? await withText(texts, draft) : draft)
}

/** The words of a document are in its text, where it came with one. */
async function withText(
  texts: HeldTexts,
  draft: Extract<Draft, { type: 'document' }>,
): Promise<Draft> {
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
