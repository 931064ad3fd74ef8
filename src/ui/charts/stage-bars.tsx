import { scaleLinear } from 'd3-scale'
import type { Child } from 'hono/jsx'

import { formatTick } from '../format-number.ts'
import type { Reader } from '../reader.ts'
import { ChartFrame, IntervalLegend, LegendItem } from './chart-frame.tsx'
import type { ChartProps, ChartSize, Drawing } from './chart-frame.tsx'
import { claimsBehind, largestBound } from './chart-span.ts'
import { BarLabel, HorizontalBar, fittingTicks, tidy } from './horizontal-bar.tsx'
import { StageTable, stageFigures, stageSummary } from './stage-rows.tsx'
import type { StageRow, Stages } from './stage-rows.tsx'

const BAR = 12
const BAR_GAP = 3
const ROW_GAP = 14

/** Rows with a bar a stage on one axis: pledged, agreed, received, disbursed. At most four stages. */
export function StageBars(props: ChartProps & Stages): Child {
  const { reader, stages } = props
  const figures = stageFigures(props)
  return (
    <ChartFrame
      {...props}
      summary={stageSummary(reader, props)}
      claims={claimsBehind(figures)}
      draw={(size) => drawBars(props, size)}
      legend={
        <>
          {stages.map((stage, place) => (
            <LegendItem
              swatch={
                <g class={seriesOf(place)}>
                  <rect class="sure" x="1" y="2" width="22" height="10" />
                </g>
              }
            >
              {stage}
            </LegendItem>
          ))}
          <IntervalLegend reader={reader} figures={figures} />
        </>
      }
      table={<StageTable {...props} caption={props.title} />}
    />
  )
}

/** The fill of a stage by its place. */
export function seriesOf(place: number): string {
  return `s${(place % 4) + 1}`
}

function drawBars(props: ChartProps & Stages, size: ChartSize): Drawing {
  const { reader, rows } = props
  const wide = size.name === 'wide'
  const left = wide ? labelWidth(rows) : 2
  const head = wide ? 0 : 18
  const figures = stageFigures(props)
  const end = largestBound(figures)
  const x = scaleLinear([0, end], [left, size.width - (wide ? 150 : 118)])
  const heights = rows.map((row) => head + barsOf(row).length * (BAR + BAR_GAP) + ROW_GAP)
  const tops = heights.map((_, place) => 6 + sum(heights.slice(0, place)))
  const base = 6 + sum(heights)
  const place = { x: (amount: number) => x(amount), end }
  return {
    height: base + 24,
    marks: (
      <>
        <Axis reader={reader} ticks={x.ticks(5)} base={base} place={place} figures={figures} />
        {rows.map((row, index) => (
          <Row
            reader={reader}
            row={row}
            top={tops[index] ?? 0}
            head={head}
            left={left}
            place={place}
          />
        ))}
        <path class="axis" d={`M${left} 4V${base}`} />
      </>
    ),
  }
}

function Axis(props: {
  readonly reader: Reader
  readonly ticks: readonly number[]
  readonly base: number
  readonly place: { readonly x: (amount: number) => number }
  readonly figures: readonly { readonly unit: string }[]
}): Child {
  const { reader, ticks, base, place } = props
  const unit = props.figures[0]?.unit ?? 'item'
  const name = (tick: number) => formatTick(reader, tick, unit)
  const room = place.x(ticks.at(-1) ?? 0) - place.x(0)
  return (
    <>
      {fittingTicks(ticks, name, room).map((tick) => (
        <>
          <path class="gridline" d={`M${tidy(place.x(tick))} 4V${base}`} />
          <text class={tick === 0 ? 'start' : 'middle'} x={tidy(place.x(tick))} y={base + 17}>
            {name(tick)}
          </text>
        </>
      ))}
    </>
  )
}

function Row(props: {
  readonly reader: Reader
  readonly row: StageRow
  readonly top: number
  readonly head: number
  readonly left: number
  readonly place: { readonly x: (amount: number) => number; readonly end: number }
}): Child {
  const { reader, row, top, head, left } = props
  const bars = barsOf(row)
  const middle = top + (bars.length * (BAR + BAR_GAP)) / 2 + 3
  return (
    <>
      <text
        class={head === 0 ? 'name end' : 'name'}
        x={head === 0 ? left - 10 : left}
        y={tidy(head === 0 ? middle : top + 12)}
      >
        {row.label}
      </text>
      {bars.map(({ figure, stage }, index) => {
        const y = top + head + index * (BAR + BAR_GAP)
        const place = { ...props.place, y, height: BAR }
        return (
          <>
            <HorizontalBar reader={reader} figure={figure} place={place} series={seriesOf(stage)} />
            <BarLabel reader={reader} figure={figure} place={place} />
          </>
        )
      })}
    </>
  )
}

function barsOf(row: StageRow) {
  return row.cells.flatMap((figure, stage) => (figure === null ? [] : [{ figure, stage }]))
}

/** About seven units a letter at the size of chart labels; long names get the room they need up to a third. */
function labelWidth(rows: readonly StageRow[]): number {
  return Math.min(200, 16 + Math.max(...rows.map((row) => row.label.length), 0) * 7)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
