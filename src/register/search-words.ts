import type { Draft } from './entry.ts'
import { coarseValue } from './parts.ts'
import { type StoredEntry, toClaim } from './payloads.ts'

/** A text as it is searched: lower case, accents folded, so that "Pétion" and "petion" meet. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The most text of one entry that goes into the index, in UTF-16 code units; a tsvector holds 1 MB. */
const LONGEST = 400_000

/** The words an entry is found by; null where nobody would look for it. */
export function searchWordsOf(draft: Draft): string | null {
  switch (draft.type) {
    case 'claim':
      // A place more exact than its commune is found by nobody: words are not told apart by who searches.
      return folded([
        draft.subject,
        draft.assertedBy,
        draft.note,
        ...textsIn(coarseValue(draft.value)),
      ])
    case 'document':
      return folded([draft.title, draft.publisher, draft.text?.content ?? null])
    case 'subject':
      return folded([draft.subject, draft.title])
    case 'party':
      return folded([draft.code, draft.name, ...draft.aliases])
    case 'assessment':
    case 'relation':
    case 'decision':
    case 'release':
    case 'approval':
    case 'erasure':
      return null
  }
}

/** The words of a claim without those of its source, for whom that is withheld from. */
export function redactedWordsOf(entry: StoredEntry): string | null {
  if (entry.type !== 'claim') return null
  const { subject, assertedBy, value } = toClaim(entry)
  return folded([subject, assertedBy, ...textsIn(coarseValue(value))])
}

function folded(texts: readonly (string | null)[]): string {
  return foldText(texts.filter((text) => text !== null).join(' ')).slice(0, LONGEST)
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'number') return [String(value)]
  if (typeof value !== 'object' || value === null) return []
  // By name, as canonical JSON has them: the same words in the same order, from the draft or from the record.
  const named = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return named.flatMap(([, one]) => textsIn(one))
}
