import { z } from 'zod'

import {
  type Answer,
  answerSchema,
  type Context,
  defineAccount,
  figuresBySubject,
  type Row,
  rowSchema,
  askingOf,
} from '#desk-kit'
import { groupBy } from '#kit'
import { addUpFigures } from '#register'
import type { Asking } from '#register'

import { readCounts } from './counts.ts'
import { strength } from './kinds.ts'
import { computedOn, contributorsBy, countsOf } from './ledger-lines.ts'
import { firstDay, lastDay } from './movements.ts'

/** How many people were present: one line as reported, one as the movements add up. */
export interface StrengthRow extends Row {
  readonly from: 'reports' | 'movements'
  /** The day reported on; for movements the latest one counted. */
  readonly asAt: string | null
}

const strengthRowSchema: z.ZodType<StrengthRow> = rowSchema.extend({
  from: z.enum(['reports', 'movements']),
  asAt: z.string().nullable(),
})

/**
 * Strength by contributor on a day, from the latest reports and, beside them, from arrivals less
 * departures; the two are never mixed. The total is what is reported of the whole mission.
 */
export const strengthAccount = defineAccount<Answer<StrengthRow>>({
  name: 'strength',
  title: 'forces.strength-account',
  answer: answerSchema(strengthRowSchema),
  async run(ctx, at) {
    const reports = await latestReports(ctx, at)
    const moved = await movedByContributor(ctx, at)
    const whole = reports.filter(({ party }) => party === null)
    const rows = [...reports.filter(({ party }) => party !== null), ...moved]
    const total = whole.length > 0 ? whole.slice(0, 1) : moved
    return {
      ...askingOf(at),
      rows: [...whole, ...rows],
      total:
        total.length === 0
          ? null
          : addUpFigures(
              total.map(({ figure }) => figure),
              'person',
            ),
    }
  },
})

/** Every strength ever reported up to the day asked about, by contributor (null: the mission) and day. */
export async function reportedStrengths(ctx: Context, at: Asking): Promise<readonly StrengthRow[]> {
  const subjects = await figuresBySubject(ctx, at, {
    kind: strength.name,
    unit: 'person',
    quantityOf: ({ value }) => strength.read(value).personnel,
  })
  return subjects.flatMap(({ row, claims }): StrengthRow[] => {
    const [first] = claims
    if (first === undefined) return []
    const { on, contributor } = strength.read(first.value)
    return lastDay(on) > at.validOn && firstDay(on) > at.validOn
      ? []
      : [{ ...row, party: contributor, from: 'reports', asAt: on }]
  })
}

async function latestReports(ctx: Context, at: Asking): Promise<readonly StrengthRow[]> {
  const byContributor = groupBy(await reportedStrengths(ctx, at), ({ party }) => party)
  return [...byContributor.values()].flatMap((rows) => {
    const latest = rows.map(({ asAt }) => lastDay(asAt ?? '')).reduce((a, b) => (a > b ? a : b))
    return rows.filter(({ asAt }) => lastDay(asAt ?? '') === latest)
  })
}

async function movedByContributor(ctx: Context, at: Asking): Promise<readonly StrengthRow[]> {
  const counts = await readCounts(ctx, at)
  return contributorsBy(at.validOn, counts).flatMap((party) => {
    const own = countsOf(party, counts)
    const counted = [...own.moves, ...own.changes].filter(({ first }) => first <= at.validOn)
    if (counted.length === 0) return []
    return {
      subject: `movements-${party.toLowerCase()}`,
      party,
      figure: computedOn(at.validOn, own),
      title: null,
      from: 'movements' as const,
      asAt: counted.reduce((a, b) => (a.last > b.last ? a : b)).on,
    }
  })
}
