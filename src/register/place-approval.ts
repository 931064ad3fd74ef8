import { type Instant, secondOf } from '#kit'
import { RefusedError } from '#platform'

import { type Batch, laneKeyOf } from './batch.ts'
import type { ApprovalDraft, Proposal } from './entry.ts'
import {
  type Audience,
  checkTime,
  isAsOpenAs,
  laterOf,
  openingRow,
  ownLaneOf,
  reaches,
} from './handling.ts'
import type { KnownProposal, StoredOpening, Target } from './known-proposals.ts'
import { livingClaims } from './lane-history.ts'
import { placeClaim as placeInLane, redrawLane } from './lane-state.ts'
import { livesOf } from './lives.ts'
import { checkParty } from './place-claim.ts'
import { erase, placeErasure } from './place-erasure.ts'
import { getEntry, getHistory, getLane, isEnding, takeEffect } from './place-relation.ts'
import { redactedWordsOf } from './search-words.ts'

/** Where and when something takes effect. */
export interface Place {
  readonly seq: number
  readonly recordedAt: Instant
}

/** Notes that something waits for a second person; who proposed it is held by the database. */
export function placeProposal(
  batch: Batch,
  draft: Proposal,
  { seq, actor }: { seq: number; actor: string },
): void {
  batch.rows.add('proposal', [seq, draft.type, actor])
  if (draft.type === 'decision') return
  if (draft.type === 'erasure') return placeErasure(batch, draft, seq)
  checkParty(batch, draft.by)
  for (const id of draft.targets) getEntry(batch, id, seq)
}

/** Writes a second person's answer; a release or an erasure that is approved takes effect here. */
export function placeApproval(
  batch: Batch,
  { draft, actor }: { draft: ApprovalDraft; actor: string },
  place: Place,
): void {
  checkParty(batch, draft.by)
  const proposal = proposalOf(batch, draft)
  checkFourEyes(draft, proposal, actor)
  const { seq } = place
  batch.rows.add('approval', [
    seq,
    proposal.seq,
    proposal.actor,
    actor,
    draft.verdict,
    secondOf(draft.saidAt),
  ])
  proposal.verdict = draft.verdict
  if (draft.verdict === 'refused') return
  erase(batch, proposal, seq)
  if (proposal.release === null) return
  const opened = new Set(proposal.targets.map(({ entry }) => entry.seq))
  for (const target of proposal.targets) {
    openTarget(batch, { target, release: proposal.release, opened }, place)
  }
}

function proposalOf({ proposals }: Batch, { proposal: id }: ApprovalDraft): KnownProposal {
  const proposal = proposals.get(id)
  if (proposal !== undefined) return proposal
  throw new RefusedError(
    'incorrect',
    'register.proposal_unknown',
    `Entry ${id} is nothing that waits for approval; name a decision, a release or an erasure that is on record.`,
  )
}

/** Nobody approves what they entered (DESIGN §6); the database refuses it too. */
function checkFourEyes({ proposal: id }: ApprovalDraft, proposal: KnownProposal, actor: string) {
  if (proposal.verdict !== null) {
    throw new RefusedError(
      'conflict',
      'register.answered',
      `Entry ${id} was ${proposal.verdict} already; propose it anew to have it answered again.`,
    )
  }
  if (proposal.actor !== actor) return
  throw new RefusedError(
    'forbidden',
    'access.four_eyes',
    'Nobody approves what they entered; ask another approver.',
  )
}

interface Opened {
  readonly target: Target
  readonly release: NonNullable<KnownProposal['release']>
  /** The places of everything that is opened along with it. */
  readonly opened: ReadonlySet<number>
}

function openTarget(batch: Batch, { target, release, opened }: Opened, place: Place): void {
  const { entry, openings } = target
  checkHeld(batch, entry)
  const audience: Audience = { release: release.to, compartment: release.compartment }
  const notBefore = openings.reduce<Instant | null>(
    (latest, one) => laterOf(latest, one.notBefore),
    null,
  )
  checkTime(`Entry ${entry.id}`, audience.release, { notBefore, now: place.recordedAt })
  checkRestsOn(batch, target, { audience, opened })
  const gone = openings.filter((one) => !isAsOpenAs(audience, one.audience))
  checkOneWay(entry, gone, audience)
  for (const { seq, fromSeq } of gone) batch.rows.remove('opening', [seq, fromSeq])
  if (gone.length > 0) batch.rows.add('recalled', [entry.seq, place.seq])
  batch.rows.add(
    'opening',
    openingRow({
      seq: entry.seq,
      fromSeq: place.seq,
      since: Math.min(place.seq, ...gone.map(({ since }) => since)),
      audience,
      desk: openings[0]?.desk ?? '',
      actor: gone.find(({ actor }) => actor !== null)?.actor ?? null,
      withheld: release.withheld,
      notBefore,
      approval: place.seq,
    }),
  )
  follow(batch, target, { release, audience, seq: place.seq })
}

