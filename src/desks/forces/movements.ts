import { type Day, groupBy, parseEdtf, type Quantity } from '#kit'
import { addUpFigures, type Figure, figureOf, type StandingClaim } from '#register'

import { movement } from './kinds.ts'
import { manifest } from './ledger-kinds.ts'

/** When something happened, and the first and last day that this can mean. */
export interface Dated {
  /** EDTF. */
  readonly on: string
  readonly first: Day
  readonly last: Day
}

/** One arrival, departure or rotation, counted once however many report it. */
export interface Move extends Dated {
  readonly subject: string
  readonly contributor: string
  readonly direction: 'arrival' | 'departure' | 'rotation'
  readonly figure: Figure
  readonly claims: readonly StandingClaim[]
}

/** Whether something dated so had happened by the end of a day. */
export type Happened = 'yes' | 'possibly' | 'no'

/** What a movement comes to from all that stands about it, its manifest included; a plan is none. */
export function movesIn(
  claims: readonly StandingClaim[],
  decided: ReadonlyMap<string, readonly string[]>,
): readonly Move[] {
  const told = claims.filter(
    ({ kind, modality }) =>
      modality !== 'planned' && (kind === movement.name || kind === manifest.name),
  )
  return movesAmong(told, decided)
}

/** What movements come to from all that is said of them and their manifests, plans included. */
export function movesAmong(
  told: readonly StandingClaim[],
  decided: ReadonlyMap<string, readonly string[]>,
): readonly Move[] {
  return [...groupBy(told, ({ subject }) => subject)]
    .flatMap(([subject, rivals]) => moveOf(subject, rivals, decided.get(subject) ?? null))
    .sort((a, b) => (a.subject < b.subject ? -1 : 1))
}

function moveOf(
  subject: string,
  rivals: readonly StandingClaim[],
  decided: readonly string[] | null,
): readonly Move[] {
  const figure = figureOf({
    claims: rivals,
    decided,
    unit: 'person',
    quantityOf: (claim) => headsOf(claim).personnel,
  })
  const basis = figure.basis.find(({ chosen }) => chosen)?.claim
  const claim = rivals.find(({ id }) => id === basis) ?? rivals[0]
  if (claim === undefined) return []
  const { contributor, direction, on } = headsOf(claim)
  return [
    { subject, contributor, direction, ...datedBy(on ?? claim.valid), figure, claims: rivals },
  ]
}

/** Who moved where, and when, as a claim about a movement or its manifest says. */
export function headsOf({ kind, value }: StandingClaim): {
  readonly contributor: string
  readonly direction: Move['direction']
  readonly on: string | null
  readonly personnel: Quantity
} {
  return kind === manifest.name ? manifest.read(value) : movement.read(value)
}

/** Arrivals less departures by interval arithmetic; a rotation changes nobody's number. */
export function netOf(moves: readonly Pick<Move, 'direction' | 'figure'>[]): Figure {
  const sum = (direction: Move['direction']) =>
    addUpFigures(
      moves.filter((move) => move.direction === direction).map(({ figure }) => figure),
      'person',
    )
  return lessDepartures(sum('arrival'), sum('departure'))
}

/** Who is left of those who arrived; nobody is fewer than nobody. */
export function lessDepartures(arrived: Figure, departed: Figure): Figure {
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

/** An EDTF date with the days that it can mean. */
export function datedBy(on: string): Dated {
  return { on, first: firstDay(on), last: lastDay(on) }
}

/** Whether something dated so had happened by the end of the day. */
export function happenedBy({ first, last }: Dated, day: Day): Happened {
  if (last <= day) return 'yes'
  return first <= day ? 'possibly' : 'no'
}

/** Whether something dated so happened on the day. */
export function happenedOn({ first, last }: Dated, day: Day): Happened {
  if (first > day || last < day) return 'no'
  return first === last ? 'yes' : 'possibly'
}

/** The figure as far as it surely counts: from nothing on where it may not have happened. */
export function countedIf(figure: Figure, happened: Exclude<Happened, 'no'>): Figure {
  if (happened === 'yes') return figure
  const isOpen = figure.low === null && figure.high === null
  return { ...figure, low: isOpen ? null : 0 }
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
