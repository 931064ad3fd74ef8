import { type Box, REACH, type Reach } from './reach.ts'

/** A box with the place on the record from which it has held. */
export interface PlacedBox extends Box {
  readonly seqFrom: number
  /** Whether the database holds it already, so that closing it must take it away there. */
  readonly isStored: boolean
}

/** The columns of an open box, without its claim. */
export interface BoxRow {
  readonly said: number
  readonly valid_from: number
  readonly valid_to: number
  readonly said_from: number
  readonly said_to: number
  readonly seq_from: number
  readonly reach: number
}

/** A box as the database holds it. */
export function boxOf(row: BoxRow, claim: number): PlacedBox {
  return {
    claim,
    said: row.said,
    valid: { from: row.valid_from, to: row.valid_to },
    saidSpan: { from: row.said_from, to: row.said_to },
    seqFrom: row.seq_from,
    reach: reachOf(row.reach),
    isStored: true,
  }
}

/** A reach as the database writes it. */
export function reachOf(reach: number): Reach {
  if (reach === REACH.stands) return REACH.stands
  return reach === REACH.shadowed ? REACH.shadowed : REACH.open
}
