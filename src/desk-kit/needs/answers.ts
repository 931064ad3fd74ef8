import { derivedId, type Instant } from '#kit'
import { RefusedError } from '#platform'
import { findProposals } from '#register'

import type { Context } from '../context.ts'

/** One answer to several proposals. */
export interface Answering {
  /** UUIDv7, made by whoever sends it; sent twice, it comes to the same entries. */
  readonly id: string
  readonly proposals: readonly string[]
  readonly verdict: string
  readonly by: string
  readonly saidAt: Instant
  readonly reason: string
}

/** The approvals that one answer to several proposals comes to; each is as open as what it answers. */
export async function answersTogether(
  { db, mission }: Context,
  { id, proposals, ...answer }: Answering,
): Promise<readonly object[]> {
  const known = await findProposals(db, mission, proposals)
  const missing = proposals.find((proposal) => !known.has(proposal))
  if (missing !== undefined) {
    throw new RefusedError(
      'not_found',
      'needs.proposal_unknown',
      `No entry ${missing} waits for approval; nothing was answered. Look at what waits, and send the others again.`,
    )
  }
  return [...known.values()].map((proposal) => ({
    ...answer,
    type: 'approval',
    id: derivedId(id, proposal.id),
    proposal: proposal.id,
    handling: { ...proposal.audience, embargo: null },
  }))
}
