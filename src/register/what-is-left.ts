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
    const gone = goneOf(doomed)
    const isWorded = parts.some((part) => WORDED.has(part))
    if (!isWorded || gone.has('statement') || gone.has('content')) return []
    const left = Object.entries(whole.parts).filter(([part]) => !has(gone, part))
    const draft = draftIn({ ...whole, parts: Object.fromEntries(left) })
    const words = draft === null ? null : searchWordsOf(draft)
    return words === null ? [] : [{ target: entry.seq, words }]
  })
}

/** The parts whose erasure takes words out of the search. */
const WORDED: ReadonlySet<Erasable> = new Set(['source', 'position', 'held'])

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

function has(parts: ReadonlySet<string>, part: string): boolean {
  return parts.has(part)
}
