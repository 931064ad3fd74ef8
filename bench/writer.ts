import type { BenchClaim } from './claim-drafts.ts'

/** One side of a comparison of writing: takes claims in batches, each batch one durable commit. */
export interface Writer {
  readonly name: string
  /** Writes the claims in batches of this size and says how many seconds that took. */
  write(claims: readonly BenchClaim[], batch: number): Promise<number>
  close(): Promise<void>
}
