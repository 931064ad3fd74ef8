/**
 * One claim behind a number, as pages need it. Same shape as the register's `Basis`, which `ui` may
 * not import: it knows no database and no register.
 */
export interface ShownBasis {
  readonly claim: string
  readonly assertedBy: string
  readonly reportedBy: string | null
  readonly low: number | null
  readonly high: number | null
  readonly chosen: boolean
}

/** A number ready to show, with the claims it rests on. Same shape as the register's `Figure`. */
export interface ShownFigure {
  readonly low: number | null
  readonly high: number | null
  readonly unit: string
  readonly disputed: boolean
  readonly unquantified: number
  readonly basis: readonly ShownBasis[]
}

/** What a number looks like to somebody comparing it: settled, disputed, or given by nobody. */
export type FigureState = 'settled' | 'disputed' | 'unquantified'

/** Which state a figure is in. */
export function figureState(figure: ShownFigure): FigureState {
  if (figure.disputed) return 'disputed'
  return figure.low === null && figure.high === null ? 'unquantified' : 'settled'
}
