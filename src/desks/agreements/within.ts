import { type Day, parseEdtf } from '#kit'

/** From when until when something is so, as it was said; null where it was not said. */
export interface Span {
  readonly from: string | null
  readonly until: string | null
}

/** Whether a day lies in a span: `maybe` where its ends are too imprecise, or are there and unknown. */
export type Within = 'yes' | 'no' | 'maybe'

/** Whether a day lies in a span. The day of the end belongs to it; a beginning that nobody told lies before the day. */
export function isWithin({ from, until }: Span, day: Day): Within {
  const both = [hasBegun(from, day), hasNotEnded(until, day)]
  if (both.includes('no')) return 'no'
  return both.includes('maybe') ? 'maybe' : 'yes'
}

/** Whether something has begun on a day. */
export function hasBegun(from: string | null, day: Day): Within {
  if (from === null) return 'yes'
  const { state, earliest, latest } = parseEdtf(from).from
  if (state === 'open') return 'yes'
  if (earliest !== null && day < earliest) return 'no'
  return latest !== null && day >= latest ? 'yes' : 'maybe'
}

/** An end that nobody told is one that may have come. */
function hasNotEnded(until: string | null, day: Day): Within {
  if (until === null) return 'maybe'
  const { state, earliest, latest } = parseEdtf(until).to
  if (state === 'open') return 'yes'
  if (latest !== null && day > latest) return 'no'
  return earliest !== null && day <= earliest ? 'yes' : 'maybe'
}
