import { FOREVER, nodeOf } from './dyadic.ts'
import { openToOf } from './handling.ts'
import { addClaim, type Box, type LaneClaim, projectLane } from './reach.ts'
import type { RowSink } from './rows.ts'
import type { PlacedBox } from './stored-box.ts'

/** One lane while a batch is worked through. */
export interface LaneState {
  readonly lane: number
  readonly kindId: number
  /** Before which audience it lies (`apartOf`). */
  readonly apart: string
  boxes: readonly PlacedBox[]
}

/** Puts one claim into its lane at `seq`; the boxes it replaces are closed there. */
export function placeClaim(state: LaneState, claim: LaneClaim, seq: number, rows: RowSink): void {
  const { removed, added } = addClaim(state.boxes, claim)
  const gone = new Set(removed)
  const closing = state.boxes.filter((box) => gone.has(box))
  replaceBoxes(state, { closing, opening: added }, seq, rows)
}

/** Draws a lane anew at `seq`, after one of its claims was taken back or given back. */
export function redrawLane(
  state: LaneState,
  claims: readonly LaneClaim[],
  seq: number,
  rows: RowSink,
): void {
  const wanted = projectLane(claims)
  const keys = new Set(wanted.map(keyOf))
  const standing = new Set(state.boxes.map(keyOf))
  replaceBoxes(
    state,
    {
      closing: state.boxes.filter((box) => !keys.has(keyOf(box))),
      opening: wanted.filter((box) => !standing.has(keyOf(box))),
    },
    seq,
    rows,
  )
}

/** Writes the boxes that are open when the batch ends. */
export function writeOpenBoxes(state: LaneState, rows: RowSink): void {
  for (const box of state.boxes) {
    if (!box.isStored) rows.add('open_box', openRow(state, box))
  }
}

/** The columns of an open box, in the table's order. */
export function openRow(
  { lane, kindId, apart }: Omit<LaneState, 'boxes'>,
  box: PlacedBox,
): readonly number[] {
  const { claim, said, valid, saidSpan, seqFrom, reach } = box
  return [
    lane,
    claim,
    said,
    kindId,
    valid.from,
    valid.to,
    saidSpan.from,
    saidSpan.to,
    seqFrom,
    reach,
    nodeOf(valid.from, valid.to - 1),
    saidNodeOf(saidSpan.from, saidSpan.to),
    openToOf(apart),
  ]
}

/** The node of a span of said time; exact bounds are re-checked, so minutes are fine enough. */
export function saidNodeOf(from: number, to: number): number {
  return nodeOf(saidCell(from), saidCell(to - 1))
}

/** The minute a second lies in, on the said axis of the index. */
export function saidCell(second: number): number {
  return Math.min(FOREVER, Math.floor(second / 60))
}

function replaceBoxes(
  state: LaneState,
  { closing, opening }: { closing: readonly PlacedBox[]; opening: readonly Box[] },
  seq: number,
  rows: RowSink,
): void {
  for (const box of closing) {
    if (box.isStored)
      rows.remove('open_box', [
        state.lane,
        box.claim,
        box.valid.from,
        box.saidSpan.from,
        box.seqFrom,
      ])
    if (box.seqFrom < seq) rows.add('closed_box', closedRow(state, box, seq))
  }
  const gone = new Set<Box>(closing)
  state.boxes = [
    ...state.boxes.filter((box) => !gone.has(box)),
    ...opening.map((box) => ({ ...pureBox(box), seqFrom: seq, isStored: false })),
  ]
}

/** Drops what a cut copied from the box it was made of. */
function pureBox({ claim, said, valid, saidSpan, reach }: Box): Box {
  return { claim, said, valid, saidSpan, reach }
}

function closedRow(
  { lane, kindId, apart }: LaneState,
  box: PlacedBox,
  seq: number,
): readonly number[] {
  const { claim, valid, saidSpan, seqFrom, reach } = box
  return [
    lane,
    claim,
    kindId,
    valid.from,
    valid.to,
    saidSpan.from,
    saidSpan.to,
    seqFrom,
    seq,
    reach,
    nodeOf(valid.from, valid.to - 1),
    nodeOf(seqFrom, seq - 1),
    openToOf(apart),
  ]
}

function keyOf({ claim, valid, saidSpan, reach }: Box): string {
  return [claim, valid.from, valid.to, saidSpan.from, saidSpan.to, reach].join(' ')
}
