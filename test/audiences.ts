import {
  type Actor,
  can,
  type Compartment,
  dayNumber,
  groupBy,
  parseEdtf,
  reachOn,
  type Release,
  RELEASES,
  secondOf,
  validTime,
} from '#kit'
import type { ClaimDraft, RelationDraft, ReleaseDraft } from '#register'

import type { Point } from './brute-force.ts'

// The definition of what stands for whom, read entry by entry: the oracle that lanes apart are held to.

interface Audience {
  readonly release: Release
  readonly compartment: Compartment | null
}

/** An entry with all that became of it. */
interface Kept<Draft extends ClaimDraft | RelationDraft = ClaimDraft | RelationDraft> {
  readonly seq: number
  readonly draft: Draft
  /** To whom it is open, and from which place of the record on. */
  readonly openings: readonly (Audience & { readonly since: number })[]
  /** From which place on it lies in a lane of its own; null while it shares one. */
  readonly movedAt: number | null
  /** Of a relation: from which place on it counts; null while it is less open than what it is about. */
  readonly counts: number | null
}

/** The entries of a record, by id. */
export type Audiences = ReadonlyMap<string, Kept>

/** An entry comes onto the record. */
export function recorded(
  kept: Audiences,
  seq: number,
  draft: ClaimDraft | RelationDraft,
): Audiences {
  const { release, compartment, embargo } = draft.handling
  const audience = { release: embargo === null ? release : ('confidential' as const), compartment }
  const fresh = { seq, draft, openings: [{ ...audience, since: seq }], movedAt: null }
  const counts = draft.type === 'relation' && isAsOpen(kept, fresh.openings, draft) ? seq : null
  return new Map(kept).set(draft.id, { ...fresh, counts })
}

/** Two people move entries to another audience, from a place on; with a claim goes what takes it back. */
export function moved(kept: Audiences, seq: number, release: ReleaseDraft): Audiences {
  const audience = { release: release.to, compartment: release.compartment }
  const along = endingsOf(kept, release.targets)
  const all = [...release.targets, ...along, ...endingsOf(kept, along)]
  return [...new Set(all)].reduce((state, id) => movedOne(state, seq, { id, audience }), kept)
}

function movedOne(
  kept: Audiences,
  seq: number,
  { id, audience }: { readonly id: string; readonly audience: Audience },
): Audiences {
  const entry = kept.get(id)
  if (entry === undefined) return kept
  const stay = entry.openings.filter((one) => holds(audience, one))
  const gone = entry.openings.filter((one) => !holds(audience, one))
  const since = Math.min(seq, ...gone.map((one) => one.since))
  const openings = [...stay, { ...audience, since }]
  const { draft } = entry
  const counts =
    entry.counts ?? (draft.type === 'relation' && isAsOpen(kept, [audience], draft) ? seq : null)
  const movedAt = draft.type === 'claim' ? (entry.movedAt ?? seq) : null
  return new Map(kept).set(id, { ...entry, openings, counts, movedAt })
}

/** The relations that take these entries back and count already. */
function endingsOf(kept: Audiences, ids: readonly string[]): readonly string[] {
  return [...kept.values()].flatMap(({ draft, counts }) =>
    draft.type === 'relation' && counts !== null && ids.includes(draft.to) ? [draft.id] : [],
  )
}

/** Whether a relation is as open as what it takes back. */
function isAsOpen(kept: Audiences, openings: readonly Audience[], { to }: RelationDraft): boolean {
  const target = kept.get(to)
  return target?.openings.every((theirs) => openings.some((one) => holds(one, theirs))) ?? false
}

/** Whether everybody of the other audience is of this one, too. */
function holds(one: Audience, other: Audience): boolean {
  const isNoCloser = RELEASES.indexOf(one.release) <= RELEASES.indexOf(other.release)
  return isNoCloser && (one.compartment === null || one.compartment === other.compartment)
}

/** Whether somebody sees an entry when they ask about the record as it was at a place. */
export function sees(
  actor: Actor,
  { draft, openings }: Kept,
  { seq, now, mission }: SeenFrom,
): boolean {
  const desk = draft.type === 'claim' ? draft.kind.slice(0, draft.kind.indexOf('.')) : null
  return openings.some(({ since, release, compartment }) => {
    const object = { release, compartment, desk, mission, notBefore: null }
    return since <= seq && can(actor, 'read', { ...object, recordedBy: null }, now).may
  })
}

