import type { Draft, Receipt } from './entry.ts'
import type { LaneHistory } from './lane-history.ts'
import type { LaneState } from './lane-state.ts'
import type { KnownEntry, LastPlace } from './lookup.ts'
import { type Rows } from './rows.ts'

/** A draft and who sent it. */
export interface Item {
  readonly draft: Draft
  readonly actor: string
}

/** A lane of the batch; its history is there only where one of its claims is taken back or given back. */
export interface BatchLane {
  readonly state: LaneState
  readonly history: LaneHistory | null
}

/** Everything one batch knows of the record and has changed in it so far. */
export interface Batch {
  readonly mission: string
  readonly head: LastPlace
  readonly rows: Rows
  readonly kinds: ReadonlyMap<string, number>
  readonly entries: Map<string, KnownEntry>
  readonly parties: Set<string>
  readonly subjects: Map<string, number>
  readonly documents: Map<string, number>
  readonly lanes: Map<string, BatchLane>
  /** Lanes by number, with their history, that the batch will redraw. */
  readonly histories: ReadonlyMap<string, LaneHistory>
}

/** The name of a lane within a mission: one asserter about one subject, in one kind of claim. */
export function laneKey(lane: { kind: string; subject: string; assertedBy: string }): string {
  return `${lane.kind} ${lane.subject} ${lane.assertedBy}`
}

/** An entry of the batch as a later entry may name it. */
export function knownEntryOf(draft: Draft, seq: number): KnownEntry {
  const nothing = { kind: null, subject: null, asserter: null, relation: null, target: null }
  const base = { id: draft.id, seq, type: draft.type, ...nothing }
  switch (draft.type) {
    case 'claim':
      return { ...base, kind: draft.kind, subject: draft.subject, asserter: draft.assertedBy }
    case 'subject':
      return { ...base, subject: draft.subject }
    case 'relation':
      return { ...base, relation: draft.relation, target: draft.to }
    case 'party':
    case 'document':
    case 'assessment':
    case 'decision':
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
