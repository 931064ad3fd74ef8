import type { Handling, Instant } from '#kit'

/**
 * What can be erased of an entry: its field groups; `name`, by which a subject or party is called in what is
 * derived; and `held`, the bytes and the text of a document.
 */
export const ERASABLE = [
  'statement',
  'source',
  'content',
  'position',
  'handling',
  'actor',
  'name',
  'held',
] as const
export type Erasable = (typeof ERASABLE)[number]

/** An entry that is to be erased, whole or in part. */
export interface ErasureTarget {
  readonly entry: string
  readonly parts: readonly Erasable[] | 'all'
}

/**
 * What is to be erased for good, once somebody else has approved it. It stays on record itself: it must not
 * repeat what it erases.
 */
export interface ErasureDraft {
  readonly type: 'erasure'
  readonly id: string
  readonly handling: Handling
  readonly targets: readonly ErasureTarget[]
  /** The law or rule that asks for it, as it is cited. */
  readonly legalBasis: string
  readonly by: string
  readonly saidAt: Instant
  readonly reason: string
}
