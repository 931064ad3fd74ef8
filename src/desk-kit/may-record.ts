import { type Action, can, type Guarded, isId, PUBLIC } from '#kit'
import { RefusedError } from '#platform'
import {
  audienceOf,
  deskOf,
  type Draft,
  findOpenings,
  findProposals,
  findRecorded,
  type Opened,
  type WaitingProposal,
} from '#register'

import type { Context } from './context.ts'

/** Refuses entries that whoever sends them may not put on record; decided by `can()` as everywhere. */
export async function checkMayRecord(ctx: Context, drafts: readonly Draft[]): Promise<void> {
  // Whoever has not signed in is told nothing of what they name.
  const [first] = drafts
  if (first !== undefined && ctx.actor.id === PUBLIC.id) {
    checkAsked(ctx, { action: 'record', object: guarded(ctx, openedBy(first), null) })
  }
  const known = await readNamed(ctx, drafts)
  for (const draft of drafts) {
    for (const one of asked(ctx, draft, known)) checkAsked(ctx, one)
  }
}

function checkAsked({ actor, clock }: Context, { action, object }: Asked): void {
  const verdict = can(actor, action, object, clock.now())
  if (!verdict.may) throw new RefusedError('forbidden', verdict.code, verdict.reason)
}

/** Which of these proposals whoever asks may answer; what they do not see, they may not. */
export async function answerableAmong(
  ctx: Context,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const known = await readAnswered(ctx, ids)
  const openings = await findOpenings(ctx.db, ctx.mission, [...known.targets.values()].flat())
  const isTheirs = (id: string) =>
    known.proposals.has(id) &&
    (known.targets.get(id) ?? []).every((target) => openings.has(target)) &&
    answering(ctx, id, { ...known, openings }).every(
      ({ action, object }) => can(ctx.actor, action, object, ctx.clock.now()).may,
    )
  return new Set(ids.filter(isTheirs))
}

interface Asked {
  readonly action: Action
  readonly object: Guarded
}

/** What the drafts name, as far as whoever sends them sees it. */
interface Named {
  readonly proposals: ReadonlyMap<string, WaitingProposal>
  /** The entries that a release or an erasure among the proposals is of. */
  readonly targets: ReadonlyMap<string, readonly string[]>
  readonly openings: ReadonlyMap<string, Opened>
}

async function readNamed(ctx: Context, drafts: readonly Draft[]): Promise<Named> {
  const { proposals, targets } = await readAnswered(
    ctx,
    drafts.flatMap((draft) => (draft.type === 'approval' ? [draft.proposal] : [])),
  )
  const ids = [...drafts.flatMap(idsNamedIn), ...[...targets.values()].flat()]
  const sent = drafts.map((draft) => [draft.id, openedBy(draft)] as const)
  return {
    proposals,
    targets,
    openings: new Map([...sent, ...(await findOpenings(ctx.db, ctx.mission, ids))]),
  }
}

async function readAnswered(
  { db, mission }: Context,
  ids: readonly string[],
): Promise<Omit<Named, 'openings'>> {
  const proposals = await findProposals(db, mission, ids)
  const recorded = await findRecorded(db, mission, ids)
  return {
    proposals,
    targets: new Map(recorded.map(({ id, parts }) => [id, idsIn(parts['content']?.['targets'])])),
  }
}

/** What sending a draft amounts to: recording it, and for a proposal or an answer that as well. */
function asked(ctx: Context, draft: Draft, known: Named): readonly Asked[] {
  const object = guarded(ctx, openedBy(draft), ctx.actor.id)
  const named = idsNamedIn(draft).map((id) => guarded(ctx, getOpened(known, id), null))
  switch (draft.type) {
    case 'decision':
      return [{ action: 'propose', object }]
    case 'release':
    case 'erasure':
      return [object, ...named].map((one) => ({ action: 'propose', object: one }))
    case 'approval':
      return answering(ctx, draft.proposal, known)
    case 'assessment':
    case 'relation':
      // What is said of an entry is the business of the desk that the entry belongs to.
      return [object, ...named.map(({ desk }) => ({ ...object, desk }))].map((one) => ({
        action: 'record',
        object: one,
      }))
    case 'party':
    case 'subject':
    case 'document':
    case 'claim':
      return [{ action: 'record', object }]
  }
}

/** Whoever answers sees what they answer and all that their answer would open or erase. */
function answering(ctx: Context, id: string, known: Named): readonly Asked[] {
  const proposal = getProposal(known, id)
  const objects = [
    guarded(
      ctx,
      { ...proposal, desk: proposal.desk === '' ? null : proposal.desk },
      proposal.proposer,
    ),
    ...(known.targets.get(id) ?? []).map((target) =>
      guarded(ctx, getOpened(known, target), proposal.proposer),
    ),
  ]
  return objects.map((object) => ({ action: 'approve', object }))
}

/** The entries that a draft says something of. */
function idsNamedIn(draft: Draft): readonly string[] {
  switch (draft.type) {
    case 'release':
      return draft.targets
    case 'erasure':
      return draft.targets.map(({ entry }) => entry)
    case 'assessment':
      return [draft.claim]
    case 'relation':
      return draft.from === null ? [draft.to] : [draft.to, draft.from]
    case 'decision':
      return draft.claims
    case 'party':
    case 'subject':
    case 'document':
    case 'claim':
    case 'approval':
      return []
  }
}

function openedBy(draft: Draft): Opened {
  const desk = draft.type === 'claim' || draft.type === 'decision' ? deskOf(draft.kind) : null
  return { desk, audience: audienceOf(draft.handling) }
}

function guarded(
  { mission }: Context,
  { desk, audience }: Opened,
  recordedBy: string | null,
): Guarded {
  return { mission, desk, ...audience, notBefore: null, recordedBy }
}

/** What one may not see is refused in the words in which the register refuses what never was. */
function getOpened({ openings }: Named, id: string): Opened {
  const opened = openings.get(id)
  if (opened !== undefined) return opened
  throw new RefusedError(
    'incorrect',
    'register.entry_unknown',
    `No entry has the id ${id}; name an entry that is on record.`,
  )
}

function getProposal({ proposals }: Named, id: string): WaitingProposal {
  const found = proposals.get(id)
  if (found !== undefined) return found
  throw new RefusedError(
    'not_found',
    'register.proposal_unknown',
    `No entry ${id} waits for approval; look at what waits, or follow a link.`,
  )
}

/** What a proposal on record names: ids, or parts of entries by their ids. */
/** The entries that a release (`[id]`) or an erasure (`[{entry: id}]`) names. */
function idsIn(targets: unknown): readonly string[] {
  if (!Array.isArray(targets)) return []
  return targets.flatMap((one: unknown) => {
    const id = typeof one === 'object' && one !== null && 'entry' in one ? one.entry : one
    return typeof id === 'string' && isId(id) ? [id] : []
  })
}
