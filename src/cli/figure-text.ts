import type { Figure } from '#register'
import { formatAmount, type Listener, text } from '#ui'

/** A figure in words and digits: its range, and how many items nobody has quantified. */
export function figureText(listener: Listener, figure: Figure): string {
  const { low, high, unquantified } = figure
  if (low === null && high === null && unquantified === 1) return formatAmount(listener, figure)
  if (unquantified === 0) return formatAmount(listener, figure)
  if (low === null && high === null) {
    return text(listener, 'quantity.count-not-quantified', { n: unquantified })
  }
  return `${formatAmount(listener, figure)}, ${text(listener, 'quantity.plus-not-quantified', { n: unquantified })}`
}

/** Who stands behind a figure, each with their amount: the one it rests on marked with a star. */
export function basisText(listener: Listener, { basis, unit }: Figure): string {
  return basis
    .map(({ assertedBy, reportedBy, low, high, chosen }) => {
      const by = reportedBy === null ? assertedBy : `${assertedBy} (${reportedBy})`
      return `${by}: ${formatAmount(listener, { low, high, unit })}${chosen ? '*' : ''}`
    })
    .join('; ')
}
