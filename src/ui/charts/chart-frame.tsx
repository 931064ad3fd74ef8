import type { Child } from 'hono/jsx'

import { Marks } from '../figure-value.tsx'
import type { Reader } from '../reader.ts'
import type { ShownBasis } from '../shown-figure.ts'
import { text } from '../words.ts'

/** How wide a picture is drawn: beside a text column, or on a phone. */
export interface ChartSize {
  readonly name: 'wide' | 'narrow'
  readonly width: number
}

/** Both sizes are in the page; the style sheet shows the one that fits, so that type stays legible. */
export const CHART_SIZES: readonly ChartSize[] = [
  { name: 'wide', width: 560 },
  { name: 'narrow', width: 340 },
]

/** What every chart is given. */
export interface ChartProps {
  readonly reader: Reader
  /** Unique on the page. */
  readonly id: string
  /** What the picture shows, in one line above it. */
  readonly title: string
}

/** One drawing: the height it needs and what is in it. */
export interface Drawing {
  readonly height: number
  readonly marks: Child
}

/** A picture with its title, sources, legend and table: no chart is drawn without all of them. */
export function ChartFrame(
  props: ChartProps & {
    /** What there is to see, in words. */
    readonly summary: string
    readonly claims: readonly (string | ShownBasis)[]
    readonly class?: string
    readonly draw: (size: ChartSize) => Drawing
    readonly legend: Child
    readonly table: Child
  },
): Child {
  const { reader, id, title } = props
  return (
    <figure class={props.class === undefined ? 'picture' : `picture ${props.class}`} id={id}>
      <figcaption>
        {title}
        <Marks reader={reader} claims={props.claims} />
      </figcaption>
      {CHART_SIZES.map((size) => {
        const drawing = props.draw(size)
        const label = `${id}-${size.name}`
        return (
          <svg
            class={`chart ${size.name}`}
            viewBox={`0 0 ${size.width} ${drawing.height}`}
            role="img"
            aria-labelledby={`${label}-title ${label}-desc`}
          >
            <title id={`${label}-title`}>{title}</title>
            <desc id={`${label}-desc`}>{props.summary}</desc>
            {drawing.marks}
          </svg>
        )
      })}
      <ul class="legend">{props.legend}</ul>
      <details class="as-table">
        <summary>{text(reader, 'table.read')}</summary>
        {props.table}
      </details>
    </figure>
  )
}

/** One line of a legend: a swatch drawn like the marks it stands for, and its word. */
export function LegendItem(props: { readonly swatch: Child; readonly children: Child }): Child {
  return (
    <li>
      <svg class="swatch" viewBox="0 0 24 14" aria-hidden="true" focusable="false">
        {props.swatch}
      </svg>
      {props.children}
    </li>
  )
}

/** The legend of what every chart may draw: a range, an open bound, a hollow mark, a dispute; only those that occur. */
export function IntervalLegend(props: {
  readonly reader: Reader
  readonly figures: readonly ({
    readonly low: number | null
    readonly high: number | null
    readonly disputed: boolean
  } | null)[]
}): Child {
  const { reader } = props
  const figures = props.figures.filter((figure) => figure !== null)
  const open = figures.some((figure) => figure.low !== null && figure.high === null)
  const hollow = figures.some((figure) => figure.low === null && figure.high === null)
  const range = figures.some((figure) => figure.high !== null && figure.low !== figure.high)
  return (
    <>
      {range ? (
        <LegendItem swatch={<rect class="reach" x="1" y="2" width="22" height="10" />}>
          {text(reader, 'chart.range')}
        </LegendItem>
      ) : null}
      {open ? (
        <LegendItem swatch={<path class="open" d="M4 2l6 5-6 5M12 2l6 5-6 5" />}>
          {text(reader, 'chart.open')}
        </LegendItem>
      ) : null}
      {hollow ? (
        <LegendItem swatch={<circle class="hollow" cx="12" cy="7" r="5" />}>
          {text(reader, 'chart.hollow')}
        </LegendItem>
      ) : null}
      {figures.some((figure) => figure.disputed) ? (
        <LegendItem swatch={<DisputedMark x={12} y={7} />}>
          {text(reader, 'chart.disputed')}
        </LegendItem>
      ) : null}
    </>
  )
}

/** The half-filled circle that stands on every disputed figure of a chart. */
export function DisputedMark(props: { readonly x: number; readonly y: number }): Child {
  const { x, y } = props
  return (
    <g class="dispute">
      <circle cx={x} cy={y} r="4.5" />
      <path d={`M${x} ${y - 4.5}a4.5 4.5 0 0 1 0 9z`} />
    </g>
  )
}
