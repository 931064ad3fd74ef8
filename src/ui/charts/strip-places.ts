import { scaleLinear } from 'd3-scale'

/** An item with the days it can cover and those it surely covers; null ends are open. */
export interface StripEntry {
  readonly lane: string
  readonly label: string
  readonly outer: DaySpan
  readonly sure: DaySpan | null
}

/** Day numbers; null where the end is open or unknown. */
export interface DaySpan {
  readonly from: number | null
  readonly to: number | null
}

/** What a strip is fitted into. */
export interface StripFrame {
  readonly axis: { readonly from: number; readonly to: number }
  readonly left: number
  readonly width: number
  /** Room above a lane for its name, 0 where the name stands beside it. */
  readonly laneHead: number
  /** Letters of a label before it is cut; the table has it whole. */
  readonly letters: number
}

/** Where an item is drawn. */
export interface PlacedItem {
  readonly x0: number
  readonly x1: number
  readonly sure: { readonly x0: number; readonly x1: number } | null
  readonly y: number
  readonly label: string
  readonly textX: number
  readonly side: 'inside' | 'after' | 'before'
}

/** Everything placed, and how high it came out. */
export interface StripPlaces {
  readonly left: number
  readonly height: number
  readonly x: (day: number) => number
  readonly lanes: readonly { readonly label: string; readonly top: number }[]
  readonly items: readonly PlacedItem[]
}

const LINE = 23
const LETTER = 6.3
const LANE_GAP = 5

/** Puts items into lanes and, within a lane, on as many lines as keep their labels apart. */
export function placeStrip(entries: readonly StripEntry[], frame: StripFrame): StripPlaces {
  const x = scaleLinear([frame.axis.from, frame.axis.to], [frame.left, frame.width - 6]).clamp(true)
  const names = [...new Set(entries.map((entry) => entry.lane))]
  const items: PlacedItem[] = []
  let top = 0
  const lanes = names.map((name) => {
    const lane = { label: name, top }
    const inLane = entries.filter((entry) => entry.lane === name)
    const lines = inLines(inLane.map((entry) => placeItem(entry, x, frame)))
    for (const [line, placed] of lines.entries()) {
      const y = top + frame.laneHead + line * LINE
      items.push(...placed.map((item) => ({ ...item.drawn, y })))
    }
    top += frame.laneHead + lines.length * LINE + LANE_GAP
    return lane
  })
  return { left: frame.left, height: top, x, lanes, items }
}

interface Fitted {
  readonly drawn: Omit<PlacedItem, 'y'>
  readonly from: number
  readonly to: number
}

function placeItem(entry: StripEntry, x: (day: number) => number, frame: StripFrame): Fitted {
  const [x0, x1] = ends(entry.outer, x, frame)
  const label = cut(entry.label, frame.letters)
  const room = label.length * LETTER
  const side = sideOf({ x0, x1, room }, frame)
  const textX = { inside: Math.max(x0, frame.left) + 6, after: x1 + 8, before: x0 - 8 }[side]
  const sure = surePart(entry, x, frame)
  return {
    drawn: { x0, x1, sure, label, textX, side },
    from: side === 'before' ? textX - room : x0 - 6,
    to: side === 'after' ? textX + room : x1 + 6,
  }
}

function sideOf(
  at: { readonly x0: number; readonly x1: number; readonly room: number },
  frame: StripFrame,
): PlacedItem['side'] {
  if (at.x1 - at.x0 >= at.room + 12) return 'inside'
  return at.x1 + 8 + at.room <= frame.width || at.x0 - 8 - at.room < frame.left ? 'after' : 'before'
}

function surePart(
  entry: StripEntry,
  x: (day: number) => number,
  frame: StripFrame,
): { readonly x0: number; readonly x1: number } | null {
  if (entry.sure === null) return null
  const [x0, x1] = ends(entry.sure, x, frame)
  return x1 < x0 ? null : { x0, x1 }
}

function ends(
  span: DaySpan,
  x: (day: number) => number,
  frame: StripFrame,
): readonly [number, number] {
  return [x(span.from ?? frame.axis.from), x(span.to ?? frame.axis.to)]
}

function inLines(items: readonly Fitted[]): readonly (readonly Fitted[])[] {
  const lines: Fitted[][] = []
  for (const item of items.toSorted((a, b) => a.from - b.from)) {
    const line = lines.find((placed) => placed.every((other) => other.to + 6 <= item.from))
    if (line === undefined) lines.push([item])
    else line.push(item)
  }
  return lines
}

function cut(label: string, letters: number): string {
  return label.length <= letters ? label : `${label.slice(0, letters - 1)}…`
}
