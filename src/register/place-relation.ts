import { secondOf } from '#kit'
import { RefusedError } from '#platform'

import { type Batch, type BatchLane, laneKeyOf } from './batch.ts'
import type { RelationDraft, RelationName } from './entry.ts'
import { type Audience, audienceOf, reaches } from './handling.ts'
import { endingOf, type LaneHistory, livingClaims, noteEnding } from './lane-history.ts'
import { redrawLane } from './lane-state.ts'
import type { KnownEntry } from './lookup.ts'
import { checkParty } from './place-claim.ts'

/** The relations after which a claim no longer counts. */
const ENDINGS: ReadonlySet<RelationName> = new Set(['corrects', 'supersedes', 'withdraws'])

/** Whether a relation takes a claim back. */
export function isEnding(relation: RelationName): boolean {
  return ENDINGS.has(relation)
}

/**
 * Writes a relation's derived row and redraws the lane of a claim that it ends or gives back. What takes
 * something back counts for everybody at once: not before it is as open as what it takes back.
 */
export function placeRelation(batch: Batch, draft: RelationDraft, seq: number): void {
  checkParty(batch, draft.by)
  const ends = endsOf(batch, draft, seq)
  const openTo = [audienceOf(draft.handling)]
  checkAudience(ends, openTo)
  const { target } = ends
  if (isEnding(draft.relation)) {
    if (target.type === 'claim') checkSpeaker(draft, target)
    checkCounts(target)
    if (!target.openTo.every((audience) => reaches(openTo, audience))) {
      return noteName(batch, draft, 'waits')
    }
  }
  takeEffect(batch, draft, { seq, fromSeq: seq })
}

/** Lets a relation count from a place on: from its own, or from where it became as open as it must be. */
export function takeEffect(
  batch: Batch,
  draft: RelationDraft,
  { seq, fromSeq }: { seq: number; fromSeq: number },
): void {
  const { source, target } = endsOf(batch, draft, fromSeq)
  const said = secondOf(draft.saidAt)
  noteName(batch, draft, 'counts')
  batch.rows.add('relation', [
    seq,
    draft.relation,
    source?.seq ?? null,
    target.seq,
    draft.whose,
    said,
    fromSeq,
  ])
  batch.rows.noteSaid(said)
  if (!isEnding(draft.relation)) return
  if (target.type === 'claim') {
    checkSpeaker(draft, target)
    endClaim(
      batch,
      {
        claim: target,
        relation: seq,
        ending: endingOf({ whose: draft.whose, said, undone: null, undone_whose: null }),
      },
      fromSeq,
    )
  }
  if (target.type === 'relation' && target.relation !== null && isEnding(target.relation)) {
    undoEnding(batch, draft, target, fromSeq)
  }
}

/** A relation that waits for its release is none yet to those that are placed after it. */
function noteName(
  { entries }: Batch,
  { id, relation, to }: RelationDraft,
  state: 'counts' | 'waits',
): void {
  const entry = entries.get(id)
  if (entry === undefined) return
  const said = state === 'counts' ? { relation, target: to } : { relation: null, target: null }
  entries.set(id, { ...entry, ...said })
}

/** What does not count yet cannot be taken back either: nobody could say from when on. */
function checkCounts({ id, type, relation }: KnownEntry): void {
  if (type !== 'relation' || relation !== null) return
  throw new RefusedError(
    'conflict',
    'register.relation_waits',
    `Relation ${id} does not count yet: it is less open than what it takes back, and waits for its release. Take it back when it is released.`,
  )
}

interface Ends {
  readonly source: KnownEntry | null
  readonly target: KnownEntry
}

function endsOf(batch: Batch, draft: RelationDraft, before: number): Ends {
  const target = getEntry(batch, draft.to, before)
  const source = draft.from === null ? null : getEntry(batch, draft.from, before)
  checkEnds(draft, source, target)
  return { source, target }
}

/** Whoever sees a relation must be able to see both its ends. */
function checkAudience({ source, target }: Ends, openTo: readonly Audience[]): void {
  const hidden = [target, ...(source === null ? [] : [source])].find(
    (end) => !openTo.every((audience) => reaches(end.openTo, audience)),
  )
  if (hidden === undefined) return
  throw refused(
    'register.less_open',
    `Entry ${hidden.id} is not open to everybody who would see this relation; release it first, or keep the relation as close.`,
  )
}

