/** The largest coordinate; an interval that ends here has no end. */
export const FOREVER = 2_147_483_647

/**
 * The one node of the dyadic tree that an interval of integers [first, last] belongs to: the last
 * with the bits cleared below the highest bit in which the two differ. Coordinates are 0 … 2^31-1.
 */
export function nodeOf(first: number, last: number): number {
  if (first === last) return last
  const bit = 31 - Math.clz32(first ^ last)
  return (last >>> bit) << bit
}

/** The 31 nodes that every interval holding `point` is at one of. */
export function pathTo(point: number): number[] {
  const nodes: number[] = point === 0 ? [0] : []
  for (let bit = 0; bit < 31; bit++) {
    const cell = Math.floor(point / 2 ** bit)
    const node = (cell % 2 === 1 ? cell : cell + 1) * 2 ** bit
    if (node <= FOREVER) nodes.push(node)
  }
  return nodes
}

/** Where every interval that has no end lies, as long as it begins before this cell. */
export const ENDLESS_NODE = 2 ** 30

/**
 * The nodes of the path at which an interval can lie whose bounds are between `first` and `last`, or
 * that has no beginning (0) or no end. A node always lies within its interval, so that all others are
 * empty; what is empty need not be looked up.
 */
export function pathWithin(
  point: number,
  { first, last }: { first: number; last: number },
): number[] {
  if (point >= ENDLESS_NODE) return pathTo(point)
  return pathTo(point).filter(
    (node) =>
      node === ENDLESS_NODE ||
      (node >= first && node <= last) ||
      (node <= point && isPowerOfTwo(node)),
  )
}

function isPowerOfTwo(node: number): boolean {
  return (node & (node - 1)) === 0
}
