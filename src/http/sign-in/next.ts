const HERE = 'http://here.invalid'

/** Where to go after signing in: only ever to a page of our own, whatever the address says. */
export function nextOf(given: string | undefined): string {
  const text = given ?? ''
  // Browsers read "\" as "/" and drop tabs and line ends: "/\evil" and "/<tab>/evil" lead away.
  if (!/^\/(?![/\\])[\u0021-\u007e]*$/.test(text) || text.includes('\\')) return '/'
  if (!URL.canParse(text, HERE)) return '/'
  const { origin, pathname, search, hash } = new URL(text, HERE)
  return origin === HERE && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : '/'
}
