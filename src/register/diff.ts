import type { Db } from '#platform'

import type { Asking, StandingClaim } from './entry.ts'
import { inForce } from './in-force.ts'

/** What stands at one asking and not at another. */
export interface Difference {
  readonly appeared: readonly StandingClaim[]
  readonly disappeared: readonly StandingClaim[]
  readonly stayed: number
}

/** Compares two askings: two days, two states of knowledge or two states of the record. */
export async function diff(
  db: Db,
  mission: string,
  kinds: readonly string[] | 'all',
  { before, after }: { before: Asking; after: Asking },
): Promise<Difference> {
  const [then, now] = [
    await inForce(db, mission, kinds, before),
    await inForce(db, mission, kinds, after),
  ]
  const [thenIds, nowIds] = [new Set(then.map(({ id }) => id)), new Set(now.map(({ id }) => id))]
  const appeared = now.filter(({ id }) => !thenIds.has(id))
  return {
    appeared,
    disappeared: then.filter(({ id }) => !nowIds.has(id)),
    stayed: now.length - appeared.length,
  }
}