/** The entry that another names; refused where it is not on record before. */
export function getEntry({ entries }: Batch, id: string, before: number): KnownEntry {
  const entry = entries.get(id)
  if (entry !== undefined && entry.seq < before) return entry
  throw new RefusedError(
    'incorrect',
    'register.entry_unknown',
    `No entry has the id ${id}; name an entry that is on record.`,
  )
}

interface ClaimEnding {
  readonly claim: KnownEntry
  readonly relation: number
  readonly ending: ReturnType<typeof endingOf>
}

function endClaim(batch: Batch, { claim, relation, ending }: ClaimEnding, seq: number): void {
  const history = getHistory(batch, claim)
  noteEnding(history, claim.seq, relation, ending)
  redrawLane(getLane(batch, claim).state, livingClaims(history), seq, batch.rows)
}

function undoEnding(batch: Batch, draft: RelationDraft, ended: KnownEntry, seq: number): void {
  const claim = ended.target === null ? undefined : batch.entries.get(ended.target)
  if (claim?.type !== 'claim') {
    throw refused(
      'register.relation_target',
      'An undoing cannot be undone; record the relation again instead.',
    )
  }
  checkSpeaker(draft, claim)
  const before = getHistory(batch, claim).endings.get(claim.seq)?.get(ended.seq)
  if (before === undefined) throw new Error(`relation ${ended.id} ends nothing`)
  if (before.undone !== null) return
  const undone =
    draft.whose === 'record' ? before.said : Math.max(before.said, secondOf(draft.saidAt))
  endClaim(batch, { claim, relation: ended.seq, ending: { ...before, undone } }, seq)
}

/** The whole history of a claim's lane. */
export function getHistory(batch: Batch, claim: KnownEntry): LaneHistory {
  const history = getLane(batch, claim).history
  if (history === null) throw new Error(`the lane of claim ${claim.id} was not read whole`)
  return history
}

/** The lane that a claim lies in, as the batch knows it. */
export function getLane({ lanes }: Batch, claim: KnownEntry): BatchLane {
  const lane = lanes.get(laneKeyOf(claim))
  if (lane === undefined) throw new Error(`the lane of claim ${claim.id} was not read`)
  return lane
}

function checkEnds(
  { relation }: RelationDraft,
  source: KnownEntry | null,
  target: KnownEntry,
): void {
  const allowed = TARGETS[relation]
  if (!allowed.includes(target.type)) {
    throw refused(
      'register.relation_target',
      `"${relation}" cannot point at a ${target.type}; it takes a ${allowed.join(' or a ')}.`,
    )
  }
  if (source === null && relation !== 'withdraws') {
    throw refused(
      'register.relation_source',
      `"${relation}" links two entries; say which entry it comes from.`,
    )
  }
  if (source !== null && relation !== 'withdraws' && source.type !== target.type) {
    throw refused(
      'register.relation_source',
      `"${relation}" links two entries of one type, not a ${source.type} and a ${target.type}.`,
    )
  }
  if (source?.seq === target.seq) {
    throw refused(
      'register.relation_self',
      `An entry cannot stand in "${relation}" to itself; name two different entries.`,
    )
  }
}

/** Only who said it can take it back; another party's view is a rival claim, never a replacement (docs/GLOSSARY.md, lane). */
function checkSpeaker({ whose, by }: RelationDraft, { asserter }: KnownEntry): void {
  if (whose === 'record' || by === asserter) return
  throw refused(
    'register.relation_speaker',
    `Only ${asserter ?? 'its asserter'} can take this claim back or give it back; record that ${by} contradicts it instead.`,
  )
}

const TARGETS: Readonly<Record<RelationName, readonly string[]>> = {
  corroborates: ['claim'],
  contradicts: ['claim'],
  corrects: ['claim'],
  supersedes: ['claim'],
  withdraws: ['claim', 'relation', 'decision'],
  'same-origin': ['claim', 'document'],
  'same-as': ['subject'],
}

function refused(code: string, sentence: string): RefusedError {
  return new RefusedError('incorrect', code, sentence)
}
