import { canonicalJson } from '#kit'

import type { ClaimDraft, DocumentDraft, Draft } from './entry.ts'
import { newSalt, type Part } from './leaf.ts'

/** What an entry says, in the field groups that can be shown or erased apart; `actor` is who typed it in. */
export function partsOf(draft: Draft, actor: string): readonly Part[] {
  return [...contentOf(draft), { part: 'actor', body: canonicalJson({ actor }) }].map((part) => ({
    ...part,
    salt: newSalt(),
  }))
}

/** The parts that make two entries the same, whoever sent them. */
export function contentOf(draft: Draft): readonly Omit<Part, 'salt'>[] {
  switch (draft.type) {
    case 'claim':
      return claimParts(draft)
    case 'document':
      return [{ part: 'content', body: canonicalJson(referenceOf(draft)) }]
    case 'party':
    case 'subject':
    case 'assessment':
    case 'relation':
    case 'decision': {
      const { id: _id, type: _type, ...content } = draft
      return [{ part: 'content', body: canonicalJson(content) }]
    }
  }
}

function claimParts({ id: _id, type: _type, ...claim }: ClaimDraft): readonly Omit<Part, 'salt'>[] {
  const { reportedBy, document, citations, note, ...statement } = claim
  return [
    { part: 'statement', body: canonicalJson(statement) },
    { part: 'source', body: canonicalJson({ reportedBy, document, citations, note }) },
  ]
}

/** Bytes and text rest by their hash; the entry holds the hashes. */
function referenceOf({ id: _id, type: _type, bytes, text, ...reference }: DocumentDraft): object {
  return { ...reference, isHeld: bytes !== null, extractor: text?.extractor ?? null }
}
