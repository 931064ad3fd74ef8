import { z } from 'zod'

import { type Ground, groundOf, groundSchema } from '#desk-kit'
import { canonicalJson, groupBy } from '#kit'
import type { StandingClaim } from '#register'

/** One thing that is said, and by which claims. */
export type Said<Value> = Value & {
  readonly modality: StandingClaim['modality']
  readonly reach: StandingClaim['reach']
  readonly basis: readonly Ground[]
}

/** The part of `Said` that is the same for all that is said. */
export const saidSchema = z.object({
  modality: z.enum(['affirmed', 'denied', 'planned', 'estimated']),
  reach: z.enum(['certain', 'possible']),
  basis: z.array(groundSchema),
})

/** Claims that say the same in the same way as one; what differs stands side by side. */
export function saidTogether<Value extends object>(
  claims: readonly StandingClaim[],
  schema: z.ZodType<Value>,
  { decided }: { readonly decided: readonly string[] | null },
): readonly Said<Value>[] {
  const same = groupBy(claims, ({ value, modality }) => canonicalJson({ value, modality }))
  return [...same.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const isCertain = group.some(({ reach }) => reach === 'certain')
    return [
      {
        ...schema.parse(first.value),
        modality: first.modality,
        reach: isCertain ? ('certain' as const) : ('possible' as const),
        basis: group.map((claim) => basisOf(claim, decided)),
      },
    ]
  })
}

/** A claim as the basis of a statement, unless a decision chose others. */
export function basisOf(claim: StandingClaim, decided: readonly string[] | null): Ground {
  return groundOf(claim, decided?.includes(claim.id) === false ? 'rival' : 'chosen')
}
