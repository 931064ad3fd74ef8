const LONGEST = 80

/** The name in addresses that a title makes: lower case, accents folded, hyphens between words. */
export function slugOf(title: string): string {
  const folded = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
  return folded.slice(0, LONGEST).replaceAll(/^-+|-+$/g, '')
}
