import type { Kind } from '#desk-kit'
import { groupBy } from '#kit'
import { figureOf } from '#register'
import type { Decision, Figure, StandingClaim } from '#register'

/** The figures for one subject and kind: one for each unit that the rivals speak in, none where the kind has no amounts. */
export function figuresOn(
  kind: Kind | undefined,
  claims: readonly StandingClaim[],
  decision: Decision | null,
): readonly Figure[] {
  const amountOf = kind?.quantity ?? null
  if (amountOf === null) return []
  const byUnit = groupBy(claims, ({ value }) => amountOf(value).unit)
  return [...byUnit].map(([unit, rivals]) =>
    figureOf({
      claims: rivals,
      decided: decision?.claims ?? null,
      unit,
      quantityOf: ({ value }) => amountOf(value),
    }),
  )
}
