import type { Child } from 'hono/jsx'

import { addDays } from '#kit'
import { type Reader, StateStrip, type StripState, text } from '#ui'

import type { GateSpan } from './gates-over-time.ts'

/** A gate and its conditions over time, from the first change to the last or to the day asked about. */
export function GateStrip(props: {
  readonly reader: Reader
  readonly spans: readonly GateSpan[]
  readonly id: string
}): Child {
  const { reader, spans, id } = props
  const days = spans.flatMap(({ from, until }) => [from, until]).filter((day) => day !== null)
  const [first] = days.toSorted()
  if (first === undefined) return null
  const last = [...days, reader.asking.validOn].toSorted().at(-1) ?? first
  const places = [...new Set(spans.map(({ condition }) => condition))]
  return (
    <StateStrip
      reader={reader}
      id={id}
      title={text(reader, 'agreements.gates.over-time')}
      from={addDays(first, -MARGIN_DAYS)}
      to={addDays(last, MARGIN_DAYS)}
      lanes={places.map((place) => {
        const ofPlace = spans.filter(({ condition }) => condition === place)
        return {
          label: ofPlace[0]?.sentence ?? ofPlace[0]?.title ?? '',
          as: place === null ? 'outcome' : 'condition',
          spans: ofPlace.flatMap(({ state, ...span }) =>
            state === 'no-gate' ? [] : [{ ...span, state: STATE[state] }],
          ),
        }
      })}
    />
  )
}

/** Room before the first change and after the last, so that both can be seen. */
const MARGIN_DAYS = 30

const STATE: Readonly<Record<Exclude<GateSpan['state'], 'no-gate'>, StripState>> = {
  met: 'met',
  unmet: 'unmet',
  undetermined: 'undetermined',
  lawful: 'met',
  'not-lawful': 'unmet',
}
