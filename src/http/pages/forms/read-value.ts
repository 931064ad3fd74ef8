import { IncorrectValue, parseMoneyQuantity, parseQuantity } from '#kit'
import type { Quantity } from '#kit'
import type { FormError } from '#ui'

import type { Shape, ValueField } from '../value-fields.ts'
import { rowsIn, valueIn } from './form-values.ts'
import { codeFor } from './suggest-field.tsx'
import type { Suggestions } from './suggest-field.tsx'

/** What is needed to read the fields of a value. */
export interface ValueReading {
  readonly values: Readonly<Record<string, string>>
  readonly suggestions: Suggestions
  /** The sentence for a field that was left empty. */
  readonly missing: (path: string) => string
}

/** A value as read, and what could not be read of it. */
export interface ReadValue {
  readonly value: Readonly<Record<string, unknown>>
  readonly errors: readonly FormError[]
}

/** Reads a claim's value from the fields in which it was asked for. */
export function readValue(
  reading: ValueReading,
  fields: readonly ValueField[],
  prefix = 'value',
): ReadValue {
  const read = fields.map((field) => readField(reading, field, `${prefix}.${field.name}`))
  return {
    value: Object.fromEntries(
      fields.map((field, place) => [field.name, read[place]?.value ?? null] as const),
    ),
    errors: read.flatMap(({ errors }) => errors),
  }
}

interface ReadField {
  readonly value: unknown
  readonly errors: readonly FormError[]
}

function readField(reading: ValueReading, field: ValueField, path: string): ReadField {
  const { shape } = field
  if (shape.sort === 'group') return readGroup(reading, { field, fields: shape.fields }, path)
  if (shape.sort === 'list' && shape.of.sort === 'group') {
    return readRows(reading, shape.of.fields, path)
  }
  if (shape.sort === 'list') return readList(reading, { field, of: shape.of }, path)
  const written = valueIn(reading.values, path)
  if (written === '') {
    return field.isOptional
      ? { value: null, errors: [] }
      : { value: null, errors: [{ field: path, sentence: reading.missing(path) }] }
  }
  return readWritten(reading, shape, { path, written })
}

function readGroup(
  reading: ValueReading,
  { field, fields }: { readonly field: ValueField; readonly fields: readonly ValueField[] },
  path: string,
): ReadField {
  const isBlank = Object.entries(reading.values).every(
    ([name, value]) => !name.startsWith(`${path}.`) || value.trim() === '',
  )
  return isBlank && field.isOptional
    ? { value: null, errors: [] }
    : readValue(reading, fields, path)
}

/** Rows stand under their numbers; one in which nothing was written is none. */
function readRows(reading: ValueReading, fields: readonly ValueField[], path: string): ReadField {
  const read = rowsIn(reading.values, path)
    .filter(({ isBlank }) => !isBlank)
    .map(({ number }) => readValue(reading, fields, `${path}.${number}`))
  return { value: read.map(({ value }) => value), errors: read.flatMap(({ errors }) => errors) }
}

function readList(
  reading: ValueReading,
  { field, of }: { readonly field: ValueField; readonly of: Shape },
  path: string,
): ReadField {
  const between = of.sort === 'text' ? /\n/u : /[\n,;]/u
  const written = valueIn(reading.values, path)
    .split(between)
    .map((item) => item.trim())
    .filter((item) => item !== '')
  if (written.length === 0) return { value: field.isOptional ? null : [], errors: [] }
  const read = written.map((item) => readWritten(reading, of, { path, written: item }))
  return {
    value: read.map(({ value }) => value),
    errors: read.flatMap(({ errors }) => errors),
  }
}

function readWritten(
  reading: ValueReading,
  shape: Shape,
  { path, written }: { readonly path: string; readonly written: string },
): ReadField {
  if (shape.sort === 'money') return amountIn(path, () => parseMoneyQuantity(written))
  if (shape.sort === 'quantity') {
    return amountIn(path, () => readAmount(written, unitFor(shape.units, reading.values, path)))
  }
  return { value: leafValue(reading.suggestions, shape, written), errors: [] }
}

function leafValue(suggestions: Suggestions, shape: Shape, written: string): unknown {
  if (shape.sort === 'party') return codeFor(suggestions.parties, written)
  if (shape.sort === 'place') return codeFor(suggestions.places, written)
  if (shape.sort === 'subject') return codeFor(suggestions.subjects, written)
  return shape.sort === 'integer' ? Number(written.replaceAll(/[\s,]/gu, '')) : written
}

/** A kind that takes one unit does not ask for it. */
function unitFor(
  units: readonly string[],
  values: Readonly<Record<string, string>>,
  path: string,
): string {
  const [first] = units
  return units.length === 1 && first !== undefined ? first : valueIn(values, `${path}.unit`)
}

/** Where any unit may stand, a currency makes the amount one of money. */
function readAmount(written: string, unit: string): Quantity {
  return /^[A-Z]{3}$/.test(unit)
    ? parseMoneyQuantity(`${unit} ${written}`)
    : parseQuantity(written, unit)
}

function amountIn(path: string, read: () => Quantity): ReadField {
  try {
    return { value: read(), errors: [] }
  } catch (error) {
    if (!(error instanceof IncorrectValue)) throw error
    return { value: null, errors: [{ field: path, sentence: error.message }] }
  }
}
