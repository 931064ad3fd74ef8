import type { Child } from 'hono/jsx'

import { dayNumber } from '#kit'

import { CountLink } from '../figure-value.tsx'
import { formatMonth, formatMonthName } from '../format-day.ts'
import { formatNumber } from '../format-number.ts'
import { Table } from '../table.tsx'
import { text } from '../words.ts'
import { ChartFrame, LegendItem } from './chart-frame.tsx'
import type { ChartProps, ChartSize, Drawing } from './chart-frame.tsx'
import { tidy } from './horizontal-bar.tsx'
import { monthTicks } from './timeline-strip.tsx'

/** How many things of a lane began in a month, and the list of them. */
export interface MonthDot {
  /** `2024-03`. */
  readonly month: string
  /** The lane it lies in, in the reader's words. */
  readonly lane: string
  readonly count: number
  readonly href: string
}

interface DotsProps extends ChartProps {
  /** Months that have any, the earliest first; the table has them all. */
  readonly dots: readonly MonthDot[]
  /** Where the picture begins, `2022-06`: one early thing would press all others together. */
  readonly from: string
  /** All lanes that have a line, from top to bottom. */
  readonly lanes: readonly string[]
}

const LINE = 27
const LARGEST = 11

/** Lanes over months: the more began in a month, the larger its dot. */
export function MonthDots(props: DotsProps): Child {
  const { reader, dots } = props
  return (
    <ChartFrame
      {...props}
      claims={[]}
      summary={props.lanes
        .map((lane) => {
          const n = dots.filter((dot) => dot.lane === lane).reduce((sum, dot) => sum + dot.count, 0)
          return `${lane}: ${formatNumber(reader, n)}`
        })
        .join('; ')}
      draw={(size) => drawDots(props, size)}
      legend={
        <LegendItem swatch={<circle class="dot" cx="12" cy="7" r="5" />}>
          {text(reader, 'chart.dot')}
        </LegendItem>
      }
      table={<DotsTable {...props} />}
    />
  )
}

function drawDots(props: DotsProps, size: ChartSize): Drawing {
  const { reader, lanes, from } = props
  const dots = props.dots.filter(({ month }) => month >= from)
  const isWide = size.name === 'wide'
  const left = isWide ? 112 : 14
  const head = isWide ? 0 : 16
  const step = LINE + head
  const [first = from] = dots.map(({ month }) => month)
  const last = dots.at(-1)?.month ?? first
  const x = scale(first, last, { left, right: size.width - LARGEST - 2 })
  const r = radius(Math.max(1, ...dots.map(({ count }) => count)))
  const height = lanes.length * step
  return {
    height: height + 24,
    marks: (
      <>
        {monthTicks(`${first}-01`, `${last}-28`, isWide ? 7 : 4).map((month) => (
          <>
            <path class="gridline" d={`M${x(month)} 0V${height}`} />
            <text class="middle" x={x(month)} y={height + 17}>
              {formatMonthName(reader, month)} {month.slice(0, 4)}
            </text>
          </>
        ))}
        {lanes.map((lane, place) => (
          <>
            <path class="gridline" d={`M0 ${place * step}H${size.width}`} />
            <text class="name" x="0" y={place * step + (isWide ? 18 : 14)}>
              {lane}
            </text>
          </>
        ))}
        {dots.map((dot) => (
          <circle
            class="dot"
            cx={x(dot.month)}
            cy={lanes.indexOf(dot.lane) * step + head + LINE / 2}
            r={r(dot.count)}
          />
        ))}
      </>
    ),
  }
}

function scale(
  first: string,
  last: string,
  { left, right }: { readonly left: number; readonly right: number },
): (month: string) => number {
  const [from, to] = [dayNumber(`${first}-01`), dayNumber(`${last}-01`)]
  const start = left + LARGEST
  return (month) =>
    to === from
      ? start
      : tidy(start + ((dayNumber(`${month}-01`) - from) / (to - from)) * (right - start))
}

/** The area of a dot grows with its count, and one is still seen. */
function radius(most: number): (count: number) => number {
  return (count) => tidy(2.2 + (LARGEST - 2.2) * Math.sqrt((count - 1) / Math.max(most - 1, 1)))
}

function DotsTable(props: DotsProps): Child {
  const { reader, dots } = props
  const months = [...new Set(dots.map(({ month }) => month))].toReversed()
  return (
    <Table
      reader={reader}
      caption={props.title}
      captionAs="hidden"
      rows={months}
      columns={[
        {
          head: text(reader, 'table.month'),
          as: 'row-head',
          cell: (month: string) => <time datetime={month}>{formatMonth(reader, month)}</time>,
        },
        {
          head: text(reader, 'table.claims'),
          as: 'text',
          cell: (month: string) =>
            dots
              .filter((dot) => dot.month === month)
              .flatMap((dot, place) => [
                place === 0 ? '' : ', ',
                <CountLink href={dot.href}>
                  {dot.lane} {formatNumber(reader, dot.count)}
                </CountLink>,
              ]),
        },
      ]}
    />
  )
}
