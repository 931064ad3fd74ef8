import type { Day } from './day.ts'
import { daysInMonth, isInstant, writeDay } from './day.ts'
import { IncorrectValue } from './errors.ts'

/** The first and the last day that a date can mean. */
interface EdtfBounds {
  readonly earliest: Day
  readonly latest: Day
}

/** The days that one EDTF date can mean, and the marks it carries. */
export interface EdtfDate extends EdtfBounds {
  readonly approximate: boolean
  readonly uncertain: boolean
}

const DATE_FORM = /^(-?)(\d{2}(?:\d\d|\dX|XX))(?:-(\d\d|XX)(?:-(\d\d|XX))?)?([~?%]?)$/
const DATE_TIME_FORM =
  /^(-?\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?$/

interface Digits {
  readonly sign: string
  readonly year: string
  readonly month: string
  readonly day: string
}

/** Reads one date of EDTF level 1; a date with a time of day counts as the day that is written. */
export function parseEdtfDate(date: string, whole: string): EdtfDate {
  const parts = DATE_FORM.exec(dayOfDateTime(date, whole))
  if (parts === null) throw incorrect(whole, reasonOf(date))
  const [, sign = '', year = '', month = '', day = '', mark = ''] = parts
  const digits = { sign, year, month, day }
  checkDigits(digits, whole)
  return {
    ...boundsOf(digits, whole),
    approximate: mark === '~' || mark === '%',
    uncertain: mark === '?' || mark === '%',
  }
}

function dayOfDateTime(date: string, whole: string): string {
  if (!date.includes('T')) return date
  const parts = DATE_TIME_FORM.exec(date)
  const [, day = '', time = ''] = parts ?? []
  if (parts === null || !isInstant(`2000-01-01T${time}Z`)) {
    throw incorrect(whole, 'a time of day is written such as 2004-01-01T10:10:10Z')
  }
  return day
}

function boundsOf({ sign, year, month, day }: Digits, whole: string): EdtfBounds {
  const years = yearsOf(sign, year)
  const [firstMonth, lastMonth] = rangeOf(month, 12)
  if (firstMonth < 1 || lastMonth > 12) {
    throw incorrect(whole, `there is no month ${month}${seasonHint(lastMonth)}`)
  }
  const longest = daysInMonth(years.last, lastMonth)
  const [firstDay, lastDay] = rangeOf(day, longest)
  if (firstDay < 1 || lastDay > longest) {
    throw incorrect(whole, `the month ${year}-${month} has no day ${day}`)
  }
  return {
    earliest: writeDay(years.first, firstMonth, firstDay),
    latest: writeDay(years.last, lastMonth, lastDay),
  }
}

/** `-01XX` runs from -0199 to -0100: before year 0 the greater digits are the earlier year. */
function yearsOf(sign: string, year: string): { first: number; last: number } {
  const least = Number(year.replaceAll('X', '0'))
  const greatest = Number(year.replaceAll('X', '9'))
  return sign === '-' ? { first: -greatest, last: -least } : { first: least, last: greatest }
}

function rangeOf(digits: string, greatest: number): [number, number] {
  return isOpen(digits) ? [1, greatest] : [Number(digits), Number(digits)]
}

function isOpen(digits: string): boolean {
  return digits === '' || digits === 'XX'
}

/** ISO 8601-2:2019 §4.3: at level 1 unspecified digits are the rightmost ones. */
function checkDigits({ sign, year, month, day }: Digits, whole: string): void {
  if (sign === '-' && year === '0000') throw incorrect(whole, 'there is no year -0000; write 0000')
  if ((year.includes('X') && month !== '') || (!isOpen(day) && isOpen(month))) {
    throw incorrect(
      whole,
      'unspecified digits (X) must be the last ones at level 1, such as 199X, 1999-XX or 1999-01-XX',
    )
  }
}

function seasonHint(month: number): string {
  return month >= 21 && month <= 41
    ? '; seasons and quarters have no agreed first and last day, so write an interval of months such as 2024-03/2024-05'
    : ''
}

function reasonOf(date: string): string {
  if (date.startsWith('Y'))
    return 'years of more than four digits are not supported; write 0000 to 9999'
  if (/^-?\d?X{3,4}/.test(date)) return 'at most the last two digits of a year may be X'
  if (/\d[~?%]-|-[~?%]|^[~?%]/.test(date)) {
    return 'the marks ~ ? % stand once, at the end of the whole date, at level 1'
  }
  return 'write a year, month or day such as 2024, 2024-06 or 2024-06-25, with a ~, ? or % at its end where needed'
}

function incorrect(text: string, why: string): IncorrectValue {
  return new IncorrectValue('edtf.form', `“${text}” is not an EDTF level 1 date: ${why}.`)
}
