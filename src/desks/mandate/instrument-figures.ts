import type { z } from 'zod'

import { groupBy, type Quantity } from '#kit'
import { decidedOn, type Decision, type Figure, figureOf, type StandingClaim } from '#register'

import { ceiling, vote } from './kinds.ts'
import { type Saying, sayingsOf } from './sayings.ts'

type Votes = z.infer<typeof vote.value>

/** How a vote on an instrument went, side by side with who says so. */
export function votesOn(
  subject: string,
  claims: readonly StandingClaim[],
  decisions: readonly Decision[],
): {
  readonly inFavour: Figure | null
  readonly against: Figure | null
  readonly abstained: Figure | null
  readonly abstaining: readonly Saying[]
} {
  const decided = decidedOn(decisions, { kind: vote.name, subject })
  const count = (field: (votes: Votes) => Quantity) =>
    claims.length === 0
      ? null
      : figureOf({
          claims,
          decided,
          unit: 'vote',
          quantityOf: ({ value }) => field(vote.read(value)),
        })
  return {
    inFavour: count(({ inFavour }) => inFavour),
    against: count(({ against }) => against),
    abstained: count(({ abstained }) => abstained),
    abstaining: sayingsOf(
      claims.map((claim) => ({ claim, says: vote.read(claim.value).abstaining })),
      decided,
    ),
  }
}

/** How large an instrument allows a mission to be, component by component. */
export function ceilingsUnder(
  number: string | null,
  claims: readonly StandingClaim[],
): readonly { readonly component: string; readonly figure: Figure }[] {
  const under = claims
    .map((claim) => ({ claim, ...ceiling.read(claim.value) }))
    .filter(({ instrument }) => instrument !== null && instrument === number)
  return [...groupBy(under, ({ component }) => component)].map(([component, rivals]) => ({
    component,
    figure: figureOf({
      claims: rivals.map(({ claim }) => claim),
      decided: null,
      unit: 'person',
      quantityOf: ({ value }) => ceiling.read(value).personnel,
    }),
  }))
}
