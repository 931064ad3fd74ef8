import type { Child } from 'hono/jsx'

import { DayTime, FigureValue, figureText } from '../figure-value.tsx'
import { formatDay, formatMonthName } from '../format-day.ts'
import { formatQuantity, formatTick } from '../format-number.ts'
import type { Reader } from '../reader.ts'
import type { ShownFigure } from '../shown-figure.ts'
import { Table } from '../table.tsx'
import { text } from '../words.ts'
import { ChartFrame, DisputedMark, IntervalLegend, LegendItem } from './chart-frame.tsx'
import type { ChartProps, ChartSize, Drawing } from './chart-frame.tsx'
import { chartSpan, claimsBehind } from './chart-span.ts'
import { tidy } from './horizontal-bar.tsx'
import { axesFor, ceilingSteps } from './strength-axes.ts'
import type { StrengthAxes, StrengthPoint } from './strength-axes.ts'

/** Strength over time against the ceiling; points at even distances, oldest first, the last one stressed. */
export function StrengthChart(
  props: ChartProps & { readonly points: readonly StrengthPoint[] },
): Child {
  const { reader, points } = props
  const figures = points.map((point) => point.figure)
  const ceilings = points.map((point) => point.ceiling)
  return (
    <ChartFrame
      {...props}
      summary={summaryOf(reader, points)}
      claims={claimsBehind([...figures, ...ceilings])}
      draw={(size) => drawStrength(reader, points, size)}
      legend={
        <>
          <LegendItem swatch={<rect class="sure" x="1" y="2" width="22" height="10" />}>
            {text(reader, 'chart.strength.series')}
          </LegendItem>
          <LegendItem swatch={<path class="ceiling" d="M0 7h24" />}>
            {text(reader, 'chart.ceiling')}
          </LegendItem>
          <IntervalLegend reader={reader} figures={figures} />
        </>
      }
      table={<StrengthTable {...props} />}
    />
  )
}

function StrengthTable(props: ChartProps & { readonly points: readonly StrengthPoint[] }): Child {
  const { reader } = props
  const shown = (figure: ShownFigure | null) =>
    figure === null ? '–' : <FigureValue reader={reader} figure={figure} />
  return (
    <Table
      reader={reader}
      caption={props.title}
      captionAs="hidden"
      rows={props.points}
      columns={[
        {
          head: text(reader, 'table.date'),
          as: 'row-head',
          cell: (point: StrengthPoint) => <DayTime reader={reader} day={point.day} />,
        },
        {
          head: text(reader, 'chart.strength.series'),
          as: 'number',
          cell: (point) => shown(point.figure),
        },
        {
          head: text(reader, 'table.ceiling'),
          as: 'number',
          cell: (point) => shown(point.ceiling),
        },
      ]}
    />
  )
}

function drawStrength(reader: Reader, points: readonly StrengthPoint[], size: ChartSize): Drawing {
  const height = size.name === 'wide' ? 250 : 230
  const axes = axesFor(points, size, height)
  return {
    height,
    marks: (
      <>
        <Grid reader={reader} axes={axes} points={points} />
        {points.map((point, place) =>
          point.figure === null ? null : (
            <Bar
              figure={point.figure}
              axes={axes}
              place={place}
              kind={place === points.length - 1 ? 'bar last' : 'bar'}
            />
          ),
        )}
        <path class="axis" d={`M${axes.left} ${axes.base}H${axes.right}`} />
        <Ceiling reader={reader} axes={axes} points={points} />
        <DateTicks
          reader={reader}
          axes={axes}
          points={points}
          every={size.name === 'wide' ? 3 : 5}
        />
        <LastValue reader={reader} axes={axes} points={points} />
      </>
    ),
  }
}

function Grid(props: {
  readonly reader: Reader
  readonly axes: StrengthAxes
  readonly points: readonly StrengthPoint[]
}): Child {
  const { reader, axes, points } = props
  const unit = points.find((point) => point.figure !== null)?.figure?.unit ?? 'person'
  return (
    <>
      {axes.ticks.map((tick) => (
        <>
          <path class="gridline" d={`M${axes.left} ${axes.y(tick)}H${axes.right}`} />
          <text class="end" x={axes.left - 8} y={axes.y(tick) + 4}>
            {formatTick(reader, tick, unit)}
          </text>
        </>
      ))}
    </>
  )
}

