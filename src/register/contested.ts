import { canonicalJson } from '#kit'
import type { Db } from '#platform'

import type { Asking, StandingClaim } from './entry.ts'
import { getHead, toStandingClaims } from './in-force.ts'
import { relationsNamed } from './judgements.ts'
import { readMergedSubjects } from './merged-subjects.ts'
import { findStanding } from './standing.ts'

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
  const claims = await toStandingClaims(db, head, standing, await readMergedSubjects(db, head, at))
  const accused = await contradictions(db, mission, at, claims)
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

/** The standing claims that a standing "contradicts" links to another standing claim. */
async function contradictions(
  db: Db,
  mission: string,
  at: Asking,
  claims: readonly StandingClaim[],
): Promise<ReadonlySet<string>> {
  const standing = new Set(claims.map(({ id }) => id))
  const links = await relationsNamed(db, mission, 'contradicts', at)
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
  ofRecord: true,
  text: 'SELECT kind_id FROM register.kind ORDER BY kind_id',
}
