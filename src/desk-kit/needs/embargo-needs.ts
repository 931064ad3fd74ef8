import { can, dayOfInstant } from '#kit'
import { type Asking, type Embargoed, listLiftable, type ShownProposal } from '#register'

import type { Context } from '../context.ts'
import type { Need } from './need.ts'
import { targetsOf } from './proposal-needs.ts'
import { titlesOf } from './titles.ts'

/** Embargoes whose time has come, for those who may propose the release; one that is proposed waits no more. */
export async function embargoNeeds(
  ctx: Context,
  waiting: readonly ShownProposal[],
  at: Asking,
): Promise<readonly Need[]> {
  const proposed = new Set(
    waiting
      .filter(({ type }) => type === 'release')
      .flatMap((proposal) => [...targetsOf(proposal)]),
  )
  const due = await listLiftable(ctx.db, ctx.mission, { at, now: ctx.clock.now() })
  const open = due.filter((entry) => !proposed.has(entry.id) && mayPropose(ctx, entry))
  const titleOf = await titlesOf(
    ctx,
    open.map(({ id }) => id),
    at,
  )
  return open.map(({ id, notBefore, desk }) => ({
    key: `lift/${id}`,
    sort: 'need.lift',
    title: titleOf(id),
    party: null,
    since: notBefore,
    due: dayOfInstant(notBefore),
    path: `release?entry=${id}`,
    proposal: null,
    desk,
  }))
}

function mayPropose({ actor, mission, clock }: Context, { desk, audience }: Embargoed): boolean {
  const object = { mission, desk, ...audience, notBefore: null, recordedBy: null }
  return can(actor, 'propose', object, clock.now()).may
}
