import { resolveAsking } from '#register'

import type { Dossier } from './dossier.ts'
import { measure } from './manifest.ts'
import type { Measurement } from './manifest.ts'

/** So many measurements are remembered; each is a list of names, sizes and hashes, never of content. */
const KEPT = 32
/** What may be read can change by the passing of time alone, so nothing is remembered for long. */
const FRESH_MS = 60_000

/** Measures downloads; the same download asked for again soon is not measured again. */
export type Measuring = (dossier: Dossier) => Promise<Measurement>

/** Remembers measurements for as long as the record has not grown and a minute has not passed. */
export function makeMeasuring(): Measuring {
  const kept = new Map<string, { readonly until: number; readonly result: Promise<Measurement> }>()
  return async (dossier) => {
    const key = await keyOf(dossier)
    const now = () => Date.parse(dossier.site.clock.now())
    const known = kept.get(key)
    if (known !== undefined && now() <= known.until) return known.result
    const result = measure(dossier)
    kept.delete(key)
    kept.set(key, { until: Infinity, result })
    const [oldest] = kept.keys()
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
    try {
      const measurement = await result
      kept.set(key, { until: now() + FRESH_MS, result })
      return measurement
    } catch (error) {
      kept.delete(key)
      throw error
    }
  }
}

/** Whatever changes what may be read is an entry, so the head's place belongs to the key. */
async function keyOf({ ctx, at }: Dossier): Promise<string> {
  const head = await resolveAsking(ctx, ctx.mission, {})
  const { validOn, knownAt, recordAt } = at
  return [ctx.mission, head.recordAt.seq, validOn, knownAt, recordAt.seq].join(' ')
}
