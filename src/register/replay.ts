import { RELEASES } from '#kit'

import { type Batch, knownEntryOf } from './batch.ts'
import type { RelationDraft, ReleaseDraft } from './entry.ts'
import type { Audience } from './handling.ts'
import type { KnownProposal, StoredOpening, Target } from './known-proposals.ts'
import { writeOpenBoxes } from './lane-state.ts'
import type { LastPlace } from './lookup.ts'
import { memorySink, type MemorySink } from './memory-rows.ts'
import { placeSaid } from './place-entry.ts'
import { draftIn, keepingIn, type WholeEntry } from './whole-entry.ts'

/** Draws all that is derived anew, in memory, from the entries alone. */
export interface Replay {
  /** Takes the next entry. */
  place(entry: WholeEntry): void
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
  const batch: Batch = {
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
  }
  return {
    place(entry) {
      const draft = draftIn(entry)
      if (draft === null) return
      said.set(entry.id, entry)
      batch.entries.set(entry.id, knownEntryOf(draft, entry.seq))
      if (draft.type === 'approval') noteProposal(batch, draft.proposal, { said, sink })
      placeSaid(batch, { draft, keeping: keepingIn(entry) }, entry)
    },
    end() {
      for (const { state } of batch.lanes.values()) writeOpenBoxes(state, sink)
      return sink
    },
  }
}

interface Memory {
  readonly said: ReadonlyMap<string, WholeEntry>
  readonly sink: MemorySink
}

/** What an approval answers, as the entries before it left it. */
function noteProposal(batch: Batch, id: string, memory: Memory): void {
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
  } satisfies KnownProposal)
}

function targetsOf(batch: Batch, release: ReleaseDraft, { said, sink }: Memory): readonly Target[] {
  const named = release.targets
  const seqs = new Set(named.flatMap((id) => batch.entries.get(id)?.seq ?? []))
  const along = sink.endingsOf(seqs)
  const fresh = [...batch.entries.values()].filter(
    ({ id, seq }) => along.has(seq) && !named.includes(id),
  )
  return [...named, ...fresh.map(({ id }) => id)].flatMap((id) => {
    const [entry, whole] = [batch.entries.get(id), said.get(id)]
    if (entry === undefined || whole === undefined) return []
    const draft = draftIn(whole)
    const relation: RelationDraft | null = draft?.type === 'relation' ? draft : null
    const derived = sink.hasRelation(entry.seq) ? entry : { ...entry, relation: null, target: null }
    return [
      {
        entry: derived,
        openings: sink.openingsOf(entry.seq).map(storedOpening),
        pointsAt: [],
        said: whole,
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
