import type { Child } from 'hono/jsx'

import { comparisonOf } from '#desk-kit'
import type { Card } from '#desk-kit'
import { countBegun, findContested } from '#register'

import type { Site, Visit } from '../site.ts'

/** How a mission stands at the asking, as the front page tells it. */
export interface MissionState {
  /** What the desks put first: how long the mission is authorised. */
  readonly lead: readonly Child[]
  readonly figures: readonly Child[]
  readonly claims: number
  readonly contested: number
  /** When the last entry came onto the record; null on a record without entries. */
  readonly lastEntry: string | null
}

/** As many headline figures as a mission's card has room for. */
const FIGURES = 2

/** Reads how a mission stands; one question after the other, since the embedded engine has one connection. */
export async function readState(visit: Visit, site: Site): Promise<MissionState> {
  const { ctx, at } = visit
  const begun = await countBegun(ctx.db, ctx.mission, at)
  const contested = await findContested(ctx.db, ctx.mission, at, comparisonOf(site.kinds))
  return {
    lead: await cardsAt(visit, site, 'lead'),
    figures: await cardsAt(visit, site, 'figure'),
    claims: begun.reduce((sum, { claims }) => sum + claims, 0),
    contested: contested.length,
    lastEntry: at.recordAt.seq === 0 ? null : at.recordAt.at,
  }
}

async function cardsAt(
  { ctx, at, reader }: Visit,
  { desks }: Site,
  place: Card['place'],
): Promise<readonly Child[]> {
  const cards = desks
    .flatMap((desk) => desk.cards)
    .filter((card) => card.place === place)
    .toSorted((a, b) => a.order - b.order)
  const drawn: Child[] = []
  for (const card of cards) {
    const child = await card.show(ctx, at, reader)
    if (child !== null && child !== undefined) drawn.push(child)
    if (drawn.length === FIGURES) break
  }
  return drawn
}
