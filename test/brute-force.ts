import { parseEdtf, reachOn, secondOf, dayNumber, validTime } from '#kit'
import type { ClaimDraft, RelationDraft } from '#register'

/** An entry as the brute-force reading needs it. */
export interface Read {
  readonly seq: number
  readonly draft: ClaimDraft | RelationDraft
}

/** A point in the three times. */
export interface Point {
  readonly validOn: string
  readonly knownAt: string
  readonly seq: number
}

/**
 * The definition of what stands, read entry by entry without any box: the oracle that the boxes are
 * held to. Answers `id reach`, sorted.
 */
export function readByDefinition(entries: readonly Read[], point: Point): readonly string[] {
  const heard = entries.filter(({ seq }) => seq <= point.seq)
  const claims = heard.flatMap(({ draft }) => (draft.type === 'claim' ? [draft] : []))
  const relations = heard.flatMap(({ draft }) => (draft.type === 'relation' ? [draft] : []))
  const isSaid = (saidAt: string) => secondOf(saidAt) <= secondOf(point.knownAt)
  const holds = (relation: RelationDraft) =>
    (relation.whose === 'record' || isSaid(relation.saidAt)) &&
    !relations.some(
      (undoing) =>
        undoing.to === relation.id && (undoing.whose === 'record' || isSaid(undoing.saidAt)),
    )
  const taken = new Set(relations.filter(holds).map(({ to }) => to))
  const alive = claims.filter(({ id, saidAt }) => isSaid(saidAt) && !taken.has(id))
  const lanes = new Set(alive.map(laneOf))
  return [...lanes]
    .flatMap((lane) =>
      readLane(
        alive.filter((claim) => laneOf(claim) === lane),
        point.validOn,
      ),
    )
    .sort()
}

function readLane(claims: readonly ClaimDraft[], validOn: string): string[] {
  const answer: string[] = []
  let isShadowed = false
  const sayings = [...new Set(claims.map(({ saidAt }) => secondOf(saidAt)))].sort((a, b) => b - a)
  for (const said of sayings) {
    const reaches = claims
      .filter(({ saidAt }) => secondOf(saidAt) === said)
      .map(({ id, valid }) => ({
        id,
        reach: reachOn(validTime(parseEdtf(valid)), dayNumber(validOn)),
      }))
      .filter(({ reach }) => reach !== 'none')
    for (const { id, reach } of reaches)
      answer.push(`${id} ${reach === 'certain' && !isShadowed ? 'certain' : 'possible'}`)
    if (reaches.some(({ reach }) => reach === 'certain')) break
    if (reaches.length > 0) isShadowed = true
  }
  return answer
}

function laneOf({ kind, subject, assertedBy }: ClaimDraft): string {
  return `${kind} ${subject} ${assertedBy}`
}
