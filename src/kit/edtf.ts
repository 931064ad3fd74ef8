import type { Day, Instant } from './day.ts'
import { dayNumber, dayOf, endOfDay } from './day.ts'
import { parseEdtfDate } from './edtf-date.ts'
import { IncorrectValue } from './errors.ts'
import { remembering } from './remember.ts'

/**
 * When something begins or ends, as precisely as it was given. `open` (`..`) means that there is no
 * such end: until further notice; `unknown` (nothing written) that there is one and nobody says when.
 * Both have null bounds. A single bound that is null is the open side of a set such as `[..1760]`.
 */
export interface EdtfEnd {
  readonly state: 'known' | 'open' | 'unknown'
  readonly earliest: Day | null
  readonly latest: Day | null
}

/**
 * A date, interval or one-of set of the Extended Date/Time Format (ISO 8601-2:2019), level 1, with the
 * days it can mean. A single date is one day within [earliest, latest], so that both ends are the same.
 */
export interface Edtf {
  readonly text: string
  readonly from: EdtfEnd
  readonly to: EdtfEnd
  readonly form: 'date' | 'interval' | 'set'
  readonly approximate: boolean
  readonly uncertain: boolean
}

/** The same few thousand dates are read again for every page. */
const DATES_KEPT = 20_000

/** Reads EDTF level 1 and one-of sets; `~`, `?` and `%` are kept as marks and never widen the bounds. */
export const parseEdtf = remembering(DATES_KEPT, readEdtf)

function readEdtf(text: string): Edtf {
  if (text === '') {
    throw incorrect(
      text,
      'nothing is written; leave the field out, or write a year, month or day such as 2024-06-25',
    )
  }
  if (text.startsWith('[')) return parseSet(text)
  if (text.startsWith('{')) {
    throw incorrect(text, 'all-of sets belong to level 2; record each date by itself')
  }
  return text.includes('/') ? parseInterval(text) : parseDate(text)
}

/** The end of the latest day it can mean, which is when a source dated so has surely spoken; null while that is open. */
export function latestInstantOf(edtf: Edtf): Instant | null {
  return edtf.to.latest === null ? null : endOfDay(dayOf(dayNumber(edtf.to.latest)))
}

function parseDate(text: string): Edtf {
  const { earliest, latest, approximate, uncertain } = parseEdtfDate(text, text)
  const end: EdtfEnd = { state: 'known', earliest, latest }
  return { text, from: end, to: end, form: 'date', approximate, uncertain }
}

function parseInterval(text: string): Edtf {
  const parts = text.split('/')
  const [start, end] = parts
  if (start === undefined || end === undefined || parts.length !== 2) {
    throw incorrect(text, 'an interval has one slash, such as 2024-02-26/2024-03-03')
  }
  if (start === '' && end === '') {
    throw incorrect(text, 'an interval needs an end that is known, or .. where it is open')
  }
  const [from, to] = [parseEnd(start, text), parseEnd(end, text)]
  if (isBefore(to.latest, from.earliest)) {
    throw incorrect(text, 'the interval ends before it begins; write the earlier date first')
  }
  return {
    text,
    from,
    to,
    form: 'interval',
    approximate: /[~%]/.test(text),
    uncertain: /[?%]/.test(text),
  }
}

function parseEnd(part: string, whole: string): EdtfEnd {
  if (part === '..') return { state: 'open', earliest: null, latest: null }
  if (part === '') return { state: 'unknown', earliest: null, latest: null }
  const { earliest, latest } = parseEdtfDate(part, whole)
  return { state: 'known', earliest, latest }
}

function parseSet(text: string): Edtf {
  if (!text.endsWith(']') || text.length < 3) {
    throw incorrect(text, 'a one-of set stands in square brackets, such as [1667,1668,1670..1672]')
  }
  const members = text
    .slice(1, -1)
    .split(',')
    .map((member) => parseMember(member.trim(), text))
  const end: EdtfEnd = {
    state: 'known',
    earliest: extreme(
      members.map((member) => member.earliest),
      isBefore,
    ),
    latest: extreme(
      members.map((member) => member.latest),
      (a, b) => isBefore(b, a),
    ),
  }
  return {
    text,
    from: end,
    to: end,
    form: 'set',
    approximate: /[~%]/.test(text),
    uncertain: /[?%]/.test(text),
  }
}

interface Bounds {
  readonly earliest: Day | null
  readonly latest: Day | null
}

function parseMember(member: string, whole: string): Bounds {
  const [first, last, more] = member.split('..')
  if (first === undefined || last === undefined) return parseEdtfDate(member, whole)
  if (more !== undefined || (first === '' && last === '')) {
    throw incorrect(whole, 'a range in a set is written such as 1670..1672, ..1760 or 1760..')
  }
  const earliest = first === '' ? null : parseEdtfDate(first, whole).earliest
  const latest = last === '' ? null : parseEdtfDate(last, whole).latest
  if (isBefore(latest, earliest)) {
    throw incorrect(
      whole,
      `the range ${member} ends before it begins; write the earlier date first`,
    )
  }
  return { earliest, latest }
}

function extreme(
  days: readonly (Day | null)[],
  isBetter: (a: Day | null, b: Day | null) => boolean,
): Day | null {
  return days.reduce((best, day) => {
    if (best === null || day === null) return null
    return isBetter(day, best) ? day : best
  })
}

/** Compares days of any year; an open bound is neither before nor after. */
function isBefore(a: Day | null, b: Day | null): boolean {
  return a !== null && b !== null && sortable(a) < sortable(b)
}

function sortable(day: Day): number {
  const negative = day.startsWith('-')
  const [year, month, dayOfMonth] = day
    .slice(negative ? 1 : 0)
    .split('-')
    .map(Number)
  const signed = (negative ? -1 : 1) * (year ?? 0)
  return signed * 10_000 + (month ?? 0) * 100 + (dayOfMonth ?? 0)
}

function incorrect(text: string, why: string): IncorrectValue {
  return new IncorrectValue('edtf.form', `“${text}” is not an EDTF level 1 date: ${why}.`)
}
