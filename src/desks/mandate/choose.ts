import type { Ground } from '#desk-kit'
import { AUTHORITIES, type StandingClaim } from '#register'

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

/** A claim behind a statement that gives no number, as footnotes take it. */
export function asBasis(said: Ground): Ground & { readonly low: null; readonly high: null } {
  return { ...said, low: null, high: null }
}

function rankOf({ authority }: StandingClaim): number {
  return AUTHORITIES.indexOf(authority)
}
