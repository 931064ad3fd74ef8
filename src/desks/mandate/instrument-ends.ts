import { boundsOf, type DayBounds, earlierOf, laterOf } from './cadence.ts'
import type { SaidTerm } from './said-terms.ts'

/** That one instrument goes on from another. */
export interface Link {
  /** The later instrument. */
  readonly subject: string
  /** The earlier one. */
  readonly instrument: string
  readonly how: 'extends' | 'replaces'
  /** From when the later one counts. */
  readonly since: DayBounds
}

/** What is known of instruments when it is asked how long the duties under one of them last. */
export interface Instruments {
  /** The number by which terms name an instrument, by its subject. */
  readonly numbers: ReadonlyMap<string, string>
  readonly terms: readonly SaidTerm[]
  readonly links: readonly Link[]
}

/**
 * When an instrument ends, and with it the duties it brings: on the last day of its own term, or of the term of an
 * instrument that extends it, and no later than one that replaces it begins. Null where no end is on record.
 */
export function endOf(
  subject: string,
  known: Instruments,
  seen: ReadonlySet<string> = new Set(),
): DayBounds | null {
  if (seen.has(subject)) return null
  const passed = new Set([...seen, subject])
  const later = known.links.filter(({ instrument }) => instrument === subject)
  const extended = later
    .filter(({ how }) => how === 'extends')
    .map((link) => endOf(link.subject, known, passed))
    .reduce(laterOf, termOf(subject, known)?.end ?? null)
  return later
    .filter(({ how }) => how === 'replaces')
    .map((link) => beginningOf(link, known))
    .reduce(earlierOf, extended)
}

/** The term that names an instrument by its number. */
export function termOf(subject: string, { numbers, terms }: Instruments): SaidTerm | undefined {
  const number = numbers.get(subject)
  return terms.find(({ instrument }) => instrument === number)
}

function beginningOf(link: Link, known: Instruments): DayBounds {
  const from = termOf(link.subject, known)?.from ?? null
  if (from === null) return { earliest: link.since.earliest, latest: link.since.latest }
  const { earliest, latest } = boundsOf(from)
  return { earliest, latest }
}
