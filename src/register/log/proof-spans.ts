import { isSubtree, type Span } from './proof-check.ts'

/** The subtrees whose hashes prove that a leaf is in a log (RFC 6962 §2.1.1), from the leaf's side up to the root's. */
export function inclusionSpans(index: number, { start, end }: Span): readonly Span[] {
  if (end - start === 1) return []
  const middle = middleOf({ start, end })
  const [own, beside] =
    index < middle
      ? [
          { start, end: middle },
          { start: middle, end },
        ]
      : [
          { start: middle, end },
          { start, end: middle },
        ]
  return [...inclusionSpans(index, own), beside]
}

/** The subtrees whose hashes prove that a log grew from a part of itself (RFC 6962 §2.1.2; subtrees as in Merkle tree certificates). */
export function consistencySpans(part: Span, size: number): readonly Span[] {
  if (!isSubtree(part) || part.end > size) {
    throw new RangeError(`${part.start} to ${part.end} is no subtree of a log of ${size}.`)
  }
  return spansBeside(part, { start: 0, end: size }, true)
}

/** Full subtrees that a span consists of, from the left: each as many leaves as a power of two. */
export function fullSpans({ start, end }: Span): readonly Span[] {
  const spans: Span[] = []
  for (let at = start; at < end;) {
    const width = 2 ** Math.floor(Math.log2(end - at))
    spans.push({ start: at, end: at + width })
    at += width
  }
  return spans
}

function spansBeside(part: Span, tree: Span, isKnown: boolean): readonly Span[] {
  if (part.start === tree.start && part.end === tree.end) return isKnown ? [] : [tree]
  const middle = middleOf(tree)
  const left = { start: tree.start, end: middle }
  const right = { start: middle, end: tree.end }
  if (part.end <= middle) return [...spansBeside(part, left, isKnown), right]
  if (part.start >= middle) return [...spansBeside(part, right, isKnown), left]
  return [...spansBeside({ start: middle, end: part.end }, right, false), left]
}

/** Where a tree divides: after the largest power of two that is smaller than it. */
function middleOf({ start, end }: Span): number {
  return start + 2 ** Math.floor(Math.log2(end - start - 1))
}
