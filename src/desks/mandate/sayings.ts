import { z } from 'zod'

import { type Ground, groundOf, groundSchema } from '#desk-kit'
import type { StandingClaim } from '#register'

import { choose } from './choose.ts'

/** What is said in one field, and by whom; `chosen` is what stands first. */
export interface Saying {
  readonly says: string
  readonly chosen: boolean
  readonly basis: readonly Ground[]
}

/** One version of a field as an account answers it. */
export const sayingSchema = z.object({
  says: z.string(),
  chosen: z.boolean(),
  basis: z.array(groundSchema),
})

/** What a claim says in a field: nothing, one thing or several beside each other. */
export type Statement = string | null | readonly string[]

/**
 * Every version of a field with who says it, what stands first before its rivals; whoever leaves it out is no rival.
 * `decided` are the claims that a decision chose; null where nothing was decided.
 */
export function sayingsOf(
  statements: readonly { readonly claim: StandingClaim; readonly says: Statement }[],
  decided: readonly string[] | null,
): readonly Saying[] {
  const speaking = statements.flatMap(({ claim, says }) =>
    partsOf(says).map((one) => ({ claim, says: one })),
  )
  const claims = [...new Set(speaking.map(({ claim }) => claim))]
  const { chosen } = choose(claims, decided)
  const versions = [...new Set(speaking.map(({ says }) => says))].map((version) => {
    const by = speaking.filter(({ says }) => says === version).map(({ claim }) => claim)
    return {
      says: version,
      chosen: by.some((claim) => chosen.includes(claim)),
      basis: by.map((claim) => groundOf(claim, chosen.includes(claim) ? 'chosen' : 'rival')),
    }
  })
  return versions.toSorted((a, b) => Number(b.chosen) - Number(a.chosen))
}

function partsOf(says: Statement): readonly string[] {
  if (says === null) return []
  return typeof says === 'string' ? [says] : says
}
