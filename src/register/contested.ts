import { canonicalJson, groupBy } from '#kit'
import type { Db } from '#platform'

import type { Asking, StandingClaim } from './entry.ts'
import { getHead, toStandingClaims } from './in-force.ts'
import { type Relation, relationsNamed } from './judgements.ts'
import type { Head } from './lookup.ts'
import { type MergedSubjects, readMergedSubjects } from './merged-subjects.ts'
import { findStanding, type Standing } from './standing.ts'

/** A subject on which the sources do not agree: all that is said of it, side by side. */
export interface Contested {
  readonly subject: string
  readonly kind: string
  readonly claims: readonly StandingClaim[]
}

/** What two claims of one kind are compared by: what the kind says of its value, else the value itself. */
export type Compare = (kind: string, value: StandingClaim['value']) => unknown

/** The subjects whose standing claims of one kind differ, or are held to contradict each other, by subject. */
export async function findContested(
  db: Db,
  mission: string,
  at: Asking,
  compare: Compare,
): Promise<readonly Contested[]> {
  const head = await getHead(db, mission)
  const kinds = await db.run<{ kind_id: number }>(KINDS, [])
  const standing = await findStanding(
    db,
    head,
    kinds.map(({ kind_id }) => kind_id),
    at,
  )
  const merged = await readMergedSubjects(db, head, at)
  const links = await relationsNamed(db, mission, 'contradicts', at)
  const beside = await amongRivals(db, head, standing, { merged, links })
  const claims = await toStandingClaims(db, head, beside, merged)
  const accused = contradictions(links, claims)
  return groupClaims(claims)
    .filter(
      ({ claims: rivals }) =>
        isContested(rivals, compare) || rivals.some(({ id }) => accused.has(id)),
    )
    .sort((a, b) => order(a.subject, b.subject) || order(a.kind, b.kind))
}

/**
 * Whether claims of one kind about one subject differ in what they say, or one denies what another
 * affirms. A claim that gives nothing to compare (null), such as a promise without a number, is no rival.
 */
export function isContested(claims: readonly StandingClaim[], compare: Compare): boolean {
  const sayings = claims.flatMap(({ kind, value, modality }) => {
    const compared = compare(kind, value)
    return compared === null ? [] : [canonicalJson([compared, modality === 'denied'])]
  })
  return new Set(sayings).size > 1
}

function groupClaims(claims: readonly StandingClaim[]): Contested[] {
  const groups = new Map<string, { subject: string; kind: string; claims: StandingClaim[] }>()
  for (const claim of claims) {
    const key = `${claim.kind} ${claim.subject}`
    const group = groups.get(key) ?? { subject: claim.subject, kind: claim.kind, claims: [] }
    groups.set(key, group)
    group.claims.push(claim)
  }
  return [...groups.values()]
}

interface Beside {
  readonly merged: MergedSubjects
  readonly links: readonly Relation[]
}

/** Those that have another of their kind beside them, or are held to contradict one: nothing else is read whole. */
async function amongRivals(
  db: Db,
  { missionId }: Head,
  standing: readonly Standing[],
  { merged, links }: Beside,
): Promise<readonly Standing[]> {
  const seqs = standing.map(({ claim }) => claim)
  const lanes = await db.run<InLane>(LANES, [missionId, seqs])
  const linked = new Set(links.flatMap(({ from, to }) => [from, to]))
  const groups = groupBy(lanes, ({ kind, subject }) => `${kind} ${merged.nameOf(subject)}`)
  const beside = new Set(
    [...groups.values()]
      .filter((group) => group.length > 1 || group.some(({ id }) => linked.has(id)))
      .flatMap((group) => group.map(({ seq }) => seq)),
  )
  return standing.filter(({ claim }) => beside.has(claim))
}

interface InLane {
  readonly seq: number
  readonly id: string
  readonly kind: number
  readonly subject: string
}

/** The standing claims that a standing "contradicts" links to another standing claim. */
function contradictions(
  links: readonly Relation[],
  claims: readonly StandingClaim[],
): ReadonlySet<string> {
  const standing = new Set(claims.map(({ id }) => id))
  return new Set(
    links.flatMap(({ from, to }) =>
      from !== null && standing.has(from) && standing.has(to) ? [from, to] : [],
    ),
  )
}

function order(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

const KINDS = {
  name: 'register-kind-ids',
  changesWith: { types: ['claim', 'decision'] },
  text: 'SELECT kind_id FROM register.kind ORDER BY kind_id',
}

// Every place leads to its own rows by their keys, behind a barrier (payloads.ts).
const LANES = {
  name: 'register-lanes-of-claims',
  changesWith: { types: [] },
  each: { parameter: 2, column: 'seq' },
  text: `SELECT q.seq, e.id, l.kind_id AS kind, s.slug AS subject
    FROM (SELECT DISTINCT unnest((SELECT $2::int4[])) AS seq) q
    CROSS JOIN LATERAL (SELECT c.lane FROM register.claim c WHERE c.mission_id = $1 AND c.seq = q.seq OFFSET 0) c
    CROSS JOIN LATERAL (SELECT e.id FROM register.entry e WHERE e.mission_id = $1 AND e.seq = q.seq OFFSET 0) e
    CROSS JOIN LATERAL (SELECT l.kind_id, l.subject FROM register.lane l WHERE l.mission_id = $1 AND l.lane = c.lane OFFSET 0) l
    CROSS JOIN LATERAL (SELECT s.slug FROM register.subject s WHERE s.mission_id = $1 AND s.seq = l.subject OFFSET 0) s`,
}
