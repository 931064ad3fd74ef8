import type { Handling } from '#kit'

import type { DecisionDraft, Draft, PartyDraft, SubjectDraft } from './entry.ts'
import type { Erasable } from './erasure-draft.ts'
import { erasedCode, erasedSlug } from './erasure-parts.ts'

/**
 * What is kept of an entry that was erased, so that all that is derived can still be drawn anew and checked:
 * where it stood, never what it said. Subjects and parties are named by their place (`#12`), so that their
 * names can be erased later. It rests as a part of the approval and is shown to nobody.
 */
export interface Remains {
  readonly said: Readonly<Record<string, unknown>>
  readonly handling: Handling | null
  readonly delayHours: number | null
}

/** What an entry was before anything more of it is erased. */
export interface Before {
  readonly draft: Draft
  readonly seq: number
  readonly delayHours: number | null
}

/** Writes a name as the place of what bears it; a State's code names nobody and stays. */
export type RefOf = (name: string) => string

/** What remains of an entry once these parts of it are gone. */
export function remainsOf(
  { draft, seq, delayHours }: Before,
  parts: ReadonlySet<Erasable>,
  refOf: RefOf,
): Remains {
  return {
    said: saidOf({ draft, seq }, parts, refOf),
    handling: parts.has('handling') ? withoutReason(draft.handling) : null,
    delayHours: parts.has('actor') ? delayHours : null,
  }
}

/** An embargo keeps its time and loses its reason. */
function withoutReason({ release, compartment, embargo }: Handling): Handling {
  return {
    release,
    compartment,
    embargo: embargo === null ? null : { reason: '', notBefore: embargo.notBefore },
  }
}

function saidOf(
  { draft, seq }: Pick<Before, 'draft' | 'seq'>,
  parts: ReadonlySet<Erasable>,
  refOf: RefOf,
): Remains['said'] {
  if (draft.type === 'subject') return subjectRemains(draft, parts, seq)
  if (draft.type === 'claim' && parts.has('statement')) {
    const { kind, subject, assertedBy, valid, saidAt, value } = draft
    const isLocated = typeof value['place'] === 'string'
    return {
      kind,
      valid,
      saidAt,
      subject: refOf(subject),
      assertedBy: refOf(assertedBy),
      value: isLocated ? { place: '' } : {},
    }
  }
  return parts.has('content') ? contentRemains({ draft, seq }, parts, refOf) : {}
}

/** A subject that lay somewhere goes on lying somewhere: claims about it keep their delay. */
function subjectRemains(
  { subject, place }: SubjectDraft,
  parts: ReadonlySet<Erasable>,
  seq: number,
): Remains['said'] {
  if (!parts.has('position')) return {}
  const somewhere = { place: place === null ? null : '' }
  if (!parts.has('content')) return somewhere
  const name = parts.has('name') ? erasedSlug(seq) : subject
  return { ...somewhere, subject: name, title: '', party: null }
}

function contentRemains(
  { draft, seq }: Pick<Before, 'draft' | 'seq'>,
  parts: ReadonlySet<Erasable>,
  refOf: RefOf,
): Remains['said'] {
  switch (draft.type) {
    case 'party':
      return partyRemains(draft, parts, seq)
    case 'document':
      return { published: draft.published, sha256: null, textSha256: null }
    case 'assessment':
      return { claim: draft.claim, by: refOf(draft.by), saidAt: draft.saidAt }
    case 'relation': {
      const { relation, from, to, whose, by, saidAt } = draft
      return { relation, from, to, whose, saidAt, by: refOf(by) }
    }
    case 'decision':
      return decisionRemains(draft, refOf)
    case 'subject':
    case 'claim':
    case 'release':
    case 'approval':
    case 'erasure':
      return {}
  }
}

function partyRemains(
  { code }: PartyDraft,
  parts: ReadonlySet<Erasable>,
  seq: number,
): Remains['said'] {
  return { code: parts.has('name') ? erasedCode(seq) : code, of: null }
}

function decisionRemains(
  { kind, subject, by, saidAt }: DecisionDraft,
  refOf: RefOf,
): Remains['said'] {
  return { kind, saidAt, claims: [], subject: refOf(subject), by: refOf(by) }
}

/** The draft with the names that its remains tell by their place. */
export function withNames(draft: Draft, names: ReadonlyMap<number, string>): Draft {
  const named = Object.entries(draft).map(([field, value]) => [
    field,
    NAMING.has(field) && typeof value === 'string' && value.startsWith('#')
      ? (names.get(Number(value.slice(1))) ?? value)
      : value,
  ])
  return Object.assign({}, draft, Object.fromEntries(named))
}

const NAMING: ReadonlySet<string> = new Set(['subject', 'assertedBy', 'by'])
