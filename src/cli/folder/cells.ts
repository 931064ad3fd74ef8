import { FaultyInput } from '#desk-kit'
import { IncorrectValue, isDay, isInstant, latestInstantOf, parseEdtf } from '#kit'

/** The instant at which something was said: as written, or the end of the latest day that the date can mean. */
export function readSaid(text: string, column: string): string {
  if (isInstant(text)) return text
  try {
    const instant = latestInstantOf(parseEdtf(text))
    if (instant !== null) return instant
  } catch (error) {
    if (error instanceof IncorrectValue) throw faulty(column, error.message)
    throw error
  }
  throw faulty(
    column,
    `"${text}" has no latest day, so nobody can tell when it had been said; write a day such as 2024-02-28.`,
  )
}

/** A value in JSON. */
export function readJson(text: string, column: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw faulty(
      column,
      `This is not JSON (${error.message}); write an object such as {"personnel":{"low":200,"high":200,"unit":"person"}}.`,
    )
  }
}

/** A whole number from 0 on. */
export function readCount(text: string, column: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw faulty(column, `"${text}" is not a position; write a whole number such as 120.`)
}

/** The day alone where the instant is its last second, as `readSaid` reads it back. */
export function writeSaid(instant: string): string {
  const day = instant.slice(0, 'YYYY-MM-DD'.length)
  return isDay(day) && readSaid(day, 'said') === instant ? day : instant
}

/** One cell that cannot be read. */
export function faulty(field: string, sentence: string): FaultyInput {
  return new FaultyInput([{ field, sentence }])
}
