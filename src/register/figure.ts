import { addUp, hull, type Quantity, sameQuantity, unknown } from '#kit'

import { AUTHORITIES, type Basis, type Figure, type StandingClaim } from './entry.ts'

/** What a figure is made from: rival claims about one subject, and the decision between them if one stands. */
export interface Rivals {
  readonly claims: readonly StandingClaim[]
  /** The ids that an officer's decision chose; null where none stands. */
  readonly decided: readonly string[] | null
  readonly unit: string
  /** The amount a claim gives; null where its value has none. */
  quantityOf(claim: StandingClaim): Quantity | null
}

interface Candidate {
  readonly claim: StandingClaim
  readonly quantity: Quantity
}

/**
 * The figure for one subject, which counts once however many speak of it. A decision stands first;
 * then the highest class of authority that gave a number, as a range where equals disagree (docs/GLOSSARY.md, authority).
 */
export function figureOf(rivals: Rivals): Figure {
  const candidates = rivals.claims.map((claim) => ({
    claim,
    quantity: rivals.quantityOf(claim) ?? unknown(rivals.unit),
  }))
  const quantified = candidates.filter(
    ({ quantity }) => quantity.low !== null || quantity.high !== null,
  )
  const affirmed = quantified.filter(({ claim }) => claim.modality !== 'denied')
  const chosen = choose(affirmed, rivals.decided)
  const stands = affirmed.length > 0
  const { low, high } = stands ? widened(chosen, rivals.unit) : { low: null, high: null }
  const isAsserted = candidates.some(({ claim }) => claim.modality !== 'denied')
  return {
    low,
    high,
    unit: rivals.unit,
    disputed: isDisputed(quantified),
    unquantified: isAsserted && !stands ? 1 : 0,
    basis: candidates.map((candidate) => basisOf(candidate, chosen)),
  }
}

/** The sum of figures for different subjects: interval arithmetic, and the basis of all of them. */
export function addUpFigures(figures: readonly Figure[], unit: string): Figure {
  const known = figures.filter(({ low, high }) => low !== null || high !== null)
  const { low, high } =
    known.length === 0
      ? { low: null, high: null }
      : addUp(known.map(({ low: from, high: to }) => ({ low: from, high: to, unit })))
  return {
    low,
    high,
    unit,
    disputed: figures.some(({ disputed }) => disputed),
    unquantified: figures.reduce((count, { unquantified }) => count + unquantified, 0),
    basis: figures.flatMap(({ basis }) => basis),
  }
}

function choose(
  affirmed: readonly Candidate[],
  decided: readonly string[] | null,
): readonly Candidate[] {
  const picked = affirmed.filter(({ claim }) => decided?.includes(claim.id) === true)
  if (picked.length > 0) return picked
  const rank = (candidate: Candidate) => AUTHORITIES.indexOf(candidate.claim.authority)
  const best = Math.min(...affirmed.map(rank))
  return affirmed.filter((candidate) => rank(candidate) === best)
}

/** The hull of what was chosen; where only possible claims speak, nothing may be true of it yet. */
function widened(chosen: readonly Candidate[], unit: string): Pick<Quantity, 'low' | 'high'> {
  const range = chosen.map(({ quantity }) => quantity).reduce(hull)
  const isCertain = chosen.some(({ claim }) => claim.reach === 'certain')
  return isCertain ? range : hull(range, { low: 0, high: 0, unit })
}

/** Two amounts that differ, or an amount that somebody denies. */
function isDisputed(quantified: readonly Candidate[]): boolean {
  const [first, ...others] = quantified
  if (first === undefined) return false
  return (
    others.some(
      ({ claim, quantity }) =>
        !sameQuantity(quantity, first.quantity) || claim.modality === 'denied',
    ) ||
    (first.claim.modality === 'denied' && others.length > 0)
  )
}

function basisOf({ claim, quantity }: Candidate, chosen: readonly Candidate[]): Basis {
  return {
    claim: claim.id,
    assertedBy: claim.assertedBy,
    reportedBy: claim.reportedBy,
    low: quantity.low,
    high: quantity.high,
    chosen: chosen.some((one) => one.claim.id === claim.id),
  }
}
