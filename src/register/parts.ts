import { canonicalJson, coarsePlace } from '#kit'

import type { ClaimDraft, DocumentDraft, Draft, SubjectDraft } from './entry.ts'
import { newSalt, type Part } from './leaf.ts'

type Said = Omit<Part, 'salt'>

/**
 * What an entry says, in the field groups that can be shown or erased apart. `actor` is who typed it in;
 * `handling` how far it was to go; `position` a place more exact than its commune, which never goes far.
 */
export function partsOf(draft: Draft, { actor, delayHours }: Keeping): readonly Part[] {
  const keeping = { part: 'actor', body: canonicalJson({ actor, delayHours }) }
  return [...contentOf(draft), keeping].map((part) => ({ ...part, salt: newSalt() }))
}

/** What the record notes of itself with every entry. */
export interface Keeping {
  readonly actor: string
  /** The delay of positions that was in force; null before there was one. */
  readonly delayHours: number | null
}

/** The parts that make two entries the same, whoever sent them. */
export function contentOf(draft: Draft): readonly Said[] {
  return [...saidIn(draft), { part: 'handling', body: canonicalJson(draft.handling) }]
}

function saidIn(draft: Draft): readonly Said[] {
  switch (draft.type) {
    case 'claim':
      return claimParts(draft)
    case 'subject':
      return subjectParts(draft)
    case 'document':
      return [{ part: 'content', body: canonicalJson(referenceOf(draft)) }]
    case 'party':
    case 'assessment':
    case 'relation':
    case 'decision':
    case 'release':
    case 'approval':
    case 'erasure': {
      const { id: _id, type: _type, handling: _handling, ...content } = draft
      return [{ part: 'content', body: canonicalJson(content) }]
    }
  }
}

function subjectParts(draft: SubjectDraft): readonly Said[] {
  const { id: _id, type: _type, handling: _handling, ...content } = draft
  const { place } = content
  const coarse = place === null ? null : coarsePlace(place)
  return [
    { part: 'content', body: canonicalJson({ ...content, place: coarse }) },
    ...(coarse === place ? [] : [{ part: 'position', body: canonicalJson({ place }) }]),
  ]
}

function claimParts(draft: ClaimDraft): readonly Said[] {
  const { id: _id, type: _type, handling: _handling, ...claim } = draft
  const { reportedBy, document, citations, note, ...statement } = claim
  const { value } = statement
  const coarse = coarseValue(value)
  return [
    { part: 'statement', body: canonicalJson({ ...statement, value: coarse }) },
    { part: 'source', body: canonicalJson({ reportedBy, document, citations, note }) },
    ...(coarse === value ? [] : [{ part: 'position', body: canonicalJson({ value }) }]),
  ]
}

/** A value whose place is no more exact than its commune. */
export function coarseValue(value: ClaimDraft['value']): ClaimDraft['value'] {
  const { place } = value
  if (typeof place !== 'string') return value
  const coarse = coarsePlace(place)
  return coarse === place || coarse === null ? value : { ...value, place: coarse }
}

/** Bytes and text rest by their hash; the entry holds the hashes. */
function referenceOf(draft: DocumentDraft): object {
  const { id: _id, type: _type, handling: _handling, bytes, text, ...reference } = draft
  return { ...reference, isHeld: bytes !== null, extractor: text?.extractor ?? null }
}
