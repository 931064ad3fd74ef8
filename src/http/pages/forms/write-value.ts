import { currencyOf } from '#ui'

import type { Shape, ValueField } from '../value-fields.ts'

/** A value as the fields of its form hold it, so that it can be changed: the inverse of `readValue`. */
export function writeValue(
  fields: readonly ValueField[],
  value: Readonly<Record<string, unknown>>,
  prefix = 'value',
): Readonly<Record<string, string>> {
  return Object.assign(
    {},
    ...fields.map((field) => writeField(field.shape, value[field.name], `${prefix}.${field.name}`)),
  )
}

function writeField(shape: Shape, value: unknown, path: string): Readonly<Record<string, string>> {
  if (typeof value === 'string' || typeof value === 'number') return { [path]: String(value) }
  if (Array.isArray(value)) return writeList(shape, value, path)
  if (!isRecord(value)) return {}
  return shape.sort === 'group'
    ? writeValue(shape.fields, value, path)
    : writeAmount(shape, value, path)
}

function writeList(
  shape: Shape,
  value: readonly unknown[],
  path: string,
): Readonly<Record<string, string>> {
  const of = shape.sort === 'list' ? shape.of : shape
  if (of.sort !== 'group') {
    return { [path]: value.map(String).join(of.sort === 'words' ? ',' : '\n') }
  }
  const rows = value.filter(isRecord)
  return Object.assign(
    {},
    ...rows.map((row, number) => writeValue(of.fields, row, `${path}.${number}`)),
  )
}

function writeAmount(
  shape: Shape,
  value: Readonly<Record<string, unknown>>,
  path: string,
): Readonly<Record<string, string>> {
  const unit = String(value['unit'])
  const money = currencyOf(unit)
  const inUnits = (bound: unknown) =>
    typeof bound === 'number' ? bound / (money?.minor ?? 1) : null
  const amount = inWords(inUnits(value['low']), inUnits(value['high']))
  if (shape.sort === 'money') return { [path]: `${money?.code ?? ''} ${amount}`.trim() }
  return { [path]: amount, [`${path}.unit`]: money?.code ?? unit }
}

/** The words that `parseQuantity` reads as these bounds. */
function inWords(low: number | null, high: number | null): string {
  if (low !== null && high !== null) return low === high ? String(low) : `${low}..${high}`
  if (low !== null) return `at least ${low}`
  return high === null ? 'unknown' : `..${high}`
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
