import type { Context } from '#desk-kit'
import { type Asking, AUTHORITIES, listAllSaid, type StoredClaim } from '#register'

import { boundsOf, type DayBounds, eitherOf } from './cadence.ts'
import { term } from './kinds.ts'

/** From when until when an instrument authorises something, as the strongest source says; also of a term long replaced. */
export interface SaidTerm {
  /** `S/RES/2699 (2023)`. */
  readonly instrument: string
  /** The authorisation that the term is of. */
  readonly subject: string
  readonly from: string | null
  readonly until: string | null
  readonly end: DayBounds | null
  readonly claims: readonly StoredClaim[]
}

/** The term of each instrument that names one, from what had been said and had begun by then. */
export async function saidTerms(ctx: Context, at: Asking): Promise<readonly SaidTerm[]> {
  const byNumber = new Map<string, StoredClaim[]>()
  for (const claim of await allSaid(ctx, at)) {
    const { instrument } = term.read(claim.value)
    if (instrument === null || claim.modality === 'denied') continue
    byNumber.set(instrument, [...(byNumber.get(instrument) ?? []), claim])
  }
  return [...byNumber].map(([instrument, claims]) => termOf(instrument, claims))
}

async function allSaid(ctx: Context, at: Asking): Promise<readonly StoredClaim[]> {
  const filter = { kinds: [term.name], document: null, order: 'begun' } as const
  return listAllSaid(ctx.db, ctx.mission, filter, at)
}

function termOf(instrument: string, claims: readonly StoredClaim[]): SaidTerm {
  const best = Math.min(...claims.map(rankOf))
  const strongest = latestOfEach(claims.filter((claim) => rankOf(claim) === best))
  const values = strongest.map(({ value }) => term.read(value))
  const [first] = strongest
  return {
    instrument,
    subject: first?.subject ?? '',
    from: values.find(({ from }) => from !== null)?.from ?? null,
    until: values.find(({ until }) => until !== null)?.until ?? null,
    end: values
      .flatMap(({ until }) => (until === null ? [] : [boundsOf(until)]))
      .reduce<DayBounds | null>((hull, end) => (hull === null ? end : eitherOf(hull, end)), null),
    claims: strongest,
  }
}

/** Whoever speaks twice of one term means what they said last. */
function latestOfEach(claims: readonly StoredClaim[]): readonly StoredClaim[] {
  return claims.filter(
    (claim) =>
      !claims.some((other) => other.assertedBy === claim.assertedBy && other.saidAt > claim.saidAt),
  )
}

function rankOf({ authority }: StoredClaim): number {
  return AUTHORITIES.indexOf(authority)
}
