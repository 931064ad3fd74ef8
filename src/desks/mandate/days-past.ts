import type { Figure } from '#register'

/** The same figure counted the other way: days past an end, where it gave days left to it. */
export function daysPast(figure: Figure): Figure {
  const past = (days: number | null) => (days === null ? null : -days)
  return {
    ...figure,
    low: past(figure.high),
    high: past(figure.low),
    basis: figure.basis.map((basis) => ({
      ...basis,
      low: past(basis.high),
      high: past(basis.low),
    })),
  }
}
