import { EMPTY_ROOT, HASH_BYTES, nodeHash } from './hashes.ts'

/** Leaves from one place up to, and without, another. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Whether a proof leads from a leaf to the root of a log of this size (RFC 9162 §2.1.3.2). */
export function isIncluded(
  leaf: { readonly index: number; readonly hash: Uint8Array },
  proof: readonly Uint8Array[],
  tree: { readonly size: number; readonly root: Uint8Array },
): boolean {
  return isIncludedInSubtree(leaf, proof, { start: 0, end: tree.size, root: tree.root })
}

/** Whether a proof leads from a leaf to the root over a subtree (draft-ietf-plants-merkle-tree-certs). */
export function isIncludedInSubtree(
  leaf: { readonly index: number; readonly hash: Uint8Array },
  proof: readonly Uint8Array[],
  { root, ...span }: Span & { readonly root: Uint8Array },
): boolean {
  if (!isSubtree(span) || !isPlace(leaf.index, span)) return false
  if (![leaf.hash, root, ...proof].every(isHash)) return false
  const climb = { place: leaf.index - span.start, last: span.end - span.start - 1 }
  let hash = leaf.hash
  for (const beside of proof) {
    if (climb.last === 0) return false
    hash = isRight(climb) ? nodeHash(beside, hash) : nodeHash(hash, beside)
    riseBeside(climb)
  }
  return climb.last === 0 && equal(hash, root)
}

/** Whether a proof shows that a log only grew from the older root to the newer (RFC 9162 §2.1.4.2); the empty log proves nothing. */
export function isConsistent(
  old: { readonly size: number; readonly root: Uint8Array },
  proof: readonly Uint8Array[],
  tree: { readonly size: number; readonly root: Uint8Array },
): boolean {
  return (
    old.size !== 0 && isSubtreeConsistent({ start: 0, end: old.size, root: old.root }, proof, tree)
  )
}

/**
 * Whether a proof shows that a subtree is part of a log (draft-ietf-plants-merkle-tree-certs, verifying a
 * subtree consistency proof). The subtree without leaves is part of every log.
 */
export function isSubtreeConsistent(
  { root, ...span }: Span & { readonly root: Uint8Array },
  proof: readonly Uint8Array[],
  tree: { readonly size: number; readonly root: Uint8Array },
): boolean {
  if (!Number.isSafeInteger(tree.size) || span.end > tree.size) return false
  if (span.start === span.end) return proof.length === 0 && equal(root, EMPTY_ROOT)
  if (proof.length > 0 && ![root, ...proof].every(isHash)) return false
  return isSubtree(span) && leadsToBoth({ ...span, root }, proof, tree)
}

function leadsToBoth(
  { root, ...span }: Span & { readonly root: Uint8Array },
  proof: readonly Uint8Array[],
  tree: { readonly size: number; readonly root: Uint8Array },
): boolean {
  const climb = startOf(span, tree.size)
  const [seed, ...rest] = climb.first === climb.place ? [root, ...proof] : proof
  if (seed === undefined) return false
  const hashes = climbBoth(climb, seed, rest)
  return hashes !== null && equal(hashes.within, root) && equal(hashes.whole, tree.root)
}

/** The hashes over the subtree and over the whole log that a proof leads to; null where it leads past the root. */
function climbBoth(climb: SubtreeClimb, seed: Uint8Array, proof: readonly Uint8Array[]) {
  const hashes = { within: seed, whole: seed }
  for (const beside of proof) {
    if (climb.last === 0) return null
    if (isRight(climb)) {
      if (climb.first < climb.place) hashes.within = nodeHash(beside, hashes.within)
      hashes.whole = nodeHash(beside, hashes.whole)
    } else hashes.whole = nodeHash(hashes.whole, beside)
    riseBeside(climb)
  }
  return climb.last === 0 ? hashes : null
}

/** Whether leaves can be under one hash: the start is a multiple of the next power of two over their number. */
export function isSubtree({ start, end }: Span): boolean {
  if (![start, end].every(Number.isSafeInteger) || start < 0 || start >= end) return false
  return start % 2 ** Math.ceil(Math.log2(end - start)) === 0
}

/** Where a node and the last node of its level stand. */
interface Climb {
  place: number
  last: number
}

interface SubtreeClimb extends Climb {
  first: number
}

function startOf({ start, end }: Span, size: number): SubtreeClimb {
  const climb = { first: start, place: end - 1, last: size - 1 }
  const reachesEnd = climb.place === climb.last
  while (climb.first !== climb.place && (reachesEnd || climb.place % 2 === 1)) rise(climb)
  return climb
}

function isRight({ place, last }: Climb): boolean {
  return place % 2 === 1 || place === last
}

/** Up past a hash of the proof: a last node without a partner rises until it is a right one, or the root. */
function riseBeside(climb: Climb | SubtreeClimb): void {
  if (isRight(climb)) while (climb.place % 2 === 0 && climb.place !== 0) rise(climb)
  rise(climb)
}

function rise(climb: Climb | SubtreeClimb): void {
  climb.place = Math.floor(climb.place / 2)
  climb.last = Math.floor(climb.last / 2)
  if ('first' in climb) climb.first = Math.floor(climb.first / 2)
}

function isPlace(index: number, { start, end }: Span): boolean {
  return Number.isSafeInteger(index) && index >= start && index < end
}

function isHash(bytes: Uint8Array): boolean {
  return bytes.length === HASH_BYTES
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
