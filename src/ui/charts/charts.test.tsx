import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'

import { drawn, testFigure, testReader } from '../test-reader.ts'
import { chartSpan, largestBound } from './chart-span.ts'
import { fittingTicks } from './horizontal-bar.tsx'
import { PledgeLadder } from './pledge-ladder.tsx'
import { StageBars } from './stage-bars.tsx'
import { ceilingSteps } from './strength-axes.ts'
import { StrengthChart } from './strength-chart.tsx'
import { placeStrip } from './strip-places.ts'
import { TimelineStrip, monthTicks } from './timeline-strip.tsx'

const stages = ['Offered', 'Pledged']
const rows = [
  { label: 'Kenya', cells: [testFigure(1000, null), testFigure(1000, 1000)] },
  { label: 'Benin', cells: [null, testFigure(1500, 2000, { disputed: true })] },
  { label: 'Chad', cells: [testFigure(null, null, { unquantified: 1 }), null] },
]
const points = [
  { day: '2024-06-30', figure: testFigure(200, 200), ceiling: null },
  {
    day: '2024-07-31',
    figure: testFigure(350, 400, { disputed: true }),
    ceiling: testFigure(2500, 2500),
  },
  { day: '2024-08-31', figure: testFigure(null, null), ceiling: testFigure(2500, 2500) },
  { day: '2024-09-30', figure: testFigure(410, null), ceiling: testFigure(5500, 5500) },
]

async function parsed(child: Parameters<typeof drawn>[0]) {
  return parseHTML(`<body>${await drawn(child)}</body>`).document
}

describe('how a figure is drawn along an axis', () => {
  test('a range is sure as far as all agree, an open bound stays short of the axis, nobody’s number is hollow', () => {
    expect(chartSpan(testFigure(7, 12), 20)).toEqual({
      kind: 'bar',
      sure: 7,
      reach: 12,
      open: false,
    })
    expect(chartSpan(testFigure(null, 12), 20)).toEqual({
      kind: 'bar',
      sure: 0,
      reach: 12,
      open: false,
    })
    expect(chartSpan(testFigure(19.5, null), 20)).toEqual({
      kind: 'bar',
      sure: 19.5,
      reach: 20,
      open: true,
    })
    expect(chartSpan(testFigure(null, null), 20)).toEqual({ kind: 'hollow' })
    expect(chartSpan(testFigure(0, 0), 20)).toEqual({ kind: 'bar', sure: 0, reach: 0, open: false })
  })

  test('an axis has room for the largest bound and the arrow of an open one', () => {
    expect(largestBound([testFigure(7, 12), null])).toBe(12)
    expect(largestBound([testFigure(100, null)])).toBeGreaterThan(100)
    expect(largestBound([testFigure(null, null)])).toBe(1)
  })

  test('ticks are left out until their labels fit', () => {
    expect(fittingTicks([0, 1, 2, 3], String, 400)).toEqual([0, 1, 2, 3])
    expect(fittingTicks([0, 1, 2, 3], String, 50)).toEqual([0, 2])
  })
})

