import type { Child } from 'hono/jsx'

import { formatInstant } from './format-day.ts'
import { formatNumber } from './format-number.ts'
import type { Reader } from './reader.ts'
import { text } from './words.ts'

/** What stands under every page: what the record promises, and the state of it that the page rests on. */
export function Footer(props: {
  readonly reader: Reader
  readonly site: {
    /** Pages about the record as a whole. */
    readonly about: readonly { readonly path: string; readonly label: string }[]
    readonly within: 'mission' | 'record'
  }
}): Child {
  const { reader } = props
  const { about, within } = props.site
  const { seq, at, root } = reader.asking.recordAt
  const state = {
    seq: formatNumber(reader, seq),
    instant: formatInstant(reader, at),
    root: root.slice(0, SHOWN_OF_ROOT),
  }
  return (
    <footer>
      <div class="wrap">
        <p>{text(reader, 'layout.rule')}</p>
        {about.length === 0 ? null : (
          <nav class="acts" aria-label={text(reader, 'layout.about')}>
            {about.map(({ path, label }) => (
              <a href={reader.link(path)}>{label}</a>
            ))}
          </nav>
        )}
        <p class="record-state">
          {within === 'record' ? null : (
            <>
              <a href={reader.link('log')}>{text(reader, 'layout.state', state)}</a>
              <br />
              <a href={reader.link('verify')}>{text(reader, 'layout.verify')}</a>
              <br />
            </>
          )}
          {text(reader, 'layout.local-only')}
        </p>
      </div>
    </footer>
  )
}

/** Enough to compare by eye; the page behind it has the whole. */
const SHOWN_OF_ROOT = 12
