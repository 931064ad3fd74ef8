import { listNeeds } from '#desk-kit'
import type { Actor } from '#kit'
import { resolveAsking } from '#register'

import type { Site, SiteParts } from '../site.ts'

/** As many people and missions as work at once; whoever was counted first is forgotten first. */
const MOST = 500
/** What begins to wait by time alone is counted anew within ten minutes. */
const TEN_MINUTES = 'YYYY-MM-DDTHH:M'.length

/**
 * Counts for the navigation of every page of the office, once for every state of the record. The count tells
 * of no entry, so it is nobody's reading of one; the list behind it is, and is noted as that.
 */
export function openCount({ readers, clock, appender, desks }: SiteParts): Site['countNeeds'] {
  const counted = new Map<string, Promise<number>>()
  const count = async (actor: Actor, mission: string) => {
    const db = await readers.asking(actor, mission, clock.now())
    const at = await resolveAsking({ db, clock }, mission, {})
    const key = JSON.stringify([actor, mission, at.recordAt.seq, clock.now().slice(0, TEN_MINUTES)])
    const known = counted.get(key)
    if (known !== undefined) return known
    const ctx = { db, clock, appender, mission, actor }
    const fresh = listNeeds(ctx, desks, at).then(({ length }) => length)
    keep(counted, key, fresh)
    return fresh
  }
  return count
}

function keep(counted: Map<string, Promise<number>>, key: string, count: Promise<number>): void {
  const [oldest] = counted.keys()
  if (counted.size >= MOST && oldest !== undefined) counted.delete(oldest)
  counted.set(key, count)
  // A fault is told to whoever asked, and asked about again.
  count.catch(() => counted.delete(key))
}
