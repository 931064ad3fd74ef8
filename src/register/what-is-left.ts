import { canonicalJson } from '#kit'

import type { Erasable } from './erasure-draft.ts'
import { leavesRemains, remainsPart } from './erasure-parts.ts'
import type { Doomed, Erasing } from './known-erasures.ts'
import type { Part } from './leaf.ts'
import { type RefOf, remainsOf } from './remains.ts'
import { searchWordsOf } from './search-words.ts'
import { draftIn, keepingIn, type WholeEntry } from './whole-entry.ts'

/** The parts in which an approval keeps what remains of the entries that it erases. */
export function remainsIn(erasing: Erasing | null, refOf: RefOf): readonly Omit<Part, 'salt'>[] {
  return pairsIn(erasing).flatMap(({ doomed, whole }) => {
    const { entry } = doomed
    const gone = goneOf(doomed)
    const draft = draftIn(whole)
    if (draft === null || !leavesRemains(entry.type, gone)) return []
    const before = { draft, seq: entry.seq, delayHours: keepingIn(whole).delayHours }
    const body = canonicalJson(remainsOf(before, gone, refOf))
    return [{ part: remainsPart(entry.seq), body }]
  })
}

/** The words of entries that are erased in part: what of them is left is still found. */
export function wordsLeftIn(
  erasing: Erasing | null,
): readonly { readonly target: number; readonly words: string }[] {
  return pairsIn(erasing).flatMap(({ doomed, whole }) => {
    const { entry, parts } = doomed
    const words = parts.some(losesWords) ? wordsOfRest(whole, goneOf(doomed)) : null
    return words === null ? [] : [{ target: entry.seq, words }]
  })
}

/** The words of an entry without these parts; null where what it says is among them. */
export function wordsOfRest(whole: WholeEntry, gone: ReadonlySet<string>): string | null {
  if (gone.has('statement') || gone.has('content')) return null
  const left = Object.entries(whole.parts).filter(([part]) => !gone.has(part))
  const draft = draftIn({ ...whole, parts: Object.fromEntries(left) })
  return draft === null ? null : searchWordsOf(draft)
}

/** Whether an entry is found by other words, or none, once this part of it is erased. */
export function losesWords(part: string): boolean {
  return WORDED.has(part)
}

const WORDED: ReadonlySet<string> = new Set([
  'statement',
  'source',
  'content',
  'position',
  'held',
  'name',
])

/** All that is gone of an entry once these parts are. */
function goneOf({ before, parts }: Doomed): ReadonlySet<Erasable> {
  return new Set([...before, ...parts])
}

function pairsIn(
  erasing: Erasing | null,
): readonly { readonly doomed: Doomed; readonly whole: WholeEntry }[] {
  return (erasing?.doomed ?? []).flatMap((doomed) => {
    const whole = erasing?.wholes.find(({ seq }) => seq === doomed.entry.seq)
    return whole === undefined ? [] : [{ doomed, whole }]
  })
}
