import { z } from 'zod'

import { AUTHORITIES, type StandingClaim } from '#register'

/** A claim that a statement rests on, or that says otherwise: what a footnote needs to know of it. */
export interface Said {
  readonly claim: string
  readonly assertedBy: string
  readonly reportedBy: string | null
  readonly chosen: boolean
}

/** A claim behind a statement, as an account answers it. */
export const saidSchema = z.object({
  claim: z.string(),
  assertedBy: z.string(),
  reportedBy: z.string().nullable(),
  chosen: z.boolean(),
})

/** Rival claims with those that stand first: what an officer decided, else the strongest class of authority. */
export interface Chosen {
  readonly chosen: readonly StandingClaim[]
  readonly others: readonly StandingClaim[]
  /** Whether somebody at least as strong denies it. */
  readonly denied: boolean
}

/** Chooses among rival claims on one subject as figures do (docs/GLOSSARY.md, authority). */
export function choose(
  claims: readonly StandingClaim[],
  decided: readonly string[] | null,
): Chosen {
  const affirmed = claims.filter(({ modality }) => modality !== 'denied')
  const picked = affirmed.filter(({ id }) => decided?.includes(id) === true)
  const best = Math.min(...affirmed.map(rankOf))
  const chosen = picked.length > 0 ? picked : affirmed.filter((claim) => rankOf(claim) === best)
  return {
    chosen,
    others: claims.filter((claim) => !chosen.includes(claim)),
    denied:
      picked.length === 0 &&
      claims.some((claim) => claim.modality === 'denied' && rankOf(claim) <= best),
  }
}

/** A claim as a statement names it. */
export function saidBy(
  claim: Pick<StandingClaim, 'id' | 'assertedBy' | 'reportedBy'>,
  as: 'chosen' | 'rival',
): Said {
  return {
    claim: claim.id,
    assertedBy: claim.assertedBy,
    reportedBy: claim.reportedBy,
    chosen: as === 'chosen',
  }
}

/** A claim behind a statement that gives no number, as footnotes take it. */
export function asBasis(said: Said): Said & { readonly low: null; readonly high: null } {
  return { ...said, low: null, high: null }
}

function rankOf({ authority }: StandingClaim): number {
  return AUTHORITIES.indexOf(authority)
}
