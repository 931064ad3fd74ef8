import { type Context, figuresBySubject } from '#desk-kit'
import { type Day, parseEdtf } from '#kit'
import { addUpFigures } from '#register'
import type { Asking, Figure } from '#register'

import { movement } from './kinds.ts'

/** One arrival, departure or rotation, counted once however many report it. */
export interface Move {
  readonly contributor: string
  readonly direction: 'arrival' | 'departure' | 'rotation'
  /** EDTF. */
  readonly on: string
  readonly figure: Figure
}

/** Every movement that stands at the asking, dated by the claim its number rests on. */
export async function readMoves(ctx: Context, at: Asking): Promise<readonly Move[]> {
  const subjects = await figuresBySubject(ctx, at, {
    kind: movement.name,
    unit: 'person',
    quantityOf: ({ value }) => movement.value.parse(value).personnel,
  })
  return subjects.flatMap(({ row, claims }): Move[] => {
    const basis = row.figure.basis.find(({ chosen }) => chosen)?.claim
    const claim = claims.find(({ id }) => id === basis) ?? claims[0]
    if (claim === undefined) return []
    const { contributor, direction, on } = movement.value.parse(claim.value)
    return [{ contributor, direction, on: on ?? claim.valid, figure: row.figure }]
  })
}

/** Arrivals less departures by interval arithmetic; a rotation changes nobody's number. */
export function netOf(moves: readonly Move[]): Figure {
  const sum = (direction: Move['direction']) =>
    addUpFigures(
      moves.filter((move) => move.direction === direction).map(({ figure }) => figure),
      'person',
    )
  const [arrived, departed] = [sum('arrival'), sum('departure')]
  const hasLeft = departed.low !== null || departed.high !== null
  const mostLeft = hasLeft ? (departed.high ?? Number.POSITIVE_INFINITY) : 0
  const less = (from: number | null, off: number) =>
    from === null ? null : Math.max(0, from - off)
  return {
    low: less(arrived.low, mostLeft),
    high: less(arrived.high, departed.low ?? 0),
    unit: 'person',
    disputed: arrived.disputed || departed.disputed,
    unquantified: arrived.unquantified + departed.unquantified,
    basis: [...arrived.basis, ...departed.basis],
  }
}

/** The first day an EDTF date can mean; empty where that is open. */
export function firstDay(edtf: string): Day {
  return parseEdtf(edtf).from.earliest ?? ''
}

/** The last day an EDTF date can mean; the first where that is open. */
export function lastDay(edtf: string): Day {
  const { from, to } = parseEdtf(edtf)
  return to.latest ?? from.earliest ?? ''
}
