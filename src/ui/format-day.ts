import { remembering } from '#kit'

import { LANGUAGE_TRAITS } from './language.ts'
import type { Language, LanguageTraits } from './language.ts'
import { text } from './words.ts'
import type { Listener } from './words.ts'

/** A day written out: "22 May 2025", "1er mai 2025". */
export function formatDay(listener: Listener, day: string): string {
  return writerOf(listener.language, 'day')(day)
}

/** A day without its year, for lists that say the year once: "22 May". */
export function formatDayOfYear(listener: Listener, day: string): string {
  return writerOf(listener.language, 'dayOfYear')(day)
}

/** A month written out, from a day in it or `YYYY-MM`: "May 2025". */
export function formatMonth(listener: Listener, month: string): string {
  return writerOf(listener.language, 'month')(firstDay(month))
}

/** The short name of a month alone, for axes and arrows: "May", "sept.". */
export function formatMonthName(listener: Listener, month: string): string {
  return writerOf(listener.language, 'monthName')(firstDay(month))
}

/** An instant in UTC, to the minute. */
export function formatInstant(listener: Listener, instant: string): string {
  const time = writerOf(listener.language, 'timeOfDay')(instant)
  return text(listener, 'date.instant', { day: formatDay(listener, dayOfInstant(instant)), time })
}

/** The UTC day in which an instant lies. */
export function dayOfInstant(instant: string): string {
  return instant.slice(0, 10)
}

const STYLES = {
  day: { day: 'numeric', month: 'long', year: 'numeric' },
  dayOfYear: { day: 'numeric', month: 'short' },
  month: { month: 'long', year: 'numeric' },
  monthName: { month: 'short' },
  timeOfDay: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>
type Style = keyof typeof STYLES

/** How many days each writer keeps as it wrote them. */
const DAYS_KEPT = 5000
/** Making a format costs far more than using it, and a page holds hundreds of dates, the same ones again and again. */
const writers = new Map<string, (date: string) => string>()

function writerOf(language: Language, style: Style): (date: string) => string {
  const key = `${language} ${style}`
  const known = writers.get(key)
  if (known !== undefined) return known
  const traits = LANGUAGE_TRAITS[language]
  const format = new Intl.DateTimeFormat(traits.locale, { ...STYLES[style], timeZone: 'UTC' })
  const writer = remembering(DAYS_KEPT, (date) => writeParts(format, traits, new Date(date)))
  writers.set(key, writer)
  return writer
}

function firstDay(month: string): string {
  return month.length === 7 ? `${month}-01` : month
}

function writeParts(format: Intl.DateTimeFormat, traits: LanguageTraits, date: Date): string {
  const parts = format.formatToParts(date).map((part) => {
    if (part.type === 'month') return traits.months?.[date.getUTCMonth()] ?? part.value
    if (part.type === 'day' && part.value === '1') return traits.firstOfMonth ?? part.value
    return part.value
  })
  return parts.join('')
}
