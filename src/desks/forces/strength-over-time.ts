import type { Context } from '#desk-kit'
import { type Day, dayNumber, daysInMonth, groupBy, parseEdtf, reachOn, validTime } from '#kit'
import { addUpFigures, figureOf, inForce } from '#register'
import type { Asking, Figure, StandingClaim } from '#register'

import { type Counts, readCounts } from './counts.ts'
import { computedOn, contributorsBy, countsOf } from './ledger-lines.ts'
import { lastDay } from './movements.ts'
import { reportedStrengths } from './strength.ts'

/** How many were present on a day, against the size planned or authorised then. */
export interface StrengthOnDay {
  readonly day: Day
  readonly figure: Figure | null
  readonly ceiling: Figure | null
}

/** The most month ends that are drawn: two years. */
const MONTHS = 24

/** Every reported strength of the whole mission up to the day asked about, oldest first. */
export async function reportedOverTime(
  ctx: Context,
  at: Asking,
): Promise<readonly StrengthOnDay[]> {
  const reports = await reportedStrengths(ctx, at)
  const ceilings = await readCeilings(ctx, at)
  return reports
    .flatMap(({ party, asAt, figure }) =>
      party === null && asAt !== null ? [{ day: lastDay(asAt), figure }] : [],
    )
    .map(({ day, figure }) => ({ day, figure, ceiling: ceilingOn(ceilings, day) }))
    .sort((a, b) => (a.day < b.day ? -1 : 1))
}

/** What arrivals and departures add up to at each month's end, from the first movement to the day asked about. */
export async function movedOverTime(ctx: Context, at: Asking): Promise<readonly StrengthOnDay[]> {
  const counts = await readCounts(ctx, at)
  const days = counts.moves
    .map(({ first }) => first)
    .filter((day) => day !== '' && day <= at.validOn)
  if (days.length === 0) return []
  const ceilings = await readCeilings(ctx, at)
  const ends = monthEnds(
    days.reduce((a, b) => (a < b ? a : b)),
    at.validOn,
  ).slice(-MONTHS)
  return ends.map((day) => ({
    day,
    figure: computedOfAll(day, counts),
    ceiling: ceilingOn(ceilings, day),
  }))
}

/** What movements and changes of status add up to for all contributors together; null before the first. */
export function computedOfAll(day: Day, counts: Counts): Figure | null {
  const figures = contributorsBy(day, counts)
    .map((contributor) => computedOn(day, countsOf(contributor, counts)))
    .filter(({ basis }) => basis.length > 0)
  return figures.length === 0 ? null : addUpFigures(figures, 'person')
}

/** The last day of every month from one day on, and the day that is asked about at the end. */
export function monthEnds(from: Day, until: Day): readonly Day[] {
  const ends: Day[] = []
  let [year = 0, month = 1] = from.split('-').map(Number)
  for (;;) {
    const end = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${daysInMonth(year, month)}`
    if (end >= until) return [...ends, until]
    ends.push(end)
    ;[year, month] = month === 12 ? [year + 1, 1] : [year, month + 1]
  }
}

/**
 * The sizes that stand on the day asked about, each for the days on which it is true. The mandate desk
 * records them; desks read each other's claims through the register.
 */
export async function readCeilings(ctx: Context, at: Asking): Promise<readonly StandingClaim[]> {
  const claims = await inForce(ctx.db, ctx.mission, ['mandate.ceiling'], at)
  const ofWhole = claims.filter(({ value }) => value['component'] === 'all')
  return [...groupBy(ofWhole, ({ subject }) => subject).values()][0] ?? []
}

/** The size that was planned or authorised on a day; null where none is on record. */
export function ceilingOn(ceilings: readonly StandingClaim[], day: Day): Figure | null {
  const claims = ceilings.filter(
    ({ valid }) => reachOn(validTime(parseEdtf(valid)), dayNumber(day)) !== 'none',
  )
  return claims.length === 0
    ? null
    : figureOf({ claims, decided: null, unit: 'person', quantityOf: personnelOf })
}

function personnelOf({ value }: StandingClaim) {
  const { personnel } = value
  if (typeof personnel !== 'object' || personnel === null) return null
  if (!('low' in personnel) || !('high' in personnel)) return null
  return { low: boundOf(personnel.low), high: boundOf(personnel.high), unit: 'person' }
}

function boundOf(bound: unknown): number | null {
  return typeof bound === 'number' ? bound : null
}
