import type { BenchClaim } from './claim-drafts.ts'

/** How claims are sent: so many in one commit, by so many callers at once. */
export interface Way {
  readonly name: string
  readonly batch: number
  readonly callers: number
}

/** One side of a comparison of writing: takes claims in batches, each batch one durable commit. */
export interface Writer {
  readonly name: string
  /** Writes the claims in this way and says how many seconds that took; null where it has no such way. */
  write(claims: readonly BenchClaim[], way: Omit<Way, 'name'>): Promise<number | null>
  close(): Promise<void>
}

/** Deals claims out to callers in turn. */
export function dealOut<Claim>(
  claims: readonly Claim[],
  callers: number,
): readonly (readonly Claim[])[] {
  return Array.from({ length: callers }, (_, caller) =>
    claims.filter((_claim, index) => index % callers === caller),
  )
}
