import type { Folded } from './fold.ts'

/** A word, number or sign of a text, as compared, and where it stands in the text. */
export interface Token {
  readonly word: string
  readonly start: number
  readonly end: number
}

/** Words and numbers with what joins them inside (`1,000`, `don't`; `co-operation` is three), or one other sign. */
const TOKEN =
  /[\p{L}\p{M}\p{Nd}]+(?:(?:(?<=\p{Nd})[.,](?=\p{Nd})|'(?=\p{L}))[\p{L}\p{M}\p{Nd}]+)*|[^\s\p{L}\p{M}\p{Nd}]/gu

/** The words, numbers and signs of a folded text. */
export function tokensOf({ text, places }: Folded): readonly Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(TOKEN)) {
    const last = match.index + match[0].length - 1
    tokens.push({
      word: match[0],
      start: places[match.index] ?? 0,
      end: (places[last] ?? 0) + 1,
    })
  }
  return tokens
}

/**
 * The stretch of tokens that the wanted ones most resemble: around the position where one is given, else
 * where most of them, rare ones counting more, stand in the same order as wanted.
 */
export function nearestRegion(
  all: readonly Token[],
  wanted: readonly Token[],
  position: number | undefined,
): readonly Token[] {
  const slack = Math.max(8, Math.ceil(wanted.length / 4))
  const first =
    position === undefined ? bestOffset(all, wanted) : all.findIndex(({ end }) => end > position)
  return all.slice(Math.max(0, first - slack), Math.max(0, first) + wanted.length + slack)
}

/** Each token votes for the place where the quote would begin if that token stood right. */
function bestOffset(all: readonly Token[], wanted: readonly Token[]): number {
  const inQuote = placesByWord(wanted)
  const counts = new Map<string, number>()
  for (const { word } of all) counts.set(word, (counts.get(word) ?? 0) + 1)
  const votes = new Float64Array(all.length + wanted.length + 1)
  for (const [index, { word }] of all.entries()) {
    for (const at of inQuote.get(word) ?? []) {
      const offset = index - at + wanted.length
      votes[offset] = (votes[offset] ?? 0) + 1 / (counts.get(word) ?? 1)
    }
  }
  return strongest(votes) - wanted.length
}

function placesByWord(tokens: readonly Token[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>()
  for (const [index, { word }] of tokens.entries()) {
    const sofar = places.get(word)
    if (sofar === undefined) places.set(word, [index])
    else sofar.push(index)
  }
  return places
}

/** Neighbouring places vote together, since words left out or added shift the rest. */
function strongest(votes: Float64Array): number {
  const width = 5
  let [best, most, sum] = [0, 0, 0]
  for (let index = 0; index < votes.length; index += 1) {
    sum += (votes[index] ?? 0) - (votes[index - width] ?? 0)
    if (sum > most + 1e-9) [best, most] = [index - Math.floor(width / 2), sum]
  }
  return best
}
