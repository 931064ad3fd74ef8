import type { Child } from 'hono/jsx'

import type { Reader } from './reader.ts'
import { text } from './words.ts'

/** A region that scrolls sideways on its own, so that the page never does; `caption` names it. */
export function ScrollRegion(props: {
  readonly reader: Reader
  readonly caption: string
  readonly class?: string
  readonly children: Child
}): Child {
  const { reader, caption } = props
  return (
    <section
      class={`scroll ${props.class ?? ''}`.trim()}
      // Without a tab stop nobody could scroll it from a keyboard in Safari (WCAG 2.2, 2.1.1).
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabindex={0}
      aria-label={text(reader, 'table.scroll', { caption })}
    >
      {props.children}
    </section>
  )
}
