import type { Child } from 'hono/jsx'

import { DayTime } from './figure-value.tsx'
import { dayOfInstant, formatDay, formatInstant } from './format-day.ts'
import { formatNumber } from './format-number.ts'
import { phrase } from './phrase.tsx'
import type { Reader } from './reader.ts'
import { text } from './words.ts'

/** A copy of the record as it stood once, for any web server and for a disk. */
export interface Still {
  /** Where the live record is; null where nobody said. */
  readonly live: string | null
}

/** Where the live record has its as-of bar: which dates this copy answers for, and where others can be asked. */
export function StillBar(props: {
  readonly reader: Reader
  readonly still: Still
  /** The record as a whole has no one state: each mission has its own. */
  readonly within: 'mission' | 'record'
}): Child {
  const { reader } = props
  const { live } = props.still
  const { validOn, knownAt, recordAt } = reader.asking
  const known = dayOfInstant(knownAt)
  const asked = phrase(reader, 'asof.then', {
    validOn: formatDay(reader, validOn),
    knownAt: formatDay(reader, known),
    valid: () => (
      <b>
        <DayTime reader={reader} day={validOn} />
      </b>
    ),
    known: () => (
      <b>
        <DayTime reader={reader} day={known} />
      </b>
    ),
  })
  const copy = text(reader, 'still.copy', {
    seq: formatNumber(reader, recordAt.seq),
    instant: formatInstant(reader, recordAt.at),
  })
  return (
    <section class="asof then" aria-label={text(reader, 'asof.label')}>
      <div class="wrap">
        <p class="asking">{asked}</p>
        <p>
          {props.within === 'record' ? null : `${copy} `}
          {live === null
            ? text(reader, 'still.elsewhere')
            : phrase(reader, 'still.live', {
                live: (enclosed) => (
                  <a rel="external" href={live}>
                    {enclosed}
                  </a>
                ),
              })}
        </p>
      </div>
    </section>
  )
}
