import type { ShownBasis } from './shown-figure.ts'
import { isWhole } from './whole.ts'
import type { Page } from './whole.ts'

/** The claims one footnote mark stands for. */
export interface Footnote {
  readonly number: number
  readonly claims: readonly string[]
}

/**
 * Collects the footnotes of one page while it is drawn: the same claims always get the same mark.
 * Numbers follow the order of drawing, so components that show figures must not be async.
 */
export interface Footnotes {
  /** The mark for these claims; asks for the basis where the page has it, so that a source can be named even when nothing else is known of it. */
  mark(claims: readonly (string | ShownBasis)[]): number
  all(): readonly Footnote[]
  /** Every claim that is footnoted, for looking up who said it. */
  claims(): readonly string[]
  basisOf(claim: string): ShownBasis | undefined
}

/** An empty collector, one a page. */
export function makeFootnotes(): Footnotes {
  const notes = new Map<string, Footnote>()
  const bases = new Map<string, ShownBasis>()
  return {
    mark(claims) {
      for (const claim of claims) {
        if (typeof claim !== 'string') bases.set(claim.claim, claim)
      }
      const ids = claimIds(claims)
      if (ids.length === 0) {
        throw new Error(
          'A footnote needs at least one claim: a number without one may not be shown.',
        )
      }
      const key = ids.join(' ')
      const known = notes.get(key)
      if (known !== undefined) return known.number
      const note = { number: notes.size + 1, claims: ids }
      notes.set(key, note)
      return note.number
    },
    all: () => [...notes.values()],
    claims: () => [...new Set([...notes.values()].flatMap((note) => note.claims))],
    basisOf: (claim) => bases.get(claim),
  }
}

/** The distinct ids of some claims, sorted, so that the order of a query never moves a footnote. */
export function claimIds(claims: readonly (string | ShownBasis)[]): readonly string[] {
  const ids = claims.map((claim) => (typeof claim === 'string' ? claim : claim.claim))
  return [...new Set(ids)].toSorted()
}

/** A total of a whole mission rests on hundreds of claims: so many of them are drawn unless all are asked for. */
const DRAWN = 8
/** The name by which a page is asked for all of its sources. */
export const ALL_SOURCES = 'sources'

/** Those of a figure's claims that the page names. */
export function drawnClaims(reader: Page, claims: readonly string[]): readonly string[] {
  return claims.length <= DRAWN || isWhole(reader, ALL_SOURCES) ? claims : claims.slice(0, DRAWN)
}
