import type { Child } from 'hono/jsx'

import { figureText } from '../figure-value.tsx'
import type { Reader } from '../reader.ts'
import type { ShownFigure } from '../shown-figure.ts'
import { DisputedMark } from './chart-frame.tsx'
import { chartSpan } from './chart-span.ts'

/** Where a bar lies and how its length is measured. */
export interface BarPlace {
  readonly x: (amount: number) => number
  /** The largest amount on the axis. */
  readonly end: number
  readonly y: number
  readonly height: number
}

/** Two decimals are a hundredth of a pixel: enough, and half the bytes. */
export function tidy(number: number): number {
  return Math.round(number * 10) / 10
}

/** As many ticks as have room for their labels, about 6.6 units a letter, always from the start on. */
export function fittingTicks<Tick>(
  ticks: readonly Tick[],
  label: (tick: Tick) => string,
  room: number,
): readonly Tick[] {
  const widest = Math.max(...ticks.map((tick) => label(tick).length), 0) * 6.6 + 14
  const most = Math.max(1, Math.floor(room / widest))
  const step = Math.ceil(ticks.length / most)
  return ticks.filter((_, place) => place % step === 0)
}

/** A figure as a bar from the start of the axis: solid as far as all agree, light as far as some go. */
export function HorizontalBar(props: {
  readonly reader: Reader
  readonly figure: ShownFigure
  readonly place: BarPlace
  /** `s1` … `s4`: the fill of its stage. */
  readonly series: string
}): Child {
  const { figure, place } = props
  const span = chartSpan(figure, place.end)
  const start = tidy(place.x(0))
  const middle = tidy(place.y + place.height / 2)
  if (span.kind === 'hollow') {
    const radius = Math.min(5, place.height / 2)
    return <circle class="hollow" cx={start + radius + 1} cy={middle} r={radius} />
  }
  const sure = tidy(place.x(span.sure))
  const reach = tidy(place.x(span.reach))
  return (
    <g class={props.series}>
      {span.open || span.reach === span.sure ? null : (
        <rect class="reach" x={sure} y={place.y} width={tidy(reach - sure)} height={place.height} />
      )}
      <rect
        class="sure"
        x={start}
        y={place.y}
        width={Math.max(1.5, tidy(sure - start))}
        height={place.height}
      />
      {span.open ? <Chevrons x={sure + 3} middle={middle} height={place.height} /> : null}
    </g>
  )
}

/** The number beside a bar, with the mark of a dispute before it. */
export function BarLabel(props: {
  readonly reader: Reader
  readonly figure: ShownFigure
  readonly place: BarPlace
}): Child {
  const { figure, place } = props
  const span = chartSpan(figure, place.end)
  const middle = place.y + place.height / 2
  const after = span.kind === 'hollow' ? place.x(0) + 14 : place.x(span.reach) + (span.open ? 4 : 6)
  const shift = figure.disputed ? 14 : 0
  return (
    <>
      {figure.disputed ? <DisputedMark x={tidy(after + 5)} y={tidy(middle)} /> : null}
      <text class="value" x={tidy(after + shift)} y={tidy(middle + 4)}>
        {figureText(props.reader, figure, 'short')}
      </text>
    </>
  )
}

function Chevrons(props: {
  readonly x: number
  readonly middle: number
  readonly height: number
}): Child {
  const { x, middle } = props
  const half = Math.min(5, props.height / 2)
  const one = (from: number) =>
    `M${tidy(from)} ${tidy(middle - half)}l${half} ${half}-${half} ${half}`
  return <path class="open" d={`${one(x)}${one(x + 6)}`} />
}