describe('every picture', () => {
  const reader = testReader()
  const strip = [{ date: '2024-06', lane: 'Forces', label: 'First arrivals', claims: ['c1'] }]
  test.each([
    [
      'strength',
      () => <StrengthChart reader={testReader()} id="p" title="Strength" points={points} />,
    ],
    [
      'ladder',
      () => (
        <PledgeLadder
          reader={testReader()}
          id="p"
          title="Ladder"
          stages={stages}
          rows={rows}
          rowHead="State"
        />
      ),
    ],
    [
      'stages',
      () => (
        <StageBars
          reader={testReader()}
          id="p"
          title="Stages"
          stages={stages}
          rows={rows}
          rowHead="State"
        />
      ),
    ],
    [
      'strip',
      () => (
        <TimelineStrip
          reader={reader}
          id="p"
          title="Time"
          items={strip}
          from="2024-01-01"
          to="2024-12-31"
        />
      ),
    ],
  ])('%s has two sizes with title and description, a mark, and a table', async (_, draw) => {
    const document = await parsed(draw())
    const pictures = [...document.querySelectorAll('svg[role=img]')]
    expect(pictures.map((picture) => picture.getAttribute('class'))).toEqual([
      'chart wide',
      'chart narrow',
    ])
    for (const picture of pictures) {
      const ids = picture.getAttribute('aria-labelledby')?.split(' ') ?? []
      expect(
        ids.map((id: string) => document.getElementById(id)?.textContent?.length ?? 0),
      ).not.toContain(0)
    }
    expect(document.querySelector('figcaption a.mark')).not.toBeNull()
    expect(document.querySelector('figure table tbody tr')).not.toBeNull()
    expect(document.querySelector('figure')?.innerHTML).not.toContain('NaN')
  })

  test('the table repeats every figure of the picture with its claims', async () => {
    const document = await parsed(
      <PledgeLadder
        reader={testReader()}
        id="p"
        title="Ladder"
        stages={stages}
        rows={rows}
        rowHead="State"
      />,
    )
    const inTable = [...document.querySelectorAll('table data')].map((data) =>
      data.getAttribute('value'),
    )
    expect(inTable).toEqual(['1000/..', '1000', '1500/2000', '../..'])
  })
})

describe('the strength chart', () => {
  test('draws a solid bar, a light range with a dispute, a hollow mark and an arrow', async () => {
    const document = await parsed(
      <StrengthChart reader={testReader()} id="p" title="Strength" points={points} />,
    )
    const wide = document.querySelector('.wide')
    const count = (selector: string) => wide?.querySelectorAll(selector).length
    expect(count('rect.sure')).toBe(3)
    expect(count('rect.reach')).toBe(1)
    expect(count('.dispute')).toBe(1)
    expect(count('circle.hollow')).toBe(1)
    expect(count('path.open')).toBe(1)
    expect(count('path.ceiling')).toBe(2)
  })

  test('the ceiling steps where it changes and leaves a gap where there is none', () => {
    expect(ceilingSteps(points).map(({ first, count, amount }) => [first, count, amount])).toEqual([
      [1, 2, 2500],
      [3, 1, 5500],
    ])
  })
})

describe('the timeline strip', () => {
  const frame = { axis: { from: 0, to: 100 }, left: 0, width: 406, laneHead: 0, letters: 20 }
  const day = (at: number) => ({ from: at, to: at })

  test('labels that would touch go on lines of their own', () => {
    const placed = placeStrip(
      [
        { lane: 'a', label: 'first thing', outer: day(10), sure: day(10) },
        { lane: 'a', label: 'second thing', outer: day(12), sure: day(12) },
        { lane: 'a', label: 'much later', outer: day(60), sure: day(60) },
      ],
      frame,
    )
    expect(placed.items.map((item) => item.y)).toEqual([0, 0, 23])
    expect(placed.items.find((item) => item.label === 'second thing')?.y).toBe(23)
  })

  test('open ends reach the edge and long labels are cut', () => {
    const entry = {
      lane: 'a',
      label: 'a label longer than twenty letters',
      outer: { from: 50, to: null },
      sure: null,
    }
    const [item] = placeStrip([entry], frame).items
    expect(item).toMatchObject({ x0: 200, x1: 400, side: 'inside', label: 'a label longer than…' })
  })

  test('ticks fall on months that keep their distance', () => {
    expect(monthTicks('2024-01-15', '2024-06-15', 6)).toEqual([
      '2024-02',
      '2024-03',
      '2024-04',
      '2024-05',
      '2024-06',
    ])
    expect(monthTicks('2023-09-01', '2026-12-31', 4)).toEqual(['2024-01', '2025-01', '2026-01'])
  })
})
