import type { Answer } from './desk.ts'

/** The order in which an answer's names are written; names that are not here follow by alphabet. */
const ORDER = [
  'validOn',
  'knownAt',
  'recordAt',
  'seq',
  'at',
  'root',
  'rows',
  'total',
  'apart',
  'subject',
  'party',
  'figure',
  'claim',
  'assertedBy',
  'reportedBy',
  'low',
  'high',
  'unit',
  'disputed',
  'unquantified',
  'basis',
  'chosen',
]
const PLACE = new Map(ORDER.map((name, place) => [name, place]))

/** An account's answer as every door sends it: one line of JSON whose names stand in a fixed order. */
export function accountBytes(answer: Answer): string {
  return `${JSON.stringify(inOrder(answer))}\n`
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).toSorted(([a], [b]) => compareNames(a, b))
  return Object.fromEntries(fields.map(([name, field]) => [name, inOrder(field)]))
}

function compareNames(a: string, b: string): number {
  const [first, second] = [PLACE.get(a) ?? ORDER.length, PLACE.get(b) ?? ORDER.length]
  if (first !== second) return first - second
  return a < b ? -1 : 1
}
