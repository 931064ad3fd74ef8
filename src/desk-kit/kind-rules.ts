import { RELEASES } from '#kit'
import { type Audience, audienceOf, findRecorded, isAsOpenAs } from '#register'
import type { ClaimDraft, DecisionDraft, Draft, RecordedEntry } from '#register'

import type { Context } from './context.ts'
import type { Kind } from './desk.ts'
import { FaultyInput } from './faulty-input.ts'

type Kinds = ReadonlyMap<string, Kind>

/** Refuses what a rule of a kind forbids: to record wider than it is kept, to release, to decide. */
export async function checkKindRules(
  ctx: Context,
  kinds: Kinds,
  drafts: readonly Draft[],
): Promise<void> {
  for (const draft of drafts) {
    if (draft.type === 'claim') checkKeptTo(kinds.get(draft.kind), draft)
    if (draft.type === 'release') await checkReleaseOf(ctx, kinds, draft)
    if (draft.type === 'decision') await checkDecision(ctx, kinds, { ...draft, step: 'propose' })
    if (draft.type === 'approval' && draft.verdict === 'approved') {
      await checkApproved(ctx, kinds, draft.proposal)
    }
  }
}

/** What a kind keeps close is recorded close: nobody opens it on their own, nor by a slip. */
function checkKeptTo(kind: Kind | undefined, { handling }: ClaimDraft): void {
  const keptTo = kind?.keptTo
  if (keptTo === undefined || isAsOpenAs(keptTo, audienceOf(handling))) return
  const compartment =
    keptTo.compartment === null ? '' : ` in the compartment "${keptTo.compartment}"`
  throw new FaultyInput([
    {
      field: 'handling.release',
      sentence: `"${kind?.name ?? ''}" is recorded as "${keptTo.release}" or closer${compartment}; record it so, and release it afterwards, with a second person.`,
    },
  ])
}

/** An approval is of what its proposal says, so it meets the same rules again, on the day that it is given. */
async function checkApproved(ctx: Context, kinds: Kinds, proposal: string): Promise<void> {
  const [entry] = await findRecorded(ctx.db, ctx.mission, [proposal])
  if (entry?.type === 'release') await checkReleaseOf(ctx, kinds, releaseIn(entry))
  if (entry?.type === 'decision') {
    await checkDecision(ctx, kinds, { ...decisionIn(entry), step: 'approve' })
  }
}

interface Releasing {
  readonly targets: readonly string[]
  readonly to: Audience['release']
  readonly compartment: Audience['compartment']
}

async function checkReleaseOf(
  ctx: Context,
  kinds: Kinds,
  { targets, to, compartment }: Releasing,
): Promise<void> {
  const entries = await findRecorded(ctx.db, ctx.mission, targets)
  for (const entry of entries) {
    const { kind, subject, value } = entry.parts['statement'] ?? {}
    if (typeof kind !== 'string') continue
    const claim = { id: entry.id, kind, subject: String(subject), value }
    await kinds.get(kind)?.checkRelease?.(ctx, claim, { release: to, compartment })
  }
}

type Decided = Pick<DecisionDraft, 'kind' | 'subject' | 'claims'>

async function checkDecision(
  ctx: Context,
  kinds: Kinds,
  { kind, subject, claims, step }: Decided & { readonly step: 'propose' | 'approve' },
): Promise<void> {
  await kinds.get(kind)?.checkDecision?.(ctx, { step, subject, claims })
}

function releaseIn({ parts }: RecordedEntry): Releasing {
  const content = parts['content'] ?? {}
  const to = RELEASES.find((release) => release === content['to']) ?? 'confidential'
  const compartment = content['compartment']
  return {
    targets: textsIn(content['targets']),
    to,
    compartment: compartment === 'medical' || compartment === 'conduct' ? compartment : null,
  }
}

function decisionIn({ parts }: RecordedEntry): Decided {
  const content = parts['content'] ?? {}
  return {
    kind: String(content['kind']),
    subject: String(content['subject']),
    claims: textsIn(content['claims']),
  }
}

function textsIn(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : []
}
