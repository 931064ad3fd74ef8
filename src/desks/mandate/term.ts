import { z } from 'zod'

import {
  type Answer,
  answerSchema,
  defineAccount,
  figureSchema,
  figuresBySubject,
  type Row,
  rowSchema,
  askingOf,
} from '#desk-kit'
import { type Day, daysBetween, type Edtf, parseEdtf, type Quantity, unknown } from '#kit'
import { decisionsInForce, type Figure, type StandingClaim } from '#register'

import { term } from './kinds.ts'
import { readWarnings, warningFigure, type Warnings } from './warnings.ts'

const STATES = ['not-begun', 'running', 'ran-out', 'unknown'] as const

/** How long an authorisation still runs: days left, negative where it has run out. */
export interface TermRow extends Row {
  /** The instrument that the figure rests on, as its source names it. */
  readonly instrument: string | null
  readonly from: string | null
  readonly until: string | null
  readonly state: (typeof STATES)[number]
  /** The warning that has been reached before it runs out, and the rule behind it. */
  readonly warning: Figure | null
}

const termRowSchema: z.ZodType<TermRow> = rowSchema.extend({
  instrument: z.string().nullable(),
  from: z.string().nullable(),
  until: z.string().nullable(),
  state: z.enum(STATES),
  warning: figureSchema.nullable(),
})

/**
 * Each authorisation with the days left to its end on the day asked about. The legal instrument
 * goes before what the press says of it (docs/GLOSSARY.md, authority).
 */
export const termAccount = defineAccount<Answer<TermRow>>({
  name: 'term',
  title: 'mandate.term-account',
  answer: answerSchema(termRowSchema),
  async run(ctx, at) {
    const subjects = await figuresBySubject(ctx, at, {
      kind: term.name,
      unit: 'day',
      quantityOf: ({ value }) => daysLeft(term.read(value).until, at.validOn),
    })
    const decisions = await decisionsInForce(ctx.db, ctx.mission, at)
    const { terms } = await readWarnings(ctx, at, decisions)
    const rows = subjects.map(({ row, claims }) => ({
      ...row,
      ...warned(termOf(row, claims, at.validOn), row.figure, terms),
    }))
    return { ...askingOf(at), rows, total: null }
  },
})

/** The days from a day to the end of a term; a range where its end is imprecise, unknown where it has none. */
export function daysLeft(until: string | null, validOn: Day): Quantity {
  const end = until === null ? undefined : parseEdtf(until)
  const [earliest, latest] = [end?.from.earliest ?? null, end?.to.latest ?? null]
  if (earliest === null || latest === null) return unknown('day')
  return { low: daysBetween(validOn, earliest), high: daysBetween(validOn, latest), unit: 'day' }
}

function termOf(
  row: Row,
  claims: readonly StandingClaim[],
  validOn: Day,
): Omit<TermRow, keyof Row | 'warning'> {
  const chosen = row.figure.basis.find((basis) => basis.chosen)
  const claim = claims.find(({ id }) => id === chosen?.claim)
  if (claim === undefined) return { instrument: null, from: null, until: null, state: 'unknown' }
  const { instrument, from, until } = term.read(claim.value)
  return { instrument, from, until, state: stateOn(validOn, { from, until }) }
}

/** Only of what still runs is anybody warned. */
function warned(
  running: Omit<TermRow, keyof Row | 'warning'>,
  days: Figure,
  warnings: Warnings | null,
): Omit<TermRow, keyof Row> {
  return {
    ...running,
    warning: running.state === 'running' ? warningFigure(warnings, days) : null,
  }
}

function stateOn(
  validOn: Day,
  { from, until }: { from: string | null; until: string | null },
): TermRow['state'] {
  const begins = boundsOf(from)
  const ends = boundsOf(until)
  if (begins?.from.earliest != null && validOn < begins.from.earliest) return 'not-begun'
  if (ends?.to.latest == null) return 'unknown'
  return validOn > ends.to.latest ? 'ran-out' : 'running'
}

function boundsOf(edtf: string | null): Edtf | null {
  return edtf === null ? null : parseEdtf(edtf)
}
