import { type Day, daysInMonth, writeDay } from '#kit'

/** The day so many months later; the last of the month where that month is shorter. */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number)
  const count = year * 12 + month - 1 + months
  const [toYear, toMonth] = [Math.floor(count / 12), (count % 12) + 1]
  return writeDay(toYear, toMonth, Math.min(dayOfMonth, daysInMonth(toYear, toMonth)))
}
