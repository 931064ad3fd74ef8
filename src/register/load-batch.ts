import { groupBy } from '#kit'
import type { Db } from '#platform'
import { RefusedError } from '#platform'

import { type Batch, type Item, knownEntryOf, laneKey, laneKeyOf } from './batch.ts'
import type { ClaimDraft } from './entry.ts'
import { apartOf, audienceOf, audiencesOf } from './handling.ts'
import { idsNamedIn, readProposals } from './known-proposals.ts'
import { emptyHistory, type LaneHistory, readLanes } from './lane-history.ts'
import { doomedIn, loadErasures, namesIn } from './load-erasures.ts'
import {
  type ClaimLookup,
  findEntries,
  findTaken,
  type KnownEntry,
  lookUpClaims,
  numberKinds,
} from './lookup.ts'
import { readOpenBoxes } from './open-boxes.ts'
import { timesOf } from './place-claim.ts'
import { isEnding } from './place-relation.ts'
import { boxOf, type PlacedBox } from './stored-box.ts'

/** Reads all that a batch needs to know of the record as it stands; refused where no such mission is on record. */
export async function loadBatch(
  db: Db,
  { mission, rows }: Pick<Batch, 'mission' | 'rows'>,
  items: readonly Item[],
): Promise<Batch> {
  const drafts = items.map(({ draft }) => draft)
  const claims = drafts.filter((draft) => draft.type === 'claim')
  const found = await lookUpClaims(db, mission, claims.map(questionOf))
  if (found === undefined) {
    throw new RefusedError(
      'not_found',
      'register.mission_unknown',
      `No mission is called "${mission}"; create it first.`,
    )
  }
  const { head, lookups } = found
  const entries = new Map<string, KnownEntry>()
  drafts.forEach((draft, index) => entries.set(draft.id, knownEntryOf(draft, head.seq + index + 1)))
  const batch: Batch = {
    mission,
    head,
    rows,
    kinds: await kindsOf(db, items, lookups, claims),
    entries,
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
  noteLookups(batch, claims, lookups)
  if (claims.length === drafts.length) return batch
  for (const [id, proposal] of await readProposals(
    db,
    head.missionId,
    drafts.flatMap((draft) => (draft.type === 'approval' ? [draft.proposal] : [])),
  ))
    batch.proposals.set(id, proposal)
  await loadNamed(db, batch, items)
  return loadErasures(db, await loadHistories(db, batch, items), items)
}

function questionOf(draft: ClaimDraft) {
  const { kind, subject, assertedBy, reportedBy, document } = draft
  const { from, to } = timesOf(draft).outer
  const apart = apartOf(audienceOf(draft.handling))
  return { kind, subject, assertedBy, apart, reportedBy, document, from, to }
}

async function kindsOf(
  db: Db,
  items: readonly Item[],
  lookups: readonly ClaimLookup[],
  claims: readonly ClaimDraft[],
): Promise<ReadonlyMap<string, number>> {
  const known = new Map<string, number>()
  for (const { i, kind_id } of lookups) {
    const claim = claims[i - 1]
    if (claim !== undefined && kind_id !== null) known.set(claim.kind, kind_id)
  }
  const named = new Set(
    items.flatMap(({ draft }) =>
      draft.type === 'claim' || draft.type === 'decision' ? [draft.kind] : [],
    ),
  )
  return [...named].every((kind) => known.has(kind)) ? known : numberKinds(db, [...named])
}

function noteLookups(
  batch: Batch,
  claims: readonly ClaimDraft[],
  lookups: readonly ClaimLookup[],
): void {
  for (const row of lookups) {
    const claim = claims[row.i - 1]
    if (claim !== undefined) noteNames(batch, claim, row)
  }
  const ofLanes = groupBy(
    lookups.filter(({ lane }) => lane !== null),
    ({ lane }) => lane,
  )
  for (const rows of ofLanes.values()) {
    const [first] = rows
    const claim = first === undefined ? undefined : claims[first.i - 1]
    if (first?.lane == null || first.kind_id === null || claim === undefined) continue
    const apart = apartOf(audienceOf(claim.handling))
    const state = { lane: first.lane, kindId: first.kind_id, apart, boxes: boxesIn(rows) }
    batch.lanes.set(laneKey({ ...claim, apart }), { state, history: null })
  }
}

function noteNames(batch: Batch, claim: ClaimDraft, row: ClaimLookup): void {
  if (row.subject !== null) {
    const { subject: seq, place, open } = row
    batch.subjects.set(claim.subject, { seq, place, openTo: audiencesOf(open) })
  }
  if (row.asserter !== null) batch.parties.add(claim.assertedBy)
  if (row.reporter !== null && claim.reportedBy !== null) batch.parties.add(claim.reportedBy)
  if (row.document !== null && claim.document !== null) {
    batch.documents.set(claim.document, row.document)
  }
}

/** The boxes of one lane, each once however many claims of the batch touch it. */
function boxesIn(rows: readonly ClaimLookup[]): readonly PlacedBox[] {
  const boxes = new Map<string, PlacedBox>()
  for (const row of rows) {
    if (row.claim === null) continue
    const key = [row.claim, row.valid_from, row.said_from, row.seq_from].join(' ')
    boxes.set(key, boxOf(row, row.claim))
  }
  return [...boxes.values()]
}

/** Reads the entries, names and parties that the batch's other entries point at. */
async function loadNamed(db: Db, batch: Batch, items: readonly Item[]): Promise<void> {
  const { missionId } = batch.head
  const targets = [...batch.proposals.values()].flatMap((proposal) => proposal.targets)
  const wholes = [...batch.proposals.values()].flatMap(({ erasing }) => erasing?.wholes ?? [])
  const doomed = doomedIn(batch).map(({ entry }) => entry)
  for (const entry of [...targets.map((target) => target.entry), ...doomed])
    batch.entries.set(entry.id, entry)
  const named = [
    ...items.flatMap(({ draft }) => idsNamedBy(draft)),
    ...targets.flatMap(idsNamedIn),
  ].filter((id) => !batch.entries.has(id))
  for (const entry of await findEntries(db, missionId, [...new Set(named)]))
    batch.entries.set(entry.id, entry)
  const pointedAt = [...batch.entries.values()].flatMap(({ target }) =>
    target === null || batch.entries.has(target) ? [] : [target],
  )
  for (const entry of await findEntries(db, missionId, [...new Set(pointedAt)]))
    batch.entries.set(entry.id, entry)
  const taken = await findTaken(db, missionId, {
    parties: [
      ...items.flatMap(({ draft }) => partiesNamedBy(draft)),
      ...wholes.flatMap((whole) => namesIn(whole)),
    ],
    subjects: [
      ...items.flatMap(({ draft }) =>
        draft.type === 'subject' || draft.type === 'decision' ? [draft.subject] : [],
      ),
      ...targets.flatMap(({ entry }) => entry.subject ?? []),
      ...doomed.flatMap(({ subject }) => subject ?? []),
    ],
  })
  for (const { name, seq, what, place, open } of taken) {
    if (what === 'party') {
      batch.parties.add(name)
      batch.partySeqs.set(name, seq)
    } else batch.subjects.set(name, { seq, place, openTo: audiencesOf(open) })
  }
}

function idsNamedBy(draft: Item['draft']): readonly string[] {
  switch (draft.type) {
    case 'assessment':
      return [draft.claim]
    case 'relation':
      return draft.from === null ? [draft.to] : [draft.from, draft.to]
    case 'decision':
      return draft.claims
    case 'release':
      return draft.targets
    case 'approval':
      return [draft.proposal]
    case 'erasure':
      return draft.targets.map(({ entry }) => entry)
    case 'party':
    case 'subject':
    case 'document':
    case 'claim':
      return []
  }
}

function partiesNamedBy(draft: Item['draft']): readonly string[] {
  switch (draft.type) {
    case 'party':
      return draft.of === null ? [draft.code] : [draft.code, draft.of]
    case 'subject':
      return draft.party === null ? [] : [draft.party]
    case 'assessment':
    case 'relation':
    case 'decision':
    case 'release':
    case 'approval':
    case 'erasure':
      return [draft.by]
    case 'document':
    case 'claim':
      return []
  }
}

/** Reads whole the lanes in which the batch takes a claim back or gives one back. */
async function loadHistories(db: Db, batch: Batch, items: readonly Item[]): Promise<Batch> {
  const targets = [...batch.proposals.values()].flatMap((proposal) => proposal.targets)
  const relations = [
    ...items.map(({ draft }) => draft),
    ...targets.flatMap(({ relation }) => relation ?? []),
  ].filter((draft) => draft.type === 'relation' && isEnding(draft.relation))
  const opened = [...targets, ...doomedIn(batch)].flatMap(({ entry }) =>
    entry.type === 'claim' ? [entry] : [],
  )
  const claims = [...relations.flatMap((relation) => claimsTouchedBy(batch, relation)), ...opened]
  const touched = new Map(claims.map((claim) => [laneKeyOf(claim), claim]))
  const stored = await readOpenBoxes(db, batch.head.missionId, [...touched.values()])
  const histories = await readLanes(
    db,
    batch.head.missionId,
    [...stored.values()].map(({ lane }) => lane),
  )
  const byKey = new Map<string, LaneHistory>()
  for (const key of touched.keys()) {
    const state = stored.get(key)
    const history = (state === undefined ? undefined : histories.get(state.lane)) ?? emptyHistory()
    byKey.set(key, history)
    if (state !== undefined) batch.lanes.set(key, { state, history })
  }
  return { ...batch, histories: byKey }
}

function claimsTouchedBy({ entries }: Batch, relation: Item['draft']): readonly KnownEntry[] {
  if (relation.type !== 'relation') return []
  const target = entries.get(relation.to)
  const claim =
    target?.type === 'relation' && target.target !== null ? entries.get(target.target) : target
  return claim?.type === 'claim' ? [claim] : []
}
