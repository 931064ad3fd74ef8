import type { Child } from 'hono/jsx'

import type { Reader } from './reader.ts'

/** What only those are offered who work on the record; nothing of it stands on pages that everybody reads. */
export function AtWork(props: { readonly reader: Reader; readonly children: Child }): Child {
  return props.reader.isAtWork ? <>{props.children}</> : null
}

/** The same for a list of links. */
export function atWork<Item>(reader: Reader, items: readonly Item[]): readonly Item[] {
  return reader.isAtWork ? items : []
}
