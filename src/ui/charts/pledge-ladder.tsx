import { scaleLinear } from 'd3-scale'
import type { Child } from 'hono/jsx'

import { figureText } from '../figure-value.tsx'
import type { Reader } from '../reader.ts'
import type { ShownFigure } from '../shown-figure.ts'
import { ChartFrame, DisputedMark, IntervalLegend } from './chart-frame.tsx'
import type { ChartProps, ChartSize, Drawing } from './chart-frame.tsx'
import { claimsBehind, largestBound } from './chart-span.ts'
import { BarLabel, HorizontalBar, tidy } from './horizontal-bar.tsx'
import { StageTable, stageFigures, stageSummary } from './stage-rows.tsx'
import type { StageRow, Stages } from './stage-rows.tsx'

const BAR = 9
const NAME_WIDTH = 122
const WIDTH = 560
const ROW = 38
const LINE = 19

type LadderProps = ChartProps & Stages

/**
 * Rows by stages: each State's promise from rung to rung, every rung on the same scale, so that one
 * sees where it stopped. Rungs stand side by side where there is room and below each other on a phone.
 */
export function PledgeLadder(props: LadderProps): Child {
  const figures = stageFigures(props)
  return (
    <ChartFrame
      {...props}
      summary={stageSummary(props.reader, props)}
      claims={claimsBehind(figures)}
      draw={(size) => (size.name === 'wide' ? drawAcross(props) : drawDown(props, size))}
      legend={<IntervalLegend reader={props.reader} figures={figures} />}
      table={<StageTable {...props} caption={props.title} />}
    />
  )
}

function drawAcross(props: LadderProps): Drawing {
  const { stages, rows } = props
  const width = (WIDTH - NAME_WIDTH) / Math.max(1, stages.length)
  const end = largestBound(stageFigures(props))
  const height = 24 + rows.length * ROW
  const starts = stages.map((_, place) => tidy(NAME_WIDTH + place * width))
  return {
    height,
    marks: (
      <>
        {stages.map((stage, place) => (
          <>
            <text class="head" x={starts[place]} y="14">
              {shorten(stage, width)}
            </text>
            <path class="rung" d={`M${starts[place] ?? 0} 24V${height}`} />
          </>
        ))}
        {rows.map((row, index) => (
          <Across
            reader={props.reader}
            row={row}
            top={24 + index * ROW}
            rungs={starts.map((start) => ({ start, width, end }))}
          />
        ))}
      </>
    ),
  }
}

interface Rung {
  readonly start: number
  readonly width: number
  readonly end: number
}

function Across(props: {
  readonly reader: Reader
  readonly row: StageRow
  readonly top: number
  readonly rungs: readonly Rung[]
}): Child {
  const { reader, row, top } = props
  return (
    <>
      <path class="gridline" d={`M0 ${top}H${WIDTH}`} />
      <text class="name" x="0" y={top + 23}>
        {shorten(row.label, NAME_WIDTH)}
      </text>
      {props.rungs.map((rung, place) => (
        <RungMark reader={reader} figure={row.cells[place] ?? null} rung={rung} top={top} />
      ))}
    </>
  )
}

function RungMark(props: {
  readonly reader: Reader
  readonly figure: ShownFigure | null
  readonly rung: Rung
  readonly top: number
}): Child {
  const { reader, figure, rung, top } = props
  if (figure === null) return null
  const x = scaleLinear([0, rung.end], [rung.start, rung.start + rung.width - 10])
  return (
    <>
      {figure.disputed ? <DisputedMark x={tidy(rung.start + 8)} y={top + 12} /> : null}
      <text class="value" x={tidy(rung.start + (figure.disputed ? 16 : 3))} y={top + 16}>
        {figureText(reader, figure, 'short')}
      </text>
      <HorizontalBar
        reader={reader}
        figure={figure}
        place={{ x, end: rung.end, y: top + 22, height: BAR }}
        series="s2"
      />
    </>
  )
}

function drawDown(props: LadderProps, size: ChartSize): Drawing {
  const { reader, rows, stages } = props
  const end = largestBound(stageFigures(props))
  const left = Math.min(120, 12 + Math.max(...stages.map((stage) => stage.length), 0) * 6.6)
  const x = scaleLinear([0, end], [left, size.width - 110])
  const heights = rows.map((row) => 30 + row.cells.filter((cell) => cell !== null).length * LINE)
  const tops = heights.map((_, place) => heights.slice(0, place).reduce((a, b) => a + b, 0))
  return {
    height: heights.reduce((a, b) => a + b, 0),
    marks: rows.map((row, index) => {
      const top = tops[index] ?? 0
      const cells = row.cells.flatMap((figure, stage) =>
        figure === null ? [] : [{ figure, stage }],
      )
      return (
        <>
          <path class="gridline" d={`M0 ${top}H${size.width}`} />
          <text class="name" x="0" y={top + 18}>
            {row.label}
          </text>
          {cells.map(({ figure, stage }, line) => {
            const place = { x, end, y: top + 27 + line * LINE, height: BAR }
            return (
              <>
                <text x="8" y={place.y + 9}>
                  {shorten(stages[stage] ?? '', left)}
                </text>
                <HorizontalBar reader={reader} figure={figure} place={place} series="s2" />
                <BarLabel reader={reader} figure={figure} place={place} />
              </>
            )
          })}
        </>
      )
    }),
  }
}

/** Cuts a label to its room, about 6.6 units a letter; the table has it whole. */
function shorten(label: string, room: number): string {
  const letters = Math.max(3, Math.floor(room / 6.6))
  return label.length <= letters ? label : `${label.slice(0, letters - 1)}…`
}
