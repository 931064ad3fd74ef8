import { RefusedError } from '#platform'

import type { EntryType } from './entry.ts'
import type { Erasable, ErasureTarget } from './erasure-draft.ts'
import type { KnownEntry } from './lookup.ts'

/** What is erased of an entry, and where what remains of it lies. */
export interface ErasedState {
  readonly parts: ReadonlySet<Erasable>
  /** The place of the approval that last erased something of it. */
  readonly approval: number
}

/**
 * What can be erased of each type of entry. Who decided what stays: a decision keeps its proposer, and a
 * release, an approval or an erasure is kept whole; it must not hold anything personal in the first place.
 */
const PARTS: Readonly<Record<EntryType, readonly Erasable[]>> = {
  party: ['content', 'name', 'handling', 'actor'],
  subject: ['content', 'position', 'name', 'handling', 'actor'],
  document: ['content', 'held', 'handling', 'actor'],
  claim: ['statement', 'source', 'position', 'handling', 'actor'],
  assessment: ['content', 'handling', 'actor'],
  relation: ['content', 'handling', 'actor'],
  decision: ['content', 'handling'],
  release: [],
  approval: [],
  erasure: [],
}

/** What cannot stay where something else is erased, since it says the same again. */
const ALONG: Partial<Record<Erasable, readonly Erasable[]>> = {
  statement: ['position'],
  content: ['position', 'held'],
}

/** What can be erased of an entry of this type. */
export function erasableOf(type: EntryType): readonly Erasable[] {
  return PARTS[type]
}

/** The parts that a target comes to, without what is erased already; refused where none can be erased. */
export function partsToErase(
  { parts }: Pick<ErasureTarget, 'parts'>,
  { id, type }: KnownEntry,
  before: ErasedState | undefined,
): readonly Erasable[] {
  const possible = PARTS[type]
  if (possible.length === 0) throw kept(id, type)
  const asked = parts === 'all' ? possible : parts
  const wrong = asked.find((part) => !possible.includes(part))
  if (wrong !== undefined) throw noSuchPart(wrong, { id, type, possible })
  const wanted = new Set(asked.flatMap((part) => [part, ...(ALONG[part] ?? [])]))
  checkName(id, new Set([...wanted, ...(before?.parts ?? [])]))
  const left = possible.filter((part) => wanted.has(part) && before?.parts.has(part) !== true)
  if (left.length > 0) return left
  throw new RefusedError(
    'conflict',
    'register.erased',
    `All that would be erased of entry ${id} was erased by entry ${before?.approval ?? 0} already.`,
  )
}

function checkName(id: string, gone: ReadonlySet<Erasable>): void {
  if (!gone.has('name') || gone.has('content')) return
  throw refused(
    'register.erasure_name',
    `The name of entry ${id} can be erased only with its content, which repeats it; name both.`,
  )
}

/** Whether something must be kept of an entry, so that what is derived from it can be drawn anew. */
export function leavesRemains(type: EntryType, parts: ReadonlySet<Erasable>): boolean {
  if (type === 'subject' && parts.has('position')) return true
  return ['statement', 'content', 'handling', 'actor'].some((part) => has(parts, part))
}

/** The part of an approval that keeps what remains of an entry. */
export function remainsPart(seq: number): string {
  return `remains-${seq}`
}

/** What a subject is called once its name is erased. */
export function erasedSlug(seq: number): string {
  return `erased-${seq}`
}

/** What a party is called once its name is erased. */
export function erasedCode(seq: number): string {
  return `ERASED-${seq}`
}

function has(parts: ReadonlySet<string>, part: string): boolean {
  return parts.has(part)
}

function kept(id: string, type: EntryType): RefusedError {
  return refused(
    'register.erasure_kept',
    `Entry ${id} is of the type "${type}", which says who decided what and is kept; erase the entries that it names instead.`,
  )
}

function noSuchPart(
  part: string,
  { id, type, possible }: { id: string; type: EntryType; possible: readonly Erasable[] },
): RefusedError {
  return refused(
    'register.erasure_part',
    `Entry ${id} is of the type "${type}" and has no part "${part}" to erase; choose among ${possible.join(', ')}, or all.`,
  )
}

function refused(code: string, sentence: string): RefusedError {
  return new RefusedError('incorrect', code, sentence)
}
