import type { Difference } from './align.ts'
import { align } from './align.ts'
import { fold } from './fold.ts'
import { nearestRegion, tokensOf } from './tokens.ts'
import type { Token } from './tokens.ts'

/** Under this share of words in common the nearest place is no near place. */
const RESEMBLES = 0.5
/** A longer quote is compared by its beginning. */
const COMPARED_TOKENS = 600

/** Says where a quote departs from the nearest place of the text, or that nothing in it resembles the quote. */
export function differenceSentence(text: string, quote: string, start: number | undefined): string {
  const wanted = tokensOf(fold(quote)).slice(0, COMPARED_TOKENS)
  const all = tokensOf(fold(text))
  const region = nearestRegion(all, wanted, start)
  const { there, differences, matches } = align(region, wanted)
  if (matches < wanted.length * RESEMBLES || matches === 0) {
    return `The document has nothing like “${shortened(quote)}”; copy the words as they stand in it.`
  }
  const [first] = differences
  if (first === undefined)
    return spacingSentence(wordsOf(text, region.slice(there.start, there.end)))
  const more = differences.length - 1
  const others =
    more === 0 ? '' : `; ${more} more ${more === 1 ? 'difference follows' : 'differences follow'}`
  return `The quote is not what the document says: ${inWords(first, { text, quote, region, wanted })}${others}. Copy the words as they stand in it.`
}

interface Compared {
  readonly text: string
  readonly quote: string
  readonly region: readonly Token[]
  readonly wanted: readonly Token[]
}

function inWords(difference: Difference, { text, quote, region, wanted }: Compared): string {
  const there = wordsOf(text, region.slice(difference.there.start, difference.there.end))
  const here = wordsOf(quote, wanted.slice(difference.here.start, difference.here.end))
  const before = region.slice(Math.max(0, difference.there.start - 4), difference.there.start)
  const context = before.length === 0 ? 'at its beginning' : `after “${wordsOf(text, before)}”`
  const at = region[difference.there.start]?.start ?? region.at(-1)?.end ?? 0
  const place = `${context} (position ${at})`
  if (there === '') return `${place} the quote adds “${here}”, which the document does not have`
  if (here === '') return `${place} the document has “${there}”, which the quote leaves out`
  return `${place} the document has “${there}” where the quote has “${here}”`
}

function spacingSentence(passage: string): string {
  return `The quote has the words of the document, but spaces them differently: the document has “${passage}”. Copy the words as they stand in it.`
}

function wordsOf(text: string, tokens: readonly Token[]): string {
  const [first, last] = [tokens[0], tokens.at(-1)]
  if (first === undefined || last === undefined) return ''
  return shortened(text.slice(first.start, last.end).replaceAll(/\s+/g, ' '))
}

function shortened(words: string): string {
  return words.length <= 160 ? words : `${words.slice(0, 160).trimEnd()}…`
}
