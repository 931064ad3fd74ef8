import { z } from 'zod'

import {
  type Answer,
  answerSchema,
  type Context,
  defineAccount,
  figureSchema,
  type Row,
  rowSchema,
  askingOf,
} from '#desk-kit'
import type { Asking, Figure } from '#register'

import { closeOf, closeOn, type DayClose, type RowClose } from './closes.ts'
import { readCounts } from './counts.ts'
import { worstOf } from './differences.ts'
import { type LedgerLine, ledgerOn } from './ledger-lines.ts'

/** A contributor's strength on a day: how it was computed, what was reported, and why the two differ. */
export interface LedgerRow extends Row {
  /** Null where nothing of the sort is on record. */
  readonly previous: Figure | null
  readonly arrivals: Figure | null
  readonly departures: Figure | null
  readonly changes: Figure | null
  /** Every figure reported for the day, each with computed less reported. */
  readonly reported: readonly Reported[]
  /** The least agreement among the reports; null where nobody reported. */
  readonly state: 'agrees' | 'possible' | 'differs' | null
  /** Statuses whose effect on the strength no rule on record tells. */
  readonly unruled: readonly string[]
  /** What the day's close says of this line; null while nobody has closed the day. */
  readonly close: RowClose | null
}

interface Reported {
  readonly figure: Figure
  readonly difference: Figure
  readonly state: 'agrees' | 'possible' | 'differs'
}

const nullableFigure = figureSchema.nullable()

const ledgerRowSchema: z.ZodType<LedgerRow> = rowSchema.extend({
  previous: nullableFigure,
  arrivals: nullableFigure,
  departures: nullableFigure,
  changes: nullableFigure,
  reported: z.array(
    z.object({
      figure: figureSchema,
      difference: figureSchema,
      state: z.enum(['agrees', 'possible', 'differs']),
    }),
  ),
  state: z.enum(['agrees', 'possible', 'differs']).nullable(),
  unruled: z.array(z.string()),
  close: z
    .object({
      state: z.enum(['proposed', 'closed']),
      claim: z.string(),
      seq: z.int(),
      knownAt: z.string(),
      computed: nullableFigure,
      reasons: z.array(z.object({ reason: z.string(), note: z.string() })),
      changed: z.boolean(),
    })
    .nullable(),
})

/**
 * The strength ledger of the day asked about, the mission first and then each contributor: what the day before
 * left, arrivals, departures and changes of status, beside every figure reported for that day.
 */
export const ledgerAccount = defineAccount<Answer<LedgerRow>>({
  name: 'ledger',
  title: 'forces.ledger-account',
  answer: answerSchema(ledgerRowSchema),
  async run(ctx, at) {
    const lines = await readLedger(ctx, at)
    const close = await closeOn(ctx, at)
    const rows = lines.map((line) => rowOf(line, close))
    return {
      ...askingOf(at),
      rows,
      total: rows[0]?.figure ?? null,
    }
  },
})

/** The lines of the ledger of the day asked about. */
export async function readLedger(ctx: Context, at: Asking): Promise<readonly LedgerLine[]> {
  return ledgerOn(at.validOn, await readCounts(ctx, at))
}

function rowOf(line: LedgerLine, close: DayClose | null): LedgerRow {
  const { contributor, computed, previous, arrivals, departures, changes } = line
  return {
    subject: contributor === null ? 'ledger' : `ledger-${contributor.toLowerCase()}`,
    party: contributor,
    figure: computed,
    title: null,
    previous: orNull(previous),
    arrivals: orNull(arrivals),
    departures: orNull(departures),
    changes: orNull(changes),
    reported: line.reported.map(({ personnel, difference, state, basis }) => ({
      figure: settled(personnel, [basis]),
      difference: settled(difference, [...computed.basis, basis]),
      state,
    })),
    state: worstOf(line.reported),
    unruled: line.unruled,
    close: closeOf(line, close),
  }
}

function settled(
  { low, high, unit }: Pick<Figure, 'low' | 'high' | 'unit'>,
  basis: Figure['basis'],
): Figure {
  return { low, high, unit, disputed: false, unquantified: 0, basis }
}

function orNull(figure: Figure): Figure | null {
  return figure.basis.length === 0 ? null : figure
}
