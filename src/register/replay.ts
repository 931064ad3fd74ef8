import { RELEASES } from '#kit'
import { RefusedError } from '#platform'

import { type Batch, knownEntryOf } from './batch.ts'
import type { Draft, RelationDraft, ReleaseDraft } from './entry.ts'
import type { ErasureDraft } from './erasure-draft.ts'
import type { Audience } from './handling.ts'
import { doomedOf, type Erasing } from './known-erasures.ts'
import type { KnownProposal, StoredOpening, Target } from './known-proposals.ts'
import { writeOpenBoxes } from './lane-state.ts'
import type { LastPlace } from './lookup.ts'
import { memorySink, type MemorySink } from './memory-rows.ts'
import { placeSaid } from './place-entry.ts'
import { withNames } from './remains.ts'
import { losesWords, wordsOfRest } from './what-is-left.ts'
import { draftIn, keepingIn, type WholeEntry } from './whole-entry.ts'

/** Draws all that is derived anew, in memory, from the entries alone. */
export interface Replay {
  /** Takes the next entry; the sentence of why it cannot be placed, where what it rests on is gone. */
  place(entry: WholeEntry): string | null
  /** Every derived row, once all entries are taken. */
  end(): MemorySink
}

/** Starts from an empty record; the numbers of kinds are the database's own. */
export function openReplay(
  head: LastPlace,
  { mission, kinds }: Pick<Batch, 'mission' | 'kinds'>,
): Replay {
  const sink = memorySink()
  const said = new Map<string, WholeEntry>()
  const batch: Replaying = {
    mission,
    head,
    rows: sink,
    kinds,
    entries: new Map(),
    parties: new Set(),
    subjects: new Map(),
    documents: new Map(),
    lanes: new Map(),
    histories: new Map(),
    proposals: new Map(),
    partySeqs: new Map(),
    erased: new Map(),
    namers: new Map(),
  }
  const names = new Map<number, string>()
  return {
    place(entry) {
      const told = draftIn(entry)
      if (told === null) return null
      const draft = withNames(told, names)
      noteName(names, draft, entry.seq)
      said.set(entry.id, entry)
      batch.entries.set(entry.id, knownEntryOf(draft, entry.seq))
      if (draft.type === 'approval') noteProposal(batch, draft.proposal, { said, sink, names })
      return refusalOf(() => placeSaid(batch, { draft, keeping: keepingIn(entry) }, entry))
    },
    end() {
      for (const { state } of batch.lanes.values()) writeOpenBoxes(state, sink)
      placeWordsLeft(sink, [...said.values()])
      return sink
    },
  }
}

/** What was erased is not found any more; what is left of an entry is found by the words it still says. */
function placeWordsLeft(sink: MemorySink, entries: readonly WholeEntry[]): void {
  const lastOf = new Map<number, number>()
  const gone = new Map<number, Set<string>>()
  for (const [target, part, , approval] of sink.rowsOf('erased')) {
    const seq = Number(target)
    if (!losesWords(String(part))) continue
    lastOf.set(seq, Number(approval))
    gone.set(seq, new Set([...(gone.get(seq) ?? []), String(part)]))
  }
  for (const entry of entries) {
    const last = lastOf.get(entry.seq)
    if (last === undefined) continue
    sink.dropWords(entry.seq, last)
    const words = wordsOfRest(entry, gone.get(entry.seq) ?? new Set())
    if (words !== null) sink.add('search', [entry.seq, words, last])
  }
}

function refusalOf(place: () => void): string | null {
  try {
    place()
    return null
  } catch (error) {
    if (error instanceof RefusedError) return error.message
    throw error
  }
}

/** What a subject or party is called, for what names it by its place. */
function noteName(names: Map<number, string>, draft: Draft, seq: number): void {
  if (draft.type === 'subject') names.set(seq, draft.subject)
  if (draft.type === 'party') names.set(seq, draft.code)
}

/** A batch whose rows stay in memory. */
type Replaying = Batch & { readonly rows: MemorySink }

interface Memory {
  readonly names: ReadonlyMap<number, string>
  readonly said: ReadonlyMap<string, WholeEntry>
  readonly sink: MemorySink
}

/** What an approval answers, as the entries before it left it. */
function noteProposal(batch: Replaying, id: string, memory: Memory): void {
  const entry = memory.said.get(id)
  const known = batch.entries.get(id)
  if (entry === undefined || known === undefined || batch.proposals.has(id)) return
  const draft = draftIn(entry)
  const release = draft?.type === 'release' ? draft : null
  batch.proposals.set(id, {
    seq: known.seq,
    actor: keepingIn(entry).actor,
    verdict: null,
    release,
    targets: release === null ? [] : targetsOf(batch, release, memory),
    erasing: draft?.type === 'erasure' ? erasingOf(batch, draft, known.seq) : null,
  } satisfies KnownProposal)
}

/** What an erasure named when it was proposed. */
function erasingOf(
  { rows, entries, erased }: Replaying,
  draft: ErasureDraft,
  seq: number,
): Erasing {
  const named = rows
    .rowsOf('erasure')
    .filter((row) => row[0] === seq)
    .map(([, target, part]) => ({ target: Number(target), part: String(part) }))
  const doomed = draft.targets.flatMap(({ entry: id }) => {
    const entry = entries.get(id)
    return entry === undefined ? [] : [doomedOf(entry, named, erased.get(entry.seq))]
  })
  return { legalBasis: draft.legalBasis, doomed, wholes: [] }
}

function targetsOf(
  batch: Batch,
  release: ReleaseDraft,
  { said, sink, names }: Memory,
): readonly Target[] {
  const named = release.targets
  const seqs = new Set(named.flatMap((id) => batch.entries.get(id)?.seq ?? []))
  const along = sink.endingsOf(seqs)
  const fresh = [...batch.entries.values()].filter(
    ({ id, seq }) => along.has(seq) && !named.includes(id),
  )
  return [...named, ...fresh.map(({ id }) => id)].flatMap((id) => {
    const [entry, whole] = [batch.entries.get(id), said.get(id)]
    if (entry === undefined || whole === undefined) return []
    const told = draftIn(whole)
    const draft = told === null ? null : withNames(told, names)
    const relation: RelationDraft | null = draft?.type === 'relation' ? draft : null
    const derived = sink.hasRelation(entry.seq) ? entry : { ...entry, relation: null, target: null }
    return [
      {
        entry: derived,
        openings: sink.openingsOf(entry.seq).map(storedOpening),
        pointsAt: [],
        said: { ...whole, gone: null },
        relation,
      },
    ]
  })
}

function storedOpening(row: readonly (string | number | null)[]): StoredOpening {
  const [seq, fromSeq, since, release, compartment, desk, actor, , notBefore] = row
  const audience: Audience = {
    release: RELEASES[Number(release)] ?? 'confidential',
    compartment: compartment === 'medical' || compartment === 'conduct' ? compartment : null,
  }
  return {
    seq: Number(seq),
    fromSeq: Number(fromSeq),
    since: Number(since),
    audience,
    desk: String(desk),
    actor: actor === null || actor === undefined ? null : String(actor),
    notBefore: notBefore === null || notBefore === undefined ? null : String(notBefore),
  }
}
