/**
 * The same work, done once for each text: what it gave is kept for so many texts, then all of it is let go of. Only
 * for work that always gives the same, and gives what nobody changes; what throws is tried again.
 */
export function remembering<Given>(
  most: number,
  work: (text: string) => Given,
): (text: string) => Given {
  const known = new Map<string, { readonly given: Given }>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before.given
    const given = work(text)
    if (known.size >= most) known.clear()
    known.set(text, { given })
    return given
  }
}
