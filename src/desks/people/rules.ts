import type { Context } from '#desk-kit'
import { hull, type Quantity } from '#kit'
import { type Asking, type Figure, figureOf, inForce } from '#register'

import { type Measure, rule } from './rule-kinds.ts'

const MINUTES: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1440 }

/** The rules on record by what they measure, each in minutes; a measure without a rule is left out. */
export async function readRules(ctx: Context, at: Asking): Promise<ReadonlyMap<Measure, Figure>> {
  const claims = await inForce(ctx.db, ctx.mission, [rule.name], at)
  const measures = new Map(claims.map((claim) => [claim.id, rule.read(claim.value)]))
  const named = new Set([...measures.values()].map(({ measure }) => measure))
  return new Map(
    [...named].map((measure) => {
      const rivals = claims.filter(({ id }) => measures.get(id)?.measure === measure)
      const quantityOf = ({ id }: { readonly id: string }) => inMinutes(measures.get(id)?.within)
      return [measure, figureOf({ claims: rivals, decided: null, unit: 'minute', quantityOf })]
    }),
  )
}

/** A figure in minutes told in hours or days. */
export function toldIn(figure: Figure, unit: 'minute' | 'hour' | 'day'): Figure {
  const told = (minutes: number | null) =>
    minutes === null ? null : minutes / (MINUTES[unit] ?? 1)
  return {
    ...figure,
    unit,
    low: told(figure.low),
    high: told(figure.high),
    basis: figure.basis.map((one) => ({ ...one, low: told(one.low), high: told(one.high) })),
  }
}

/** How much a rule allows at most, in minutes; where rules disagree, the strictest. Null where none gives a limit. */
export function limitOf(figure: Figure | undefined): number | null {
  const limits = (figure?.basis ?? []).filter(({ chosen }) => chosen).map(({ high }) => high)
  return limits.reduce<number | null>(
    (least, one) => (least === null ? one : Math.min(least, one ?? least)),
    null,
  )
}

function inMinutes(within: Quantity | undefined): Quantity | null {
  const factor = MINUTES[within?.unit ?? '']
  if (within === undefined || factor === undefined) return null
  const at = (bound: number | null) => (bound === null ? null : bound * factor)
  return { low: at(within.low), high: at(within.high), unit: 'minute' }
}

/** The least and the most of some amounts of minutes. */
export function spanOf(minutes: readonly number[]): Pick<Quantity, 'low' | 'high'> {
  const amounts = minutes.map((one) => ({ low: one, high: one, unit: 'minute' }))
  const [first, ...others] = amounts
  return first === undefined ? { low: null, high: null } : others.reduce(hull, first)
}