function Bar(props: {
  readonly figure: ShownFigure
  readonly axes: StrengthAxes
  readonly place: number
  readonly kind: string
}): Child {
  const { figure, axes } = props
  const x = axes.x(props.place)
  const centre = tidy(x + axes.band / 2)
  const span = chartSpan(figure, axes.end)
  if (span.kind === 'hollow') return <circle class="hollow" cx={centre} cy={axes.base - 8} r="5" />
  const sure = axes.y(span.sure)
  const reach = axes.y(span.reach)
  return (
    <g class={props.kind}>
      {span.open || span.sure === span.reach ? null : (
        <rect class="reach" x={x} y={reach} width={axes.band} height={tidy(sure - reach)} />
      )}
      <rect
        class="sure"
        x={x}
        y={Math.min(sure, axes.base - 1.5)}
        width={axes.band}
        height={Math.max(1.5, tidy(axes.base - sure))}
      />
      {span.open ? (
        <path class="open" d={`${chevron(centre, sure - 4)}${chevron(centre, sure - 10)}`} />
      ) : null}
      {figure.disputed ? <DisputedMark x={centre} y={Math.max(8, reach - 9)} /> : null}
    </g>
  )
}

function chevron(centre: number, y: number): string {
  return `M${tidy(centre - 5)} ${tidy(y)}l5-5 5 5`
}

function Ceiling(props: {
  readonly reader: Reader
  readonly axes: StrengthAxes
  readonly points: readonly StrengthPoint[]
}): Child {
  const { reader, axes, points } = props
  return (
    <>
      {ceilingSteps(points).map((step) => {
        const from = tidy(axes.x(step.first) - (axes.step - axes.band) / 2)
        const to = tidy(from + axes.step * step.count)
        const y = axes.y(step.amount)
        const key = step.first === 0 || step.count > 4 ? 'chart.strength.ceiling' : null
        const amount = formatQuantity(reader, step.ceiling)
        return (
          <>
            <path class="ceiling" d={`M${from} ${y}H${to}`} />
            <text class="limit" x={from + 2} y={y - 6}>
              {key === null ? amount : text(reader, key, { amount })}
            </text>
          </>
        )
      })}
    </>
  )
}

function DateTicks(props: {
  readonly reader: Reader
  readonly axes: StrengthAxes
  readonly points: readonly StrengthPoint[]
  readonly every: number
}): Child {
  const { reader, axes, points } = props
  const every = Math.max(props.every, Math.ceil(points.length / 6))
  return (
    <>
      {points.map(({ day }, place) => {
        if ((points.length - 1 - place) % every !== 0) return null
        const year = place < every || day.slice(5, 7) <= String(every).padStart(2, '0')
        return (
          <text class="middle" x={tidy(axes.x(place) + axes.band / 2)} y={axes.base + 18}>
            {formatMonthName(reader, day)}
            {year ? ` ${day.slice(0, 4)}` : ''}
          </text>
        )
      })}
    </>
  )
}

function LastValue(props: {
  readonly reader: Reader
  readonly axes: StrengthAxes
  readonly points: readonly StrengthPoint[]
}): Child {
  const { reader, axes, points } = props
  const last = points.at(-1)
  if (last?.figure == null) return null
  const span = chartSpan(last.figure, axes.end)
  const y = span.kind === 'hollow' ? axes.base - 4 : axes.y(span.reach) + 6
  return (
    <text class="last" x={axes.right + 6} y={Math.max(14, y)}>
      {figureText(reader, last.figure, 'short')}
    </text>
  )
}

function summaryOf(reader: Reader, points: readonly StrengthPoint[]): string {
  const said = points.flatMap(({ day, figure }) =>
    figure === null ? [] : [`${formatDay(reader, day)}: ${figureText(reader, figure, 'short')}`],
  )
  return said.join('; ')
}
