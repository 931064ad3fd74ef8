import { IncorrectValue } from './errors.ts'

/** A calendar day of the Gregorian calendar, `YYYY-MM-DD`. */
export type Day = string

/** A moment in UTC: `YYYY-MM-DDTHH:MM:SSZ`, or with milliseconds. */
export type Instant = string

/** The day number that stands for 0001-01-01 "or before". */
export const DAY_MIN = 0
/** The day number that stands for "no end". */
export const DAY_MAX = 2_147_483_647

/** Seconds in a day: UTC instants are counted without leap seconds. */
const DAY_SECONDS = 86_400
const LAST_DAY = 3_652_058
const DAY_FORM = /^(-?\d{4})-(\d{2})-(\d{2})$/
const INSTANT_FORM = /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.\d{3})?Z$/

/** Whether the text is a day that exists in the calendar, years 0001 to 9999. */
export function isDay(text: string): boolean {
  const parts = DAY_FORM.exec(text)
  return parts !== null && isInCalendar(partsOfDay(parts))
}

/** Whether the text is a UTC instant to the second or millisecond. */
export function isInstant(text: string): boolean {
  const parts = INSTANT_FORM.exec(text)
  return parts !== null && isInCalendar(partsOfDay(parts))
}

/** How many days the month has, leap years of the proleptic Gregorian calendar included. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Days since 0001-01-01; years before that give `DAY_MIN`, which stands for "that day or before". */
export function dayNumber(day: Day): number {
  const parts = DAY_FORM.exec(day)
  if (parts !== null && Number(parts[1]) < 1) return DAY_MIN
  if (parts === null || !isInCalendar(partsOfDay(parts))) throw notADay(day)
  return numberOf(partsOfDay(parts))
}

/** The day that has this number. */
export function dayOf(number: number): Day {
  if (!Number.isInteger(number) || number < DAY_MIN || number > LAST_DAY) {
    throw new IncorrectValue(
      'day.number',
      `${number} is not the number of a day; day numbers run from ${DAY_MIN} (0001-01-01) to ${LAST_DAY} (9999-12-31).`,
    )
  }
  let year = Math.floor(number / 365.2425) + 1
  if (daysBeforeYear(year) > number) year -= 1
  if (daysBeforeYear(year + 1) <= number) year += 1
  let rest = number - daysBeforeYear(year)
  let month = 1
  while (rest >= daysInMonth(year, month)) {
    rest -= daysInMonth(year, month)
    month += 1
  }
  return writeDay(year, month, rest + 1)
}

/** The day so many days later, or earlier where the count is negative. */
export function addDays(day: Day, days: number): Day {
  return dayOf(dayNumber(day) + days)
}

/** The same day so many months later, or earlier; the last day of a month that is too short for it, and of the year 9999. */
export function addMonths(day: Day, months: number): Day {
  const [year = 1, month = 1, dayOfMonth = 1] = dayOf(dayNumber(day)).split('-').map(Number)
  const moved = year * 12 + (month - 1) + months
  const [inYear, inMonth] = [Math.floor(moved / 12), (moved % 12) + 1]
  if (inYear > 9999) return dayOf(LAST_DAY)
  return writeDay(inYear, inMonth, Math.min(dayOfMonth, daysInMonth(inYear, inMonth)))
}

/** How many days lie from the first to the second: 0 for the same day, negative where the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from)
}

/** Whole seconds since 0001-01-01T00:00:00Z; milliseconds are cut off. */
export function secondOf(instant: Instant): number {
  const parts = INSTANT_FORM.exec(instant)
  if (parts === null || !isInCalendar(partsOfDay(parts))) throw notAnInstant(instant)
  const inDay = Number(parts[4]) * 3600 + Number(parts[5]) * 60 + Number(parts[6])
  return numberOf(partsOfDay(parts)) * DAY_SECONDS + inDay
}

/** The instant so many seconds after 0001-01-01T00:00:00Z. */
export function instantOf(second: number): Instant {
  const day = dayOf(Math.floor(second / DAY_SECONDS))
  const inDay = second % DAY_SECONDS
  const parts = [Math.floor(inDay / 3600), Math.floor(inDay / 60) % 60, inDay % 60]
  return `${day}T${parts.map((part) => twoDigits(part)).join(':')}Z`
}

/** The first second of the day. */
export function startOfDay(day: Day): Instant {
  return instantOf(dayNumber(day) * DAY_SECONDS)
}

/** The last second of the day: "as known on a day" means by its end. */
export function endOfDay(day: Day): Instant {
  return instantOf(dayNumber(day) * DAY_SECONDS + DAY_SECONDS - 1)
}

/** The day, in UTC, on which the instant lies. */
export function dayOfInstant(instant: Instant): Day {
  return dayOf(Math.floor(secondOf(instant) / DAY_SECONDS))
}

/** Writes year, month and day of month as a day; years before 0 carry a minus sign. */
export function writeDay(year: number, month: number, dayOfMonth: number): Day {
  const sign = year < 0 ? '-' : ''
  const digits = String(Math.abs(year)).padStart(4, '0')
  return `${sign}${digits}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`
}

/** Year, month and day of month as written. */
type DayParts = readonly [year: number, month: number, dayOfMonth: number]

/** Both forms begin with the day. */
function partsOfDay(parts: RegExpExecArray): DayParts {
  return [Number(parts[1]), Number(parts[2]), Number(parts[3])]
}

function isInCalendar([year, month, day]: DayParts): boolean {
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

function numberOf([year, month, day]: DayParts): number {
  return daysBeforeYear(year) + daysBeforeMonth(year, month) + day - 1
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

function daysBeforeYear(year: number): number {
  const past = year - 1
  return past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400)
}

function daysBeforeMonth(year: number, month: number): number {
  let days = 0
  for (let earlier = 1; earlier < month; earlier += 1) days += daysInMonth(year, earlier)
  return days
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}

function notADay(text: string): IncorrectValue {
  return new IncorrectValue(
    'day.form',
    `“${text}” is not a day of the calendar; write year-month-day, such as 2024-06-25.`,
  )
}

function notAnInstant(text: string): IncorrectValue {
  return new IncorrectValue(
    'day.instant',
    `“${text}” is not an instant in UTC; write it such as 2024-06-25T09:30:00Z.`,
  )
}
