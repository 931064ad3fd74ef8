import type { Draft, Receipt } from './entry.ts'
import type { ErasedState } from './erasure-parts.ts'
import { apartOf, type Audience, audienceOf } from './handling.ts'
import type { Namer } from './known-erasures.ts'
import type { KnownProposal } from './known-proposals.ts'
import type { LaneHistory } from './lane-history.ts'
import type { LaneState } from './lane-state.ts'
import type { KnownEntry, LastPlace } from './lookup.ts'
import type { RowSink } from './rows.ts'

/** A draft and who sent it. */
export interface Item {
  readonly draft: Draft
  readonly actor: string
  /** How long what tells where somebody is stays restricted, in hours. */
  readonly delayHours: number
}

/** A lane of the batch; its history is there only where one of its claims is taken back or given back. */
export interface BatchLane {
  readonly state: LaneState
  readonly history: LaneHistory | null
}

/** A subject that is on record: where, whether it lies somewhere, and who sees it. */
export interface KnownSubject {
  readonly seq: number
  readonly place: string | null
  readonly openTo: readonly Audience[]
}

/** Everything one batch knows of the record and has changed in it so far. */
export interface Batch {
  readonly mission: string
  readonly head: LastPlace
  readonly rows: RowSink
  readonly kinds: ReadonlyMap<string, number>
  readonly entries: Map<string, KnownEntry>
  readonly parties: Set<string>
  /** Where the parties are that erased entries name. */
  readonly partySeqs: Map<string, number>
  readonly subjects: Map<string, KnownSubject>
  readonly documents: Map<string, number>
  readonly lanes: Map<string, BatchLane>
  /** Lanes by number, with their history, that the batch will redraw. */
  readonly histories: ReadonlyMap<string, LaneHistory>
  /** What the batch's approvals answer. */
  readonly proposals: Map<string, KnownProposal>
  /** What is erased of the entries that the batch would erase or open, by their place. */
  readonly erased: Map<number, ErasedState>
  /** The entries that still name what the batch would erase the name of, by the place of what is named. */
  readonly namers: ReadonlyMap<number, readonly Namer[]>
}

/** The name of a lane within a mission: one asserter about one subject, in one kind of claim, before one audience. */
export function laneKey(lane: {
  kind: string
  subject: string
  assertedBy: string
  apart: string
}): string {
  return `${lane.kind} ${lane.subject} ${lane.assertedBy} ${lane.apart}`
}

/** The lane of a claim that is on record, or will be. */
export function laneKeyOf({
  kind,
  subject,
  asserter,
  apart,
}: Pick<KnownEntry, 'kind' | 'subject' | 'asserter' | 'apart'>): string {
  return laneKey({
    kind: kind ?? '',
    subject: subject ?? '',
    assertedBy: asserter ?? '',
    apart: apart ?? '',
  })
}

/** An entry of the batch as a later entry may name it. */
export function knownEntryOf(draft: Draft, seq: number): KnownEntry {
  const audience = audienceOf(draft.handling)
  const nothing = {
    kind: null,
    subject: null,
    asserter: null,
    apart: null,
    relation: null,
    target: null,
  }
  const base = { id: draft.id, seq, type: draft.type, ...nothing, openTo: [audience] }
  switch (draft.type) {
    case 'claim': {
      const { kind, subject, assertedBy } = draft
      return { ...base, kind, subject, asserter: assertedBy, apart: apartOf(audience) }
    }
    case 'subject':
      return { ...base, subject: draft.subject }
    case 'relation':
      return { ...base, relation: draft.relation, target: draft.to }
    case 'decision':
      return { ...base, kind: draft.kind, subject: draft.subject }
    case 'party':
    case 'document':
    case 'assessment':
    case 'release':
    case 'approval':
    case 'erasure':
      return base
  }
}

/** Where each entry of a batch now rests. */
export function receiptsOf(
  items: readonly Item[],
  head: LastPlace,
  recordedAt: string,
): readonly Receipt[] {
  return items.map(({ draft }, index) => ({
    id: draft.id,
    seq: head.seq + index + 1,
    recordedAt,
    fresh: true,
  }))
}