/** From where somebody looks. */
export interface SeenFrom {
  readonly mission: string
  readonly seq: number
  readonly now: string
}

interface Standing {
  readonly kept: Kept<ClaimDraft>
  /** `covers`: its day is certain, though something later may lie over it. */
  readonly reach: 'certain' | 'covers' | 'open'
}

/** What stands for somebody at a point: `id reach`, sorted. */
export function standingFor(
  actor: Actor,
  kept: Audiences,
  point: Point & SeenFrom,
): readonly string[] {
  const alive = claimsAlive(kept, point)
  const lanes = groupBy(alive, (claim) => laneAt(claim, point.seq))
  const seen = [...lanes.values()]
    .flatMap((claims) => readLane(claims, point.validOn))
    .filter(({ kept: claim }) => sees(actor, claim, point))
  return [...groupBy(seen, ({ kept: { draft } }) => speakerOf(draft)).values()]
    .flatMap(merged)
    .sort()
}

/** Lanes of one speaker run together for whoever sees them: the later said replaces, or may have. */
function merged(standing: readonly Standing[]): readonly string[] {
  const saidOf = ({ kept: { draft } }: Standing) => secondOf(draft.saidAt)
  const latest = Math.max(...standing.map(saidOf))
  const certain = Math.max(0, ...standing.filter(({ reach }) => reach !== 'open').map(saidOf))
  return standing
    .filter((one) => saidOf(one) >= certain)
    .map((one) => {
      const isCertain = one.reach === 'certain' && saidOf(one) === latest
      return `${one.kept.draft.id} ${isCertain ? 'certain' : 'possible'}`
    })
}

/** The claims of one lane that reach a day, the later said over the earlier. */
function readLane(claims: readonly Kept<ClaimDraft>[], validOn: string): readonly Standing[] {
  const day = dayNumber(validOn)
  const answer: Standing[] = []
  const sayings = groupBy(claims, ({ draft }) => secondOf(draft.saidAt))
  for (const said of [...sayings.keys()].sort((a, b) => b - a)) {
    const reaching = (sayings.get(said) ?? [])
      .map((claim) => ({ claim, reach: reachOn(validTime(parseEdtf(claim.draft.valid)), day) }))
      .filter(({ reach }) => reach !== 'none')
    const isShadowed = answer.length > 0
    for (const { claim, reach } of reaching) {
      const covering = isShadowed ? 'covers' : 'certain'
      answer.push({ kept: claim, reach: reach === 'certain' ? covering : 'open' })
    }
    if (reaching.some(({ reach }) => reach === 'certain')) break
  }
  return answer
}

/** What had been said by then, was on record, and had not been taken back. */
function claimsAlive(kept: Audiences, { seq, knownAt }: Point): readonly Kept<ClaimDraft>[] {
  const isSaid = (saidAt: string) => secondOf(saidAt) <= secondOf(knownAt)
  const relations = [...kept.values()].flatMap(({ draft, counts }) =>
    draft.type === 'relation' && counts !== null && counts <= seq ? [draft] : [],
  )
  const isHeard = (one: RelationDraft) => one.whose === 'record' || isSaid(one.saidAt)
  const isUndone = ({ id }: RelationDraft) => relations.some((one) => one.to === id && isHeard(one))
  const taken = new Set(
    relations.filter((one) => isHeard(one) && !isUndone(one)).map(({ to }) => to),
  )
  return [...kept.values()].flatMap((entry) => {
    const { draft } = entry
    if (draft.type !== 'claim' || entry.seq > seq) return []
    return isSaid(draft.saidAt) && !taken.has(draft.id) ? [{ ...entry, draft }] : []
  })
}

function laneAt({ seq, draft, movedAt }: Kept<ClaimDraft>, at: number): string {
  if (movedAt !== null && movedAt <= at) return `its own: ${seq}`
  const { release, compartment, embargo } = draft.handling
  const far = embargo === null ? release : 'confidential'
  return `${speakerOf(draft)} ${far} ${compartment ?? ''}`
}

function speakerOf({ kind, subject, assertedBy }: ClaimDraft): string {
  return `${kind} ${subject} ${assertedBy}`
}
