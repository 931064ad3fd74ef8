import { Fragment } from 'hono/jsx'
import type { Child } from 'hono/jsx'

import type { Listener } from './words.ts'

/** What stands for a tag of a message: given what the tag encloses, the element to draw. */
export type Draw = (enclosed: Child) => Child

/**
 * A message whose places are filled with elements: `<link>…</link>` and `{figure}` become whatever is
 * given for them. For sentences that carry a figure, a date or a link, so that none is glued from parts.
 */
export function phrase(
  listener: Listener,
  key: string,
  parts: Readonly<Record<string, Draw | Child>>,
): Child {
  const drawn = listener.words
    .message(listener.language, key)
    .format<Child>(
      Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, asPart(part)])),
    )
  return <Fragment>{Array.isArray(drawn) ? drawn : [drawn]}</Fragment>
}

function asPart(part: Draw | Child): Child | ((chunks: Child[]) => Child) {
  if (typeof part !== 'function') return part
  return (chunks) => part(<Fragment>{chunks}</Fragment>)
}
