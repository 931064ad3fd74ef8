import { formatDay, formatInstant, formatMonth } from './format-day.ts'
import { formatNumber } from './format-number.ts'
import { text } from './words.ts'
import type { Listener } from './words.ts'

/**
 * A date of Extended Date/Time Format level 1 in words: "May 2025", "about 8 March 2024",
 * "from 1 May 2024 until further notice", "2 or 3 March 2024". Text of any other form comes back
 * as it was written: a reader is better served by the source's own words than by nothing.
 */
export function formatEdtf(listener: Listener, edtf: string): string {
  const written = edtf.trim()
  if (written === '' || written === '/') return text(listener, 'date.unknown')
  const set = /^\[(.*)\]$/u.exec(written)
  if (set !== null) return formatSet(listener, set[1] ?? '')
  if (written.includes('/')) return formatInterval(listener, written)
  return formatOne(listener, written)
}

function formatInterval(listener: Listener, written: string): string {
  const [from = '', to = ''] = written.split('/', 2)
  const words = { ...worded(listener, 'from', from), ...worded(listener, 'to', to) }
  if (from === to && endOf(from) === 'dated') return formatOne(listener, from)
  return text(listener, `date.${INTERVALS[endOf(from)][endOf(to)]}`, words)
}

type End = 'dated' | 'open' | 'unknown'

/** Message by how an interval starts, then by how it ends. */
const INTERVALS: Readonly<Record<End, Readonly<Record<End, string>>>> = {
  dated: { dated: 'interval', open: 'from-on', unknown: 'from-unknown' },
  open: { dated: 'until', open: 'always', unknown: 'unknown' },
  unknown: { dated: 'unknown-until', open: 'unknown', unknown: 'unknown' },
}

function endOf(written: string): End {
  if (written === '..') return 'open'
  return written === '' ? 'unknown' : 'dated'
}

function formatSet(listener: Listener, inside: string): string {
  if (inside.includes('..')) {
    const [from = '', to = ''] = inside.split('..', 2)
    const words = { ...worded(listener, 'from', from), ...worded(listener, 'to', to) }
    if (from !== '' && to !== '') return text(listener, 'date.one-between', words)
    return text(listener, from === '' ? 'date.one-before' : 'date.one-after', words)
  }
  const days = inside.split(',').map((day) => formatOne(listener, day.trim()))
  return days.reduce((first, second) => text(listener, 'date.or', { first, second }))
}

/**
 * A date as a parameter of a message, with what sort of date it is: French says "jusqu’au" of a day,
 * "jusqu’en" of a year, and "à partir d’" before a vowel.
 */
function worded(
  listener: Listener,
  name: string,
  written: string,
): Readonly<Record<string, string>> {
  const words = formatOne(listener, written)
  return { [name]: words, [`${name}Kind`]: kindOf(written, words) }
}

function kindOf(written: string, words: string): 'day' | 'month' | 'vowel' | 'year' | 'other' {
  if (/^\d{4}-\d{2}-\d{2}$/u.test(written)) return 'day'
  if (/^\d{4}$/u.test(written)) return 'year'
  if (!/^\d{4}-(?:0[1-9]|1[0-2])$/u.test(written)) return 'other'
  return /^[aeiou]/iu.test(words) ? 'vowel' : 'month'
}

function formatOne(listener: Listener, written: string): string {
  const marks = /[~?%]+$/u.exec(written)?.[0] ?? ''
  const date = formatPlain(listener, written.slice(0, written.length - marks.length))
  if (marks === '') return date
  const approximate = marks.includes('~') || marks.includes('%')
  const uncertain = marks.includes('?') || marks.includes('%')
  const kind = kindOf(written.slice(0, written.length - marks.length), date)
  const about = approximate ? text(listener, 'date.about', { date, dateKind: kind }) : date
  return uncertain ? text(listener, 'date.uncertain', { date: about }) : about
}

function formatPlain(listener: Listener, date: string): string {
  if (/^\d{4}-\d{2}-\d{2}T/u.test(date)) return formatInstant(listener, date)
  if (/^\d{4}-\d{2}-\d{2}$/u.test(date)) return formatDay(listener, date)
  if (/^\d{4}-(?:0[1-9]|1[0-2])$/u.test(date)) return formatMonth(listener, date)
  return formatCoarse(listener, date)
}

function formatCoarse(listener: Listener, date: string): string {
  if (date === 'XXXX') return text(listener, 'date.unknown')
  const season = /^(\d{4})-(2[1-4])$/u.exec(date)
  if (season !== null) return text(listener, `date.season.${season[2]}`, { year: season[1] ?? '' })
  const someDay = /^(\d{4}-\d{2})-XX$/u.exec(date)
  if (someDay !== null) {
    return text(listener, 'date.some-day', { period: formatMonth(listener, someDay[1] ?? '') })
  }
  const someMonth = /^(\d{4})-XX(?:-XX)?$/u.exec(date)
  if (someMonth !== null) return text(listener, 'date.some-day', { period: someMonth[1] ?? '' })
  return formatDecade(listener, date)
}

function formatDecade(listener: Listener, date: string): string {
  const decade = /^(\d{3})X$/u.exec(date)
  if (decade !== null) return text(listener, 'date.decade', { year: `${decade[1] ?? ''}0` })
  const century = /^(\d{2})XX$/u.exec(date)
  if (century !== null) {
    return text(listener, 'date.century', { n: formatNumber(listener, Number(century[1]) + 1) })
  }
  return date
}
