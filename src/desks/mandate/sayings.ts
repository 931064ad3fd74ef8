import { z } from 'zod'

import { type Ground, groundOf, groundSchema } from '#desk-kit'
import { decidedOn, type Decision, type StandingClaim } from '#register'

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

/** Where rivals are chosen among. */
export interface About {
  readonly kind: string
  readonly subject: string
  readonly decisions: readonly Decision[]
}

/** Every version of a field with who says it, what stands first before its rivals; whoever leaves it out is no rival. */
export function sayingsOf(
  statements: readonly { readonly claim: StandingClaim; readonly says: Statement }[],
  { kind, subject, decisions }: About,
): readonly Saying[] {
  const speaking = statements.flatMap(({ claim, says }) =>
    partsOf(says).map((one) => ({ claim, says: one })),
  )
  const claims = [...new Set(speaking.map(({ claim }) => claim))]
  const { chosen } = choose(claims, decidedOn(decisions, { kind, subject }))
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
