import { LANGUAGE_TRAITS } from './language.ts'
import { localeOf } from './reader.ts'
import { text } from './words.ts'
import type { Listener } from './words.ts'

/** A day written out: "22 May 2025", "1er mai 2025". */
export function formatDay(listener: Listener, day: string): string {
  return formatParts(listener, day, { day: 'numeric', month: 'long', year: 'numeric' })
}

/** A day without its year, for lists that say the year once: "22 May". */
export function formatDayOfYear(listener: Listener, day: string): string {
  return formatParts(listener, day, { day: 'numeric', month: 'short' })
}

/** A month written out, from a day in it or `YYYY-MM`: "May 2025". */
export function formatMonth(listener: Listener, month: string): string {
  return formatParts(listener, firstDay(month), { month: 'long', year: 'numeric' })
}

/** The short name of a month alone, for axes and arrows: "May", "sept.". */
export function formatMonthName(listener: Listener, month: string): string {
  return formatParts(listener, firstDay(month), { month: 'short' })
}

/** An instant in UTC, to the minute. */
export function formatInstant(listener: Listener, instant: string): string {
  const time = formatIn(localeOf(listener), TIME_OF_DAY).format(new Date(instant))
  return text(listener, 'date.instant', { day: formatDay(listener, dayOfInstant(instant)), time })
}

/** The UTC day in which an instant lies. */
export function dayOfInstant(instant: string): string {
  return instant.slice(0, 10)
}

const TIME_OF_DAY = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
/** Making a format costs far more than using it, and there are only a few: a page holds hundreds of dates. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatIn(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = formats.get(key)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  formats.set(key, format)
  return format
}

function firstDay(month: string): string {
  return month.length === 7 ? `${month}-01` : month
}

function formatParts(listener: Listener, day: string, options: Intl.DateTimeFormatOptions): string {
  const traits = LANGUAGE_TRAITS[listener.language]
  const date = new Date(`${day}T00:00:00Z`)
  const parts = formatIn(traits.locale, options)
    .formatToParts(date)
    .map((part) => {
      if (part.type === 'month') return traits.months?.[date.getUTCMonth()] ?? part.value
      if (part.type === 'day' && part.value === '1') return traits.firstOfMonth ?? part.value
      return part.value
    })
  return parts.join('')
}
