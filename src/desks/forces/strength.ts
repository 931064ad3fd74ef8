import { z } from 'zod'

import {
  type Answer,
  answerSchema,
  type Context,
  defineAccount,
  figuresBySubject,
  type Row,
  rowSchema,
  type SubjectFigure,
} from '#desk-kit'
import { type Day, groupBy, parseEdtf } from '#kit'
import { addUpFigures } from '#register'
import type { Asking, Figure } from '#register'

import { movement, strength } from './kinds.ts'

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
    const total = whole.length > 0 ? whole : moved
    return {
      validOn: at.validOn,
      knownAt: at.knownAt,
      recordAt: at.recordAt,
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
    quantityOf: ({ value }) => strength.value.parse(value).personnel,
  })
  return subjects.flatMap(({ row, claims }): StrengthRow[] => {
    const [first] = claims
    if (first === undefined) return []
    const { on, contributor } = strength.value.parse(first.value)
    return latestDay(on) > at.validOn && firstDay(on) > at.validOn
      ? []
      : [{ ...row, party: contributor, from: 'reports', asAt: on }]
  })
}

async function latestReports(ctx: Context, at: Asking): Promise<readonly StrengthRow[]> {
  const byContributor = groupBy(await reportedStrengths(ctx, at), ({ party }) => party)
  return [...byContributor.values()].flatMap((rows) => {
    const latest = rows.map(({ asAt }) => latestDay(asAt ?? '')).reduce((a, b) => (a > b ? a : b))
    return rows.filter(({ asAt }) => latestDay(asAt ?? '') === latest)
  })
}

async function movedByContributor(ctx: Context, at: Asking): Promise<readonly StrengthRow[]> {
  const subjects = await figuresBySubject(ctx, at, {
    kind: movement.name,
    unit: 'person',
    quantityOf: ({ value }) => movement.value.parse(value).personnel,
  })
  const moves = subjects.flatMap((subject) => moveOf(subject, at.validOn))
  return [...groupBy(moves, ({ contributor }) => contributor)]
    .sort(byKey)
    .map(([party, ofParty]) => ({
      subject: `movements-${party.toLowerCase()}`,
      party,
      figure: netOf(ofParty),
      title: null,
      from: 'movements' as const,
      asAt: ofParty.map(({ on }) => on).reduce((a, b) => (latestDay(a) > latestDay(b) ? a : b)),
    }))
}

interface Move {
  readonly contributor: string
  readonly direction: 'arrival' | 'departure' | 'rotation'
  readonly on: string
  readonly figure: Figure
}

function moveOf({ row, claims }: SubjectFigure, validOn: Day): readonly Move[] {
  const basis = row.figure.basis.find(({ chosen }) => chosen)?.claim
  const claim = claims.find(({ id }) => id === basis) ?? claims[0]
  if (claim === undefined) return []
  const { contributor, direction, on } = movement.value.parse(claim.value)
  const day = on ?? claim.valid
  return firstDay(day) > validOn ? [] : [{ contributor, direction, on: day, figure: row.figure }]
}

/** Arrivals less departures by interval arithmetic; a rotation changes nobody's number. */
function netOf(moves: readonly Move[]): Figure {
  const sum = (direction: Move['direction']) =>
    addUpFigures(
      moves.filter((move) => move.direction === direction).map(({ figure }) => figure),
      'person',
    )
  const [arrived, departed] = [sum('arrival'), sum('departure')]
  const less = (from: number | null, off: number | null) =>
    from === null ? null : Math.max(0, from - (off ?? 0))
  return {
    ...arrived,
    low: less(arrived.low, departed.high ?? departed.low),
    high: less(arrived.high, departed.low),
    disputed: arrived.disputed || departed.disputed,
    unquantified: arrived.unquantified + departed.unquantified,
    basis: [...arrived.basis, ...departed.basis],
  }
}

function firstDay(edtf: string): Day {
  return edtf === '' ? '' : (parseEdtf(edtf).from.earliest ?? '')
}

function latestDay(edtf: string): Day {
  return edtf === '' ? '' : (parseEdtf(edtf).to.latest ?? parseEdtf(edtf).from.earliest ?? '')
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1
}
