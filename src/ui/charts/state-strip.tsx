import type { Child } from 'hono/jsx'

import { dayNumber } from '#kit'

import { DayTime, Marks } from '../figure-value.tsx'
import { formatDay, formatMonthName } from '../format-day.ts'
import type { Reader } from '../reader.ts'
import { StatusMark } from '../status.tsx'
import { Table } from '../table.tsx'
import { text } from '../words.ts'
import { ChartFrame, LegendItem } from './chart-frame.tsx'
import type { ChartProps, ChartSize, Drawing } from './chart-frame.tsx'
import { tidy } from './horizontal-bar.tsx'
import { monthTicks } from './timeline-strip.tsx'

/** What a strip can show of a condition; words: `status.<name>`. */
export type StripState = 'met' | 'unmet' | 'undetermined'

/** Days on which one thing was in one state. */
export interface StateSpan {
  /** Null where it has no beginning. */
  readonly from: string | null
  /** The last day; null where it has no end. */
  readonly until: string | null
  readonly state: StripState
  readonly claims: readonly string[]
}

/** One line of a strip: what it is of, and its states one after the other. */
export interface StateLane {
  readonly label: string
  /** The outcome of all the others is drawn stronger. */
  readonly as: 'outcome' | 'condition'
  readonly spans: readonly StateSpan[]
}

interface StripProps extends ChartProps {
  readonly lanes: readonly StateLane[]
  /** The days that the axis covers. */
  readonly from: string
  readonly to: string
}

const LANE = 42
const BAR = 15

/** When each condition was met, not met or undetermined: a lane each, over time, with its table. */
export function StateStrip(props: StripProps): Child {
  const { reader, lanes } = props
  return (
    <ChartFrame
      {...props}
      summary={lanes.map((lane) => summaryOf(reader, lane)).join('; ')}
      claims={lanes.flatMap(({ spans }) => spans.flatMap(({ claims }) => claims))}
      class="states"
      draw={(size) => drawStates(props, size)}
      legend={<Legend reader={reader} />}
      table={<StateTable {...props} />}
    />
  )
}

function Legend({ reader }: { readonly reader: Reader }): Child {
  return (
    <>
      {(['met', 'unmet', 'undetermined'] as const).map((state) => (
        <LegendItem swatch={<rect class={`state ${state}`} x="1" y="2" width="22" height="10" />}>
          {text(reader, `status.${state}`)}
        </LegendItem>
      ))}
      <LegendItem swatch={<path class="today" d="M12 0v14" />}>
        {text(reader, 'chart.now')}
      </LegendItem>
    </>
  )
}

function summaryOf(reader: Reader, { label, spans }: StateLane): string {
  const said = spans.map(
    (span) => `${text(reader, `status.${span.state}`)} ${daysIn(reader, span)}`,
  )
  return `${label}: ${said.join(', ')}`
}

function daysIn(reader: Reader, { from, until }: StateSpan): string {
  if (from === null && until === null) return text(reader, 'date.always')
  if (from === null) return text(reader, 'date.until', { to: formatDay(reader, until ?? '') })
  return until === null
    ? text(reader, 'date.from-on', { from: formatDay(reader, from) })
    : text(reader, 'date.interval', {
        from: formatDay(reader, from),
        to: formatDay(reader, until),
      })
}

interface StateLine extends StateSpan {
  readonly label: string
}

function StateTable(props: StripProps): Child {
  const { reader, lanes } = props
  const rows = lanes.flatMap(({ label, spans }) => spans.map((span) => ({ ...span, label })))
  return (
    <Table
      reader={reader}
      caption={props.title}
      captionAs="hidden"
      rows={rows}
      columns={[
        {
          head: text(reader, 'table.what'),
          as: 'row-head',
          cell: ({ label }: StateLine) => <span class="recorded">{label}</span>,
        },
        {
          head: text(reader, 'table.from'),
          as: 'text',
          cell: ({ from }) => (from === null ? '–' : <DayTime reader={reader} day={from} />),
        },
        {
          head: text(reader, 'table.until'),
          as: 'text',
          cell: ({ until }) => (until === null ? '–' : <DayTime reader={reader} day={until} />),
        },
        {
          head: text(reader, 'table.status'),
          as: 'text',
          cell: ({ state, claims }) => (
            <>
              <StatusMark reader={reader} status={state} />
              <Marks reader={reader} claims={claims} />
            </>
          ),
        },
      ]}
    />
  )
}

function drawStates(props: StripProps, size: ChartSize): Drawing {
  const { reader, lanes } = props
  const [first, last] = [dayNumber(props.from), dayNumber(props.to) + 1]
  const x = (day: number) =>
    tidy(((Math.min(Math.max(day, first), last) - first) / (last - first)) * (size.width - 2) + 1)
  const height = lanes.length * LANE
  const now = x(dayNumber(reader.asking.validOn) + 0.5)
  return {
    height: height + 24,
    marks: (
      <>
        {monthTicks(props.from, props.to, size.name === 'wide' ? 7 : 4).map((month) => {
          const at = x(dayNumber(`${month}-01`))
          return (
            <>
              <path class="gridline" d={`M${at} 0V${height}`} />
              <text class="middle" x={at} y={height + 18}>
                {formatMonthName(reader, month)} {month.slice(0, 4)}
              </text>
            </>
          )
        })}
        {lanes.map((lane, place) => (
          <Lane lane={lane} top={place * LANE} x={x} size={size} />
        ))}
        <path class="today" d={`M${now} 0V${height}`} />
      </>
    ),
  }
}

function Lane(props: {
  readonly lane: StateLane
  readonly top: number
  readonly x: (day: number) => number
  readonly size: ChartSize
}): Child {
  const { lane, top, x, size } = props
  const letters = size.name === 'wide' ? 84 : 50
  const label = lane.label.length <= letters ? lane.label : `${lane.label.slice(0, letters - 1)}…`
  return (
    <>
      <text class={lane.as === 'outcome' ? 'name' : 'what'} x="1" y={top + 14}>
        {label}
      </text>
      {lane.spans.map(({ from, until, state }) => {
        const x0 = from === null ? x(-Infinity) : x(dayNumber(from))
        const x1 = until === null ? x(Infinity) : x(dayNumber(until) + 1)
        if (x1 - x0 <= 0) return null
        return (
          <rect
            class={`state ${state} ${lane.as}`}
            x={x0}
            y={top + 20}
            width={tidy(x1 - x0)}
            height={BAR}
          />
        )
      })}
    </>
  )
}
