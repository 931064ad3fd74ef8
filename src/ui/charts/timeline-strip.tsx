import type { Child } from 'hono/jsx'

import { dayNumber, parseEdtf } from '#kit'

import { EdtfTime, Marks } from '../figure-value.tsx'
import { formatMonthName } from '../format-day.ts'
import { formatEdtf } from '../format-edtf.ts'
import type { Reader } from '../reader.ts'
import { Table } from '../table.tsx'
import { text } from '../words.ts'
import { ChartFrame, LegendItem } from './chart-frame.tsx'
import type { ChartProps, ChartSize, Drawing } from './chart-frame.tsx'
import { tidy } from './horizontal-bar.tsx'
import { placeStrip } from './strip-places.ts'
import type { PlacedItem, StripPlaces } from './strip-places.ts'

/** One thing on the strip: a day, an imprecise date or a span. */
export interface StripItem {
  /** EDTF level 1. */
  readonly date: string
  /** The lane it lies in, in the reader's words: a desk, a party, a resolution. */
  readonly lane: string
  readonly label: string
  readonly href?: string
  readonly claims: readonly string[]
}

interface StripProps extends ChartProps {
  readonly items: readonly StripItem[]
  /** The days that the axis covers. */
  readonly from: string
  readonly to: string
}

/** Things in lanes over time; imprecise ends are light, open ends carry on to the edge. */
export function TimelineStrip(props: StripProps): Child {
  const { reader, items } = props
  return (
    <ChartFrame
      {...props}
      summary={items
        .map((item) => `${formatEdtf(reader, item.date)}: ${item.lane}, ${item.label}`)
        .join('; ')}
      claims={items.flatMap((item) => item.claims)}
      class="strip"
      draw={(size) => drawStrip(props, size)}
      legend={
        <LegendItem swatch={<path class="today" d="M12 0v14" />}>
          {text(reader, 'chart.now')}
        </LegendItem>
      }
      table={<StripTable {...props} />}
    />
  )
}

function StripTable(props: StripProps): Child {
  const { reader } = props
  return (
    <Table
      reader={reader}
      caption={props.title}
      captionAs="hidden"
      rows={props.items}
      columns={[
        {
          head: text(reader, 'table.date'),
          as: 'text',
          cell: (item: StripItem) => <EdtfTime reader={reader} edtf={item.date} />,
        },
        {
          head: text(reader, 'table.lane'),
          as: 'text',
          cell: (item) => <span class="recorded">{item.lane}</span>,
        },
        {
          head: text(reader, 'table.what'),
          as: 'row-head',
          cell: (item) => <What reader={reader} item={item} />,
        },
      ]}
    />
  )
}

function What(props: { readonly reader: Reader; readonly item: StripItem }): Child {
  const { item } = props
  const label = <span class="recorded">{item.label}</span>
  return (
    <>
      {item.href === undefined ? label : <a href={item.href}>{label}</a>}
      <Marks reader={props.reader} claims={item.claims} />
    </>
  )
}

function drawStrip(props: StripProps, size: ChartSize): Drawing {
  const { reader } = props
  const places = placeStrip(
    props.items.map((item) => ({ ...item, ...boundsOf(item.date) })),
    {
      axis: { from: dayNumber(props.from), to: dayNumber(props.to) },
      left: size.name === 'wide' ? 112 : 2,
      width: size.width,
      laneHead: size.name === 'wide' ? 0 : 17,
      letters: size.name === 'wide' ? 44 : 30,
    },
  )
  const today = tidy(places.x(dayNumber(reader.asking.validOn)))
  return {
    height: places.height + 26,
    marks: (
      <>
        <Months
          reader={reader}
          strip={props}
          places={places}
          count={size.name === 'wide' ? 7 : 4}
        />
        {places.lanes.map((lane) => (
          <>
            <path class="gridline" d={`M0 ${lane.top}H${size.width}`} />
            <text class="name" x="0" y={lane.top + 15}>
              {lane.label}
            </text>
          </>
        ))}
        {today >= places.left && today <= size.width ? (
          <path class="today" d={`M${today} 0V${places.height}`} />
        ) : null}
        {places.items.map((item) => (
          <Mark item={item} />
        ))}
      </>
    ),
  }
}

function Mark(props: { readonly item: PlacedItem }): Child {
  const { item } = props
  const middle = item.y + 10
  return (
    <>
      {item.x1 - item.x0 < 3 ? (
        <circle
          class={item.sure === null ? 'hollow' : 'dot'}
          cx={tidy(item.x0)}
          cy={middle}
          r="5"
        />
      ) : (
        <>
          <rect
            class="reach"
            x={tidy(item.x0)}
            y={middle - 8}
            width={tidy(item.x1 - item.x0)}
            height="16"
          />
          {item.sure === null ? null : (
            <rect
              class="sure"
              x={tidy(item.sure.x0)}
              y={middle - 8}
              width={tidy(item.sure.x1 - item.sure.x0)}
              height="16"
            />
          )}
        </>
      )}
      <text
        class={item.side === 'before' ? 'what end' : `what ${item.side}`}
        x={tidy(item.textX)}
        y={middle + 4}
      >
        {item.label}
      </text>
    </>
  )
}

function Months(props: {
  readonly reader: Reader
  readonly strip: StripProps
  readonly places: StripPlaces
  readonly count: number
}): Child {
  const { reader, strip, places } = props
  return (
    <>
      {monthTicks(strip.from, strip.to, props.count).map((month) => {
        const x = tidy(places.x(dayNumber(`${month}-01`)))
        return (
          <>
            <path class="gridline" d={`M${x} 0V${places.height}`} />
            <text class="middle" x={x} y={places.height + 18}>
              {formatMonthName(reader, month)} {month.slice(0, 4)}
            </text>
          </>
        )
      })}
    </>
  )
}

/** First days of months that cut the axis into at most `count` parts of whole months. */
export function monthTicks(from: string, to: string, count: number): readonly string[] {
  const [first, last] = [monthNumber(from) + 1, monthNumber(to)]
  const step =
    [1, 2, 3, 4, 6, 12, 24, 60, 120].find((size) => (last - first) / size <= count) ?? 120
  const start = Math.ceil(first / step) * step
  const ticks: string[] = []
  for (let month = start; month <= last; month += step) {
    ticks.push(`${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`)
  }
  return ticks
}

function monthNumber(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
}

function boundsOf(edtf: string) {
  const { from, to, form } = parseEdtf(edtf)
  const outer = { from: numberOf(from.earliest), to: numberOf(to.latest) }
  const sure = { from: numberOf(from.latest), to: numberOf(to.earliest) }
  const exact = form === 'interval' || from.earliest === to.latest
  return { outer, sure: exact ? sure : null }
}

function numberOf(day: string | null): number | null {
  return day === null ? null : dayNumber(day)
}
