import type { Context } from '#desk-kit'
import { type Ground, groundOf } from '#desk-kit'
import { decidedOn, type Asking, type Decision, type Figure, inForce } from '#register'

import { choose } from './choose.ts'
import { warningRule } from './duty-kinds.ts'

/** How many days before a date the desk warns, the earliest warning first, and who laid that down. */
export interface Warnings {
  readonly days: readonly number[]
  readonly basis: readonly Ground[]
}

/** The rules on warnings in force; null where none is on record, and then nobody is warned. */
export async function readWarnings(
  ctx: Context,
  at: Asking,
  decisions: readonly Decision[],
): Promise<{ readonly obligations: Warnings | null; readonly terms: Warnings | null }> {
  const claims = await inForce(ctx.db, ctx.mission, [warningRule.name], at)
  const about = (what: 'obligations' | 'terms') =>
    claims.filter(({ value }) => warningRule.read(value).about === what)
  const read = (rules: typeof claims): Warnings | null => {
    const subject = rules[0]?.subject ?? ''
    const { chosen } = choose(rules, decidedOn(decisions, { kind: warningRule.name, subject }))
    const days = chosen.flatMap(({ value }) =>
      warningRule.read(value).warnings.flatMap(({ before }) => before.low ?? []),
    )
    if (days.length === 0) return null
    return {
      days: [...new Set(days)].toSorted((a, b) => b - a),
      basis: chosen.map((claim) => groundOf(claim, 'chosen')),
    }
  }
  return { obligations: read(about('obligations')), terms: read(about('terms')) }
}

/** The last warning that is due so many days before a date; null before the first of them. */
export function warningReached(warnings: Warnings | null, daysLeft: number | null): number | null {
  if (warnings === null || daysLeft === null) return null
  return warnings.days.toReversed().find((before) => daysLeft <= before) ?? null
}

/** The warning that has been reached as a figure that rests on its rule; null before the first of them. */
export function warningFigure(warnings: Warnings | null, days: Figure | null): Figure | null {
  const before = warningReached(warnings, days?.low ?? null)
  if (before === null || warnings === null) return null
  return {
    low: before,
    high: before,
    unit: 'day',
    disputed: false,
    unquantified: 0,
    basis: warnings.basis.map((said) => ({ ...said, low: before, high: before })),
  }
}
