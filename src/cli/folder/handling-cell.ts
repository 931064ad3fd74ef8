import type { Handling } from '#kit'

import { readJson } from './cells.ts'

/** Reads how far a row may go: a release by its name, anything more as JSON; null where nothing is written. */
export function readHandling(cell: string): unknown {
  if (cell === '') return null
  if (cell.startsWith('{')) return readJson(cell, 'handling')
  return { release: cell, compartment: null, embargo: null }
}

/** The cell that `readHandling` reads back. */
export function writeHandling(handling: Handling): string {
  const { release, compartment, embargo } = handling
  return compartment === null && embargo === null ? release : JSON.stringify(handling)
}
