import type { Asking, ShownProposal } from '#register'

import type { Context } from '../context.ts'
import type { Need } from './need.ts'
import { titlesOf } from './titles.ts'

/** Proposals as what waits for a second person. */
export async function proposalNeeds(
  ctx: Context,
  proposals: readonly ShownProposal[],
  at: Asking,
): Promise<readonly Need[]> {
  const titleOf = await titlesOf(
    ctx,
    proposals.flatMap((proposal) => targetsOf(proposal)),
    at,
  )
  return proposals.map((proposal) => ({
    key: `answer/${proposal.id}`,
    sort: `need.answer.${sortOf(proposal)}`,
    title: targetsOf(proposal)
      .map((id) => titleOf(id))
      .filter((title, place, all) => all.indexOf(title) === place)
      .join('; '),
    party: textIn(proposal, 'by'),
    since: proposal.recordedAt,
    due: null,
    path: `waiting/${proposal.id}`,
    proposal: proposal.id,
    desk: proposal.desk === '' ? null : proposal.desk,
  }))
}

/** The entries that a proposal is about: what is chosen, released or erased. */
export function targetsOf({ said }: ShownProposal): readonly string[] {
  const content = said.parts['content'] ?? {}
  return [content['claims'], content['targets']].flatMap((list: unknown) =>
    Array.isArray(list) ? list.flatMap((one: unknown) => idIn(one)) : [],
  )
}

function idIn(target: unknown): readonly string[] {
  const id =
    typeof target === 'object' && target !== null && 'entry' in target ? target.entry : target
  return typeof id === 'string' ? [id] : []
}

function sortOf({ type }: ShownProposal): 'decision' | 'release' | 'erasure' {
  return type === 'release' || type === 'erasure' ? type : 'decision'
}

function textIn({ said }: ShownProposal, name: string): string | null {
  const value = said.parts['content']?.[name]
  return typeof value === 'string' ? value : null
}
