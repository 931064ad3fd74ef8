import type { Kind } from '#desk-kit'
import { groupBy } from '#kit'
import {
  AUTHORITIES,
  decisionsInForce,
  erasedOn,
  figureOf,
  findSubjects,
  getSubject,
  historyOf,
  inForceOn,
  isContested,
  relationsOf,
} from '#register'
import type {
  Compare,
  Decision,
  ErasedEntry,
  Figure,
  PastClaim,
  Relation,
  StandingClaim,
  StoredSubject,
} from '#register'

import type { Visit } from '../site.ts'
import { claimFacts } from './claim-facts.ts'
import type { ClaimFacts } from './claim-facts.ts'
import { erasedOf } from './erased-note.tsx'

/** Everything on record about one subject, seen from the asking. */
export interface SubjectView {
  readonly subject: StoredSubject
  readonly kinds: readonly KindView[]
  readonly history: readonly PastClaim[]
  readonly relations: readonly Relation[]
  /** Other subjects that are held to be the same. */
  readonly sameAs: readonly StoredSubject[]
  readonly decisions: readonly Decision[]
  readonly facts: ClaimFacts
  /** What of the subject itself was erased. */
  readonly erased: ErasedEntry | null
  /** Claims about it that say nothing any more. */
  readonly erasedClaims: readonly ErasedEntry[]
}

/** The claims of one kind that stand on the subject, and the figure they make. */
export interface KindView {
  readonly kind: string
  /** The weightiest first. */
  readonly claims: readonly StandingClaim[]
  readonly decision: Decision | null
  readonly figure: Figure | null
  readonly isContested: boolean
}

/** Reads all there is about a subject; refused where it is not on record. */
export async function viewSubject(
  visit: Visit,
  slug: string,
  from: { readonly kinds: ReadonlyMap<string, Kind>; readonly compare: Compare },
): Promise<SubjectView> {
  const { ctx, at } = visit
  const subject = await getSubject(ctx.db, ctx.mission, slug, at)
  const standing = await inForceOn(ctx.db, ctx.mission, slug, at)
  const history = await historyOf(ctx.db, ctx.mission, slug, at)
  const names = [...new Set(history.map(({ claim }) => claim.subject))]
  const others = await findSubjects(
    ctx.db,
    ctx.mission,
    names.filter((name) => name !== slug),
    at,
  )
  const decisions = await decisionsOn(visit, [slug, ...others.keys()])
  const entries = [subject.id, ...history.map(({ claim }) => claim.id)]
  const byKind = groupBy(standing, ({ kind }) => kind)
  return {
    subject,
    history,
    decisions,
    erased: await erasedOf(visit, subject.id),
    erasedClaims: await erasedOn(ctx.db, ctx.mission, slug, at),
    sameAs: [...others.values()],
    relations: await relationsOf(ctx.db, ctx.mission, entries, at),
    facts: await claimFacts(
      visit,
      history.map(({ claim }) => claim),
    ),
    kinds: [...byKind].map(([kind, claims]) => viewKind(from, { kind, claims }, decisions)),
  }
}

function viewKind(
  from: { readonly kinds: ReadonlyMap<string, Kind>; readonly compare: Compare },
  { kind, claims }: { readonly kind: string; readonly claims: readonly StandingClaim[] },
  decisions: readonly Decision[],
): KindView {
  const decision = decisions.findLast((one) => one.kind === kind) ?? null
  return {
    kind,
    claims: claims.toSorted(
      (a, b) =>
        AUTHORITIES.indexOf(a.authority) - AUTHORITIES.indexOf(b.authority) || a.seq - b.seq,
    ),
    decision,
    figure: figureAmong(from.kinds.get(kind), claims, decision),
    isContested: isContested(claims, from.compare),
  }
}

/** The headline figure; null where the kind has no amount or its claims count in different units. */
function figureAmong(
  kind: Kind | undefined,
  claims: readonly StandingClaim[],
  decision: Decision | null,
): Figure | null {
  const read = kind?.quantity
  if (read === undefined || read === null) return null
  const units = new Set(claims.map(({ value }) => read(value).unit))
  const [unit] = units
  if (unit === undefined || units.size > 1) return null
  return figureOf({
    claims,
    decided: decision?.claims ?? null,
    unit,
    quantityOf: ({ value }) => read(value),
  })
}

async function decisionsOn(
  { ctx, at }: Visit,
  subjects: readonly string[],
): Promise<readonly Decision[]> {
  const found: Decision[] = []
  for (const subject of subjects) {
    found.push(...(await decisionsInForce(ctx.db, ctx.mission, at, subject)))
  }
  return found.toSorted((a, b) => a.seq - b.seq)
}
