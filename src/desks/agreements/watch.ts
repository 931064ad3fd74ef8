import type { Context } from '#desk-kit'
import { inForce } from '#register'
import type { Asking } from '#register'

import { watch } from './kinds.ts'

/** What a rule of notice is about. */
export type Watched = 'gate-changed' | 'order-ends' | 'agreement-ends' | 'hearing'

/** How many days of notice the rules on record give for each matter, the most first; none where there is no rule. */
export async function readWatches(
  ctx: Context,
  at: Asking,
): Promise<ReadonlyMap<Watched, readonly number[]>> {
  const claims = await inForce(ctx.db, ctx.mission, [watch.name], at)
  const rules = new Map<Watched, readonly number[]>()
  for (const claim of claims) {
    const { matter, days } = watch.read(claim.value)
    const told = days.map(({ low, high }) => high ?? low).filter((count) => count !== null)
    const all = [...(rules.get(matter) ?? []), ...told]
    rules.set(
      matter,
      [...new Set(all)].toSorted((a, b) => b - a),
    )
  }
  return rules
}
