import { findDocuments, gradesOf } from '#register'
import type { Assessment, StoredClaim, StoredDocument } from '#register'
import { dayOfInstant, passageAnchor, PATHS } from '#ui'
import type { Rival, Status } from '#ui'

import type { Visit } from '../site.ts'
import { BareSaying } from './saying.tsx'
import type { Speaker } from './saying.tsx'

/** What stands beside claims: their documents and their grades. */
export interface ClaimFacts {
  readonly documents: ReadonlyMap<string, StoredDocument>
  /** The latest grade on each claim. */
  readonly grades: ReadonlyMap<string, Assessment>
}

/** Reads the documents and grades of some claims. */
export async function claimFacts(
  { ctx, at }: Visit,
  claims: readonly Pick<StoredClaim, 'id' | 'document'>[],
): Promise<ClaimFacts> {
  const cited = claims.flatMap(({ document }) => (document === null ? [] : [document]))
  const grades = await gradesOf(
    ctx.db,
    ctx.mission,
    claims.map(({ id }) => id),
    at,
  )
  return {
    documents: await findDocuments(ctx.db, ctx.mission, cited, at),
    grades: new Map(grades.map((grade) => [grade.claim, grade])),
  }
}

/** A claim as it stands beside its rivals. */
export function rivalOf(
  speaker: Speaker,
  facts: ClaimFacts,
  { claim, status }: { readonly claim: StoredClaim; readonly status: Status },
): Rival {
  const { assertedBy, reportedBy, authority, modality, valid } = claim
  return {
    claim: claim.id,
    figure: null,
    says: BareSaying({ ...speaker, claim }),
    assertedBy,
    reportedBy,
    authority,
    modality,
    saidOn: dayOfInstant(claim.saidAt),
    valid,
    document: documentOf(speaker, facts, claim),
    grade: gradeCode(facts.grades.get(claim.id)),
    status,
  }
}

/** The grade as officers read it: `B2`. */
export function gradeCode(grade: Assessment | undefined): string | null {
  return grade === undefined ? null : `${grade.reliability}${grade.credibility}`
}

function documentOf(
  { reader }: Speaker,
  { documents }: ClaimFacts,
  claim: StoredClaim,
): Rival['document'] {
  const document = claim.document === null ? undefined : documents.get(claim.document)
  if (document === undefined) return null
  const anchor = claim.citations.length === 0 ? '' : `#${passageAnchor(claim.id)}`
  return { title: document.title, href: reader.link(`${PATHS.document(document.id)}${anchor}`) }
}
