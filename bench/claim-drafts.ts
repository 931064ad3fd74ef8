import { createHash } from 'node:crypto'

import { DAY_MAX, dayOf, instantOf, newId } from '#kit'
import type { ClaimDraft, Draft } from '#register'

import { type GeneratedClaim, generateClaims, type Recipe } from './generate-claims.ts'

/** Everybody may see it. */
const OPEN = { release: 'public', compartment: null, embargo: null } as const

/** The parties who claim: most subjects have one, some a rival. */
const ASSERTERS = ['USA', 'BENCH-PRESS'] as const
const DOCUMENTS = 200

/** A claim in numbers and as it is sent to the register. */
export interface BenchClaim {
  readonly generated: GeneratedClaim
  readonly draft: ClaimDraft
}

/** What must be on record before the claims, and the claims in the order in which they come in. */
export interface Drafts {
  readonly before: readonly Draft[]
  readonly claims: readonly BenchClaim[]
}

/** The generated mission as entries: claims of about the size of the example's, each with a source and a citation. */
export function makeDrafts(recipe: Recipe): Drafts {
  const documents = Array.from({ length: DOCUMENTS }, (_, index) => aDocument(index))
  const before: Draft[] = [
    {
      type: 'party',
      handling: OPEN,
      id: newId(),
      code: 'BENCH-PRESS',
      sort: 'organisation',
      name: 'A newspaper',
      aliases: [],
      of: null,
    },
    ...Array.from({ length: recipe.subjects }, (_, subject) => aSubject(subject)),
    ...documents,
  ]
  const claims = [...generateClaims(recipe)].map((generated) => {
    const document = documents[generated.seq % DOCUMENTS]?.id ?? null
    return { generated, draft: aClaim(generated, document) }
  })
  return { before, claims }
}

function aSubject(subject: number): Draft {
  return {
    type: 'subject',
    handling: OPEN,
    id: newId(),
    subject: slugOf(subject),
    title: `Subject ${subject}`,
    party: 'USA',
    place: null,
  }
}

function aDocument(index: number): Draft & { readonly type: 'document' } {
  return {
    type: 'document',
    handling: OPEN,
    id: newId(),
    title: `Report ${index}`,
    publisher: 'A newspaper',
    address: `https://press.example/report-${index}`,
    published: '2024-01-01',
    language: 'en',
    mediaType: 'text/html',
    sha256: null,
    bytes: null,
    text: null,
    textSha256: hashOf(`report ${index}`),
  }
}

function aClaim(
  { seq, kind, subject, asserter, said, from, to }: GeneratedClaim,
  document: string | null,
): ClaimDraft {
  const strength = 50 + (seq % 2000)
  return {
    type: 'claim',
    handling: OPEN,
    id: newId(),
    kind: `bench.kind-${kind}`,
    subject: slugOf(subject),
    value: {
      personnel: { low: strength, high: strength, unit: 'person' },
      component: 'police',
      stage: 'pledge',
    },
    modality: 'affirmed',
    valid: `${dayOf(from)}/${to === DAY_MAX ? '..' : dayOf(to - 1)}`,
    saidAt: instantOf(said),
    assertedBy: ASSERTERS[asserter] ?? 'USA',
    reportedBy: 'BENCH-PRESS',
    document,
    authority: 'press-paraphrase',
    citations: [
      {
        textSha256: hashOf(`report ${seq % DOCUMENTS}`),
        start: seq % 4000,
        end: (seq % 4000) + 90,
        quoteSha256: hashOf(`quote ${seq}`),
        quote: null,
        locator: `paragraph ${seq % 40}`,
      },
    ],
    note: null,
  }
}

function slugOf(subject: number): string {
  return `subject-${subject}`
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
