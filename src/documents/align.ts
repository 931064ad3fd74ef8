import type { Token } from './tokens.ts'

/** Where two texts part: tokens `there` in the document stand against tokens `here` in the quote; either may be none. */
export interface Difference {
  readonly there: { readonly start: number; readonly end: number }
  readonly here: { readonly start: number; readonly end: number }
}

/** How a quote fits a stretch of a document: which part of it, the differences in reading order, how many tokens agree. */
export interface Alignment {
  readonly there: { readonly start: number; readonly end: number }
  readonly differences: readonly Difference[]
  readonly matches: number
}

/**
 * Fits the whole quote somewhere into the region with the fewest changed, added and left-out tokens
 * (Sellers 1980, "The theory and computation of evolutionary distances": edit distance with free ends).
 */
export function align(region: readonly Token[], wanted: readonly Token[]): Alignment {
  const costs = costsOf(region, wanted)
  const width = region.length + 1
  const steps: Step[] = []
  const end = cheapestEnd(costs, wanted.length * width, region.length)
  let [here, there] = [wanted.length, end]
  while (here > 0) {
    const step = stepTo(costs, { here, there, width, same: isSame(region, wanted, there, here) })
    steps.push({ ...step, here, there })
    here -= step.ofQuote
    there -= step.ofRegion
  }
  steps.reverse()
  return {
    there: { start: there, end },
    differences: merged(steps),
    matches: steps.filter(({ same }) => same).length,
  }
}

interface Move {
  readonly ofQuote: 0 | 1
  readonly ofRegion: 0 | 1
  readonly same: boolean
}

interface Step extends Move {
  readonly here: number
  readonly there: number
}

function costsOf(region: readonly Token[], wanted: readonly Token[]): Uint32Array {
  const width = region.length + 1
  const costs = new Uint32Array(width * (wanted.length + 1))
  for (let here = 1; here <= wanted.length; here += 1) {
    costs[here * width] = here
    for (let there = 1; there <= region.length; there += 1) {
      const at = here * width + there
      const change = isSame(region, wanted, there, here) ? 0 : 1
      costs[at] = Math.min(
        cost(costs, at - width - 1) + change,
        cost(costs, at - width) + 1,
        cost(costs, at - 1) + 1,
      )
    }
  }
  return costs
}

function stepTo(
  costs: Uint32Array,
  { here, there, width, same }: { here: number; there: number; width: number; same: boolean },
): Move {
  const at = here * width + there
  const total = cost(costs, at)
  if (there > 0 && cost(costs, at - width - 1) + (same ? 0 : 1) === total) {
    return { ofQuote: 1, ofRegion: 1, same }
  }
  if (cost(costs, at - width) + 1 === total) return { ofQuote: 1, ofRegion: 0, same: false }
  return { ofQuote: 0, ofRegion: 1, same: false }
}

/** Where the quote ends in the region at the least cost; the latest of equals, so that a last word that differs is a changed one. */
function cheapestEnd(costs: Uint32Array, row: number, length: number): number {
  let best = 0
  for (let end = 1; end <= length; end += 1) {
    if (cost(costs, row + end) <= cost(costs, row + best)) best = end
  }
  return best
}

/** Changed, added and left-out tokens that stand side by side are one difference. */
function merged(steps: readonly Step[]): readonly Difference[] {
  const differences: Difference[] = []
  let run: Step[] = []
  for (const step of [...steps, null]) {
    if (step !== null && !step.same) run.push(step)
    else {
      const [first, last] = [run[0], run.at(-1)]
      if (first !== undefined && last !== undefined) differences.push(between(first, last))
      run = []
    }
  }
  return differences
}

function between(first: Step, last: Step): Difference {
  return {
    there: { start: first.there - first.ofRegion, end: last.there },
    here: { start: first.here - first.ofQuote, end: last.here },
  }
}

function isSame(
  region: readonly Token[],
  wanted: readonly Token[],
  there: number,
  here: number,
): boolean {
  const word = region[there - 1]?.word
  return word !== undefined && word === wanted[here - 1]?.word
}

function cost(costs: Uint32Array, at: number): number {
  return costs[at] ?? 0
}
