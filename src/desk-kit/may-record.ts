import { type Action, can, type Guarded } from '#kit'
import { RefusedError } from '#platform'
import { audienceOf, deskOf, type Draft, findProposals, type WaitingProposal } from '#register'

import type { Context } from './desk.ts'

/** Refuses entries that whoever sends them may not put on record; decided by `can()` as everywhere. */
export async function checkMayRecord(ctx: Context, drafts: readonly Draft[]): Promise<void> {
  const answered = drafts.flatMap((draft) => (draft.type === 'approval' ? [draft.proposal] : []))
  const proposals = await findProposals(ctx.db, ctx.mission, answered)
  for (const draft of drafts) {
    for (const { action, object } of asked(ctx, draft, proposals)) {
      const verdict = can(ctx.actor, action, object, ctx.clock.now())
      if (!verdict.may) throw new RefusedError('forbidden', verdict.code, verdict.reason)
    }
  }
}

interface Asked {
  readonly action: Action
  readonly object: Guarded
}

/** What sending a draft amounts to: recording it, and for a proposal or an answer that as well. */
function asked(
  ctx: Context,
  draft: Draft,
  proposals: ReadonlyMap<string, WaitingProposal>,
): readonly Asked[] {
  const object = newEntry(ctx, draft)
  switch (draft.type) {
    case 'decision':
    case 'release':
    case 'erasure':
      return [{ action: 'propose', object: { ...object, recordedBy: ctx.actor.id } }]
    case 'approval':
      return [
        { action: 'approve', object: proposed(ctx, proposals.get(draft.proposal), draft.proposal) },
      ]
    case 'party':
    case 'subject':
    case 'document':
    case 'claim':
    case 'assessment':
    case 'relation':
      return [{ action: 'record', object }]
  }
}

function newEntry({ mission, actor }: Context, draft: Draft): Guarded {
  const { release, compartment } = audienceOf(draft.handling)
  const desk = draft.type === 'claim' || draft.type === 'decision' ? deskOf(draft.kind) : null
  const notBefore = draft.handling.embargo?.notBefore ?? null
  return { mission, desk, release, compartment, notBefore, recordedBy: actor.id }
}

function proposed({ mission }: Context, found: WaitingProposal | undefined, id: string): Guarded {
  if (found === undefined) {
    throw new RefusedError(
      'not_found',
      'register.proposal_unknown',
      `No entry ${id} waits for approval; look at what waits, or follow a link.`,
    )
  }
  const { desk, audience, proposer } = found
  return {
    mission,
    desk: desk === '' ? null : desk,
    ...audience,
    notBefore: null,
    recordedBy: proposer,
  }
}
