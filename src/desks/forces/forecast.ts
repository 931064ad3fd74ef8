import { z } from 'zod'

import {
  type Answer,
  answerSchema,
  defineAccount,
  figureSchema,
  type Row,
  rowSchema,
  askingOf,
} from '#desk-kit'
import { type Day, difference, addMonths } from '#kit'
import { addUpFigures, type Figure } from '#register'

import { announcedAccount, MONTHS_AHEAD } from './announced.ts'
import { arrivingBy } from './arriving.ts'
import { readCounts } from './counts.ts'
import { lessDepartures } from './movements.ts'
import { ceilingOn, computedOfAll, monthEnds, readCeilings } from './strength-over-time.ts'
import { readTourRules, toursIn, type TourRow } from './tours.ts'

/** The strength that is left at a month's end when tours end as the rules say and nobody is replaced. */
export interface ForecastRow extends Row {
  readonly day: Day
  /** Whose tours end by then; null where nobody's do. */
  readonly leaving: Figure | null
  /** The size planned or authorised; null where none is on record. */
  readonly ceiling: Figure | null
  /** How many are missing from the ceiling; null where there is none. */
  readonly gap: Figure | null
  /** What is announced beside what is on record as happened; null where nobody is announced by then. */
  readonly announced: WithAnnounced | null
}

/** What the forecast would be with those who are announced. */
export interface WithAnnounced {
  readonly arriving: Figure
  readonly strength: Figure
  readonly gap: Figure | null
}

const nullable = figureSchema.nullable()
const forecastRowSchema: z.ZodType<ForecastRow> = rowSchema.extend({
  day: z.string(),
  leaving: nullable,
  ceiling: nullable,
  gap: nullable,
  announced: z.object({ arriving: figureSchema, strength: figureSchema, gap: nullable }).nullable(),
})

/**
 * What the strength comes to month by month from the day asked about on, and the gap to the ceiling; who is only
 * announced stands beside it.
 */
export const forecastAccount = defineAccount<Answer<ForecastRow>>({
  name: 'forecast',
  title: 'forces.forecast-account',
  answer: answerSchema(forecastRowSchema),
  async run(ctx, at) {
    const counts = await readCounts(ctx, at)
    const present = computedOfAll(at.validOn, counts)
    // Before anybody is on record as there nothing is left to look ahead from; who is announced is listed apart.
    if (present === null) return { ...askingOf(at), rows: [], total: null }
    const rules = await readTourRules(ctx, at)
    const tours = toursIn(counts, { rules, day: at.validOn })
    const ceilings = await readCeilings(ctx, at)
    const announced = {
      rows: (await announcedAccount.run(ctx, at)).rows,
      counts,
      rules,
      today: at.validOn,
    }
    const days = [...new Set([at.validOn, ...monthEnds(at.validOn, endOf(at.validOn))])]
    const rows = days.map((day) => {
      const leaving = leavingBy(day, { tours, today: at.validOn })
      const figure = leaving === null ? present : lessDepartures(present, leaving)
      const arriving = arrivingBy(day, announced)
      const ceiling = ceilingOn(ceilings, day)
      return {
        subject: `forecast-${day}`,
        party: null,
        title: null,
        figure,
        day,
        leaving,
        ceiling,
        gap: ceiling === null ? null : gapOf(ceiling, figure),
        announced: arriving === null ? null : withAnnounced(figure, { arriving, ceiling }),
      }
    })
    return { ...askingOf(at), rows, total: null }
  },
})

/**
 * Whose tours end after today and by the day: all of those whose latest end has come, and from none to all of those
 * whose earliest has. Who has stayed beyond the end of a tour may leave any day.
 */
export function leavingBy(
  day: Day,
  { tours, today }: { readonly tours: readonly TourRow[]; readonly today: Day },
): Figure | null {
  const leaving = tours.flatMap(({ ends, figure }) => {
    if (day === today || ends === null || ends.from > day) return []
    const isSure = ends.until <= day && ends.until >= today
    return isSure
      ? [figure]
      : [{ ...figure, low: figure.high === null && figure.low === null ? null : 0 }]
  })
  return leaving.length === 0 ? null : addUpFigures(leaving, 'person')
}

function endOf(day: Day): Day {
  return addMonths(day, MONTHS_AHEAD)
}

function withAnnounced(
  left: Figure,
  { arriving, ceiling }: { readonly arriving: Figure; readonly ceiling: Figure | null },
): WithAnnounced {
  const strength = addUpFigures([left, arriving], 'person')
  return { arriving, strength, gap: ceiling === null ? null : gapOf(ceiling, strength) }
}

function gapOf(ceiling: Figure, strength: Figure): Figure {
  return {
    ...difference(ceiling, strength),
    disputed: ceiling.disputed || strength.disputed,
    unquantified: 0,
    basis: [...ceiling.basis, ...strength.basis],
  }
}
