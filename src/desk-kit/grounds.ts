import { z } from 'zod'

import type { Basis } from '#register'

/** A claim that a statement of an account rests on, where the statement is no number: what a footnote needs of it. */
export type Ground = Pick<Basis, 'claim' | 'assertedBy' | 'reportedBy' | 'chosen'>

/** A claim behind a statement, as an account answers it. */
export const groundSchema = z.object({
  claim: z.string(),
  assertedBy: z.string(),
  reportedBy: z.string().nullable(),
  chosen: z.boolean(),
})

/** A claim as a statement names it: it rests on it, or the claim says otherwise. */
export function groundOf(
  claim: { readonly id: string } & Pick<Ground, 'assertedBy' | 'reportedBy'>,
  as: 'chosen' | 'rival',
): Ground {
  return {
    claim: claim.id,
    assertedBy: claim.assertedBy,
    reportedBy: claim.reportedBy,
    chosen: as === 'chosen',
  }
}
