import { can, PUBLIC } from '#kit'
import { type Asking, listWaiting } from '#register'

import type { Context } from '../context.ts'
import type { Desk } from '../desk.ts'
import { answerableAmong } from '../may-record.ts'
import { embargoNeeds } from './embargo-needs.ts'
import { inOrder, type Need } from './need.ts'
import { proposalNeeds } from './proposal-needs.ts'

/**
 * All that waits for whoever asks and that they may do, across the desks: what desks say is due, proposals of
 * others that they may answer, embargoes that they may propose to lift.
 */
export async function listNeeds(
  ctx: Context,
  desks: readonly Desk[],
  at: Asking,
): Promise<readonly Need[]> {
  // Nothing waits for nobody in particular, who is not even told what was proposed.
  if (ctx.actor.id === PUBLIC.id) return []
  const waiting = await listWaiting(ctx.db, ctx.mission, at)
  const answerable = await answerableAmong(
    ctx,
    waiting.map(({ id }) => id),
  )
  const duties = (await dutiesOf(ctx, desks, at)).filter(
    ({ proposal }) => proposal === null || answerable.has(proposal),
  )
  const told = new Set(duties.map(({ proposal }) => proposal))
  const others = waiting.filter(({ id }) => answerable.has(id) && !told.has(id))
  return inOrder([
    ...duties,
    ...(await proposalNeeds(ctx, others, at)),
    ...(await embargoNeeds(ctx, waiting, at)),
  ])
}

/** Each desk says what waits there; a desk at which somebody does nothing has no duties for them. */
async function dutiesOf(
  ctx: Context,
  desks: readonly Desk[],
  at: Asking,
): Promise<readonly Need[]> {
  const lists = await Promise.all(
    desks
      .filter(({ name }) => worksAt(ctx, name))
      .map(async ({ name, duties }) =>
        (duties === undefined ? [] : await duties(ctx, at)).map((duty) => ({
          ...duty,
          desk: name,
        })),
      ),
  )
  return lists.flat()
}

function worksAt({ actor, mission, clock }: Context, desk: string): boolean {
  const object = { mission, desk, release: 'restricted', compartment: null } as const
  return (['record', 'propose'] as const).some(
    (action) =>
      can(actor, action, { ...object, notBefore: null, recordedBy: null }, clock.now()).may,
  )
}
