import type { Child } from 'hono/jsx'

import type { Reader } from './reader.ts'
import { text } from './words.ts'

/** Everything a thing on record can be said to be at the dates asked about. Words: `status.<name>`. */
export const STATUSES = [
  'standing',
  'possible',
  'replaced',
  'withdrawn',
  'corrected',
  'superseded',
  'ended',
  'disputed',
  'agreed',
  'single',
  'chosen',
  'appeared',
  'disappeared',
  'changed',
  'met',
  'unmet',
  'undetermined',
] as const
export type Status = (typeof STATUSES)[number]

type Shape = 'full' | 'ring' | 'half' | 'cross' | 'plus' | 'minus' | 'check'

const SHAPES: Readonly<Record<Status, Shape>> = {
  standing: 'full',
  possible: 'half',
  replaced: 'ring',
  withdrawn: 'cross',
  corrected: 'cross',
  superseded: 'ring',
  ended: 'ring',
  disputed: 'half',
  agreed: 'full',
  single: 'ring',
  chosen: 'check',
  appeared: 'plus',
  disappeared: 'minus',
  changed: 'half',
  met: 'check',
  unmet: 'cross',
  undetermined: 'ring',
}

/** A status as icon and word: never colour alone. */
export function StatusMark(props: { readonly reader: Reader; readonly status: Status }): Child {
  return (
    <span class={`st ${props.status}`}>
      <StatusIcon status={props.status} />
      {text(props.reader, `status.${props.status}`)}
    </span>
  )
}

/** The icon of a status alone, hidden from screen readers: put the word beside it. */
export function StatusIcon(props: { readonly status: Status }): Child {
  return (
    <svg class={`icon ${props.status}`} viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      {drawShape(SHAPES[props.status])}
    </svg>
  )
}

function drawShape(shape: Shape): Child {
  switch (shape) {
    case 'full':
      return <circle cx="6" cy="6" r="5" />
    case 'ring':
      return <circle class="o" cx="6" cy="6" r="4.25" />
    case 'half':
      return (
        <>
          <circle class="o" cx="6" cy="6" r="4.25" />
          <path d="M6 1.75a4.25 4.25 0 0 1 0 8.5z" />
        </>
      )
    case 'cross':
      return <path class="o" d="M2 2l8 8M10 2l-8 8" />
    case 'plus':
      return <path class="o" d="M6 1v10M1 6h10" />
    case 'minus':
      return <path class="o" d="M1 6h10" />
    case 'check':
      return <path class="o" d="M1.5 6.5l3 3 6-7" />
  }
}