/** What is erased goes nowhere any more. */
function checkHeld({ erased }: Batch, { id, seq }: Target['entry']): void {
  const gone = erased.get(seq)
  if (gone === undefined || !(gone.parts.has('statement') || gone.parts.has('content'))) return
  throw new RefusedError(
    'conflict',
    'register.erased',
    `What entry ${id} said was erased by entry ${gone.approval}; leave it out of the release.`,
  )
}

/**
 * An audience becomes larger or smaller, never both at once: where it becomes smaller, whoever is left goes on
 * seeing the entry at every earlier state, and nobody else may come to see it there.
 */
function checkOneWay(
  { id }: Target['entry'],
  gone: readonly StoredOpening[],
  audience: Audience,
): void {
  if (gone.every((one) => isAsOpenAs(one.audience, audience))) return
  throw new RefusedError(
    'conflict',
    'register.two_ways',
    `Entry ${id} would be closed to some and opened to others at once; release it to those first who are to keep seeing it, and then to the others.`,
  )
}

/** What depends on who sees an entry: its lane, the relation that waited for it, the words it is found by. */
function follow(
  batch: Batch,
  { entry, said, relation }: Target,
  { release, audience, seq }: { release: Opened['release']; audience: Audience; seq: number },
): void {
  const openTo = [audience]
  batch.entries.set(entry.id, { ...entry, openTo })
  if (entry.type === 'claim') moveClaim(batch, entry.id, seq)
  if (relation !== null && isEnding(relation.relation) && entry.relation === null) {
    const ended = getEntry(batch, relation.to, seq)
    if (ended.openTo.every((one) => reaches(openTo, one))) {
      takeEffect(batch, relation, { seq: entry.seq, fromSeq: seq })
    }
  }
  const words = release.withheld.length === 0 ? null : redactedWordsOf(said)
  if (words !== null) batch.rows.add('search', [entry.seq, words, seq])
}

/** An entry never goes further than what it rests on. */
function checkRestsOn(
  batch: Batch,
  { entry, pointsAt, relation }: Target,
  { audience, opened }: { audience: Audience; opened: ReadonlySet<number> },
): void {
  const named = relation === null ? [] : [relation.to, relation.from ?? relation.to]
  const rests = [...pointsAt, ...named.map((id) => getEntry(batch, id, entry.seq))]
  const hidden = rests.find(({ seq, openTo }) => !opened.has(seq) && !reaches(openTo, audience))
  if (hidden === undefined) return
  throw new RefusedError(
    'conflict',
    'register.less_open',
    `Entry ${entry.id} rests on entry ${hidden.id}, which is not open to "${audience.release}"; release that one first, or with it.`,
  )
}

/** A claim whose audience changes leaves the lane it shared, so that it neither cuts nor is cut unseen. */
function moveClaim(batch: Batch, id: string, seq: number): void {
  const claim = getEntry(batch, id, seq)
  const own = ownLaneOf(claim.seq)
  if (claim.apart === own.apart) return
  const history = getHistory(batch, claim)
  const { state } = getLane(batch, claim)
  const facts = history.claims.get(claim.seq)
  if (facts === undefined) throw new Error(`claim ${id} is not in its lane`)
  history.claims.delete(claim.seq)
  redrawLane(state, livingClaims(history), seq, batch.rows)
  const moved = { ...claim, apart: own.apart }
  const endings = history.endings.get(claim.seq) ?? new Map()
  const lane = {
    state: { ...own, kindId: state.kindId, boxes: [] },
    history: {
      claims: new Map([[claim.seq, facts]]),
      endings: new Map([[claim.seq, endings]]),
    },
  }
  batch.rows.add('lane', [
    own.lane,
    state.kindId,
    subjectOf(batch, claim.subject),
    claim.asserter,
    own.apart,
    claim.seq,
  ])
  batch.entries.set(id, moved)
  batch.lanes.set(laneKeyOf(moved), lane)
  const lives = livesOf(facts.said, [...endings.values()])
  placeInLane(lane.state, { ...facts, lives }, seq, batch.rows)
}

function subjectOf({ subjects }: Batch, slug: string | null): number {
  const subject = slug === null ? undefined : subjects.get(slug)
  if (subject === undefined) throw new Error(`the subject ${slug ?? ''} was not read`)
  return subject.seq
}
