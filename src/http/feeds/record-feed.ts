import type { Desk } from '#desk-kit'
import { listArrivals } from '#register'
import type { StoredEntry } from '#register'

import type { Visit } from '../site.ts'

/** An archive holds what came in within so many entries of the record. */
const WINDOW = 100
/** As many as the latest feed shows, unless its newest archive would leave a gap. */
const LATEST = 50

/** Which part of the record a feed tells. */
export interface Told {
  readonly entries: readonly StoredEntry[]
  /** The archive that goes on where this one ends; null where nothing came before. */
  readonly earlier: number | null
}

/**
 * The latest entries: at least all that no archive holds yet, so that whoever follows the archives
 * misses none (RFC 5005 §4).
 */
export async function latestEntries(visit: Visit, desk: Desk | null): Promise<Told> {
  const { ctx, at } = visit
  const kinds = kindsIn(desk)
  const until = at.recordAt.seq
  const archived = windowStart(until)
  const found = await listArrivals(
    ctx.db,
    ctx.mission,
    { kinds, after: 0, until, limit: WINDOW + LATEST },
    at,
  )
  const entries = found.filter(({ arrived }, place) => arrived > archived || place < LATEST)
  const oldest = entries.at(-1)
  if (oldest === undefined) return { entries, earlier: null }
  const isArchived = oldest.arrived <= archived
  return {
    entries,
    earlier: isArchived ? windowOf(oldest.arrived) : await archiveBefore(visit, kinds, archived),
  }
}

/** What came in within one window of the record; null where that window is not full yet. */
export async function archivedEntries(
  visit: Visit,
  desk: Desk | null,
  archive: number,
): Promise<Told | null> {
  const { ctx, at } = visit
  const after = archive * WINDOW
  const until = after + WINDOW
  if (until > at.recordAt.seq) return null
  const kinds = kindsIn(desk)
  const entries = await listArrivals(
    ctx.db,
    ctx.mission,
    { kinds, after, until, limit: WINDOW },
    at,
  )
  return { entries, earlier: await archiveBefore(visit, kinds, after) }
}

/** The window before this place in which something of these kinds came in. */
async function archiveBefore(
  { ctx, at }: Visit,
  kinds: readonly string[] | 'all',
  seq: number,
): Promise<number | null> {
  const asked = { kinds, after: 0, until: seq, limit: 1 }
  const [before] = await listArrivals(ctx.db, ctx.mission, asked, at)
  return before === undefined ? null : windowOf(before.arrived)
}

function kindsIn(desk: Desk | null): readonly string[] | 'all' {
  return desk === null ? 'all' : desk.kinds.map(({ name }) => name)
}

function windowOf(seq: number): number {
  return Math.floor((seq - 1) / WINDOW)
}

/** The last place that an archive holds. */
function windowStart(seq: number): number {
  return Math.floor(seq / WINDOW) * WINDOW
}
