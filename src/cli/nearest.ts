/** The known word that was most likely meant; undefined where none is near. */
export function findNearest(written: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((word) => ({ word, distance: editDistance(written, word) }))
    .filter(({ word, distance }) => distance <= furthest(written, word))
    .toSorted((a, b) => a.distance - b.distance)
  return best?.word
}

/** "Did you mean --known-at?" with the space before it, or nothing where no known word is near. */
export function didYouMean(written: string, known: readonly string[]): string {
  const nearest = findNearest(written, known)
  return nearest === undefined ? '' : ` Did you mean ${nearest}?`
}

/** One slip in three letters still shows what was meant. */
function furthest(a: string, b: string): number {
  return Math.max(1, Math.floor(Math.max(a.length, b.length) / 3))
}

/** How many letters are to be put in, taken out, changed or swapped with the next (Damerau–Levenshtein). */
function editDistance(a: string, b: string): number {
  let [beforeLast, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = a[i - 1] === b[j - 1] ? 0 : 1
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
          ? at(beforeLast, j - 2) + 1
          : Infinity
      row.push(Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + changed, swapped))
    }
    ;[beforeLast, last] = [last, row]
  }
  return at(last, b.length)
}

function at(row: readonly number[], place: number): number {
  return row[place] ?? Infinity
}
