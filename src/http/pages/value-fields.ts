import { z } from 'zod'

import {
  edtfSchema,
  moneySchema,
  partySchema,
  placeSchema,
  subjectSchema,
  textSchema,
} from '#desk-kit'
import type { Kind } from '#desk-kit'

/** What stands in one field of a claim's value. */
export type Shape =
  | { readonly sort: 'quantity'; readonly units: readonly string[] }
  | { readonly sort: 'money' }
  | { readonly sort: LeafSort }
  | { readonly sort: 'words'; readonly words: readonly string[] }
  | { readonly sort: 'list'; readonly of: Shape }
  | { readonly sort: 'group'; readonly fields: readonly ValueField[] }

/** What is written as one piece of text. */
export type LeafSort = 'edtf' | 'party' | 'place' | 'subject' | 'text' | 'line' | 'integer'

const LEAF_SORTS: ReadonlySet<string> = new Set<LeafSort>([
  'edtf',
  'party',
  'place',
  'subject',
  'text',
  'line',
  'integer',
])

/** Whether a field is written as one piece of text. */
export function isLeaf(shape: Shape): shape is { readonly sort: LeafSort } {
  return LEAF_SORTS.has(shape.sort)
}

/** One field of a claim's value: enough to draw it, to ask for it and to read it back. */
export interface ValueField {
  readonly name: string
  readonly isOptional: boolean
  readonly shape: Shape
}

/** Units that amounts on record are counted in; a kind takes some of them, or any. */
export const UNITS = [
  'person',
  'vehicle',
  'aircraft',
  'kit',
  'item',
  'party',
  'member',
  'vote',
  'case',
  'allegation',
  'percent',
  'minute',
  'hour',
  'day',
  'month',
  'year',
] as const

/** The fields of a kind's value, in the order in which the kind declares them. */
export function fieldsOf(kind: Kind): readonly ValueField[] {
  return fieldsOfSchema(kind.value)
}

/** The fields of an object as its schema declares them; none where it is no object. */
export function fieldsOfSchema(schema: z.ZodType): readonly ValueField[] {
  return schema instanceof z.ZodObject ? fieldsIn(schema) : []
}

/** Whether amounts may be counted in any unit. */
function takesAnyUnit(schema: z.ZodType): boolean {
  return schema.safeParse({ low: 1, high: 1, unit: 'thing' }).success
}

function fieldsIn(schema: z.ZodObject): readonly ValueField[] {
  return Object.entries(schema.shape).map(([name, field]) => ({ name, ...fieldOf(asType(field)) }))
}

function fieldOf(schema: z.ZodType): Omit<ValueField, 'name'> {
  const isOptional =
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault
  if (!isOptional) return { isOptional: false, shape: shapeOf(schema) }
  return { isOptional: true, shape: fieldOf(asType(schema.unwrap())).shape }
}

/** The schemas of desk-kit are known by being themselves; the rest by what they are made of. */
function shapeOf(schema: z.ZodType): Shape {
  const named = NAMED.get(schema)
  if (named !== undefined) return { sort: named }
  if (schema instanceof z.ZodEnum) return { sort: 'words', words: schema.options.map(String) }
  if (schema instanceof z.ZodArray) return { sort: 'list', of: shapeOf(asType(schema.element)) }
  if (schema instanceof z.ZodNumber) return { sort: 'integer' }
  if (schema instanceof z.ZodObject) {
    return 'low' in schema.shape && 'unit' in schema.shape
      ? { sort: 'quantity', units: unitsOf(schema) }
      : { sort: 'group', fields: fieldsIn(schema) }
  }
  return { sort: 'line' }
}

const NAMED: ReadonlyMap<z.ZodType, 'money' | LeafSort> = new Map<z.ZodType, 'money' | LeafSort>([
  [moneySchema, 'money'],
  [edtfSchema, 'edtf'],
  [partySchema, 'party'],
  [placeSchema, 'place'],
  [subjectSchema, 'subject'],
  [textSchema, 'text'],
])

/** Which units an amount may have is known to its schema alone, so it is asked; none means any. */
function unitsOf(schema: z.ZodType): readonly string[] {
  if (takesAnyUnit(schema)) return []
  return UNITS.filter((unit) => schema.safeParse({ low: 1, high: 1, unit }).success)
}

/** zod types what schemas are made of by its core, of which every schema here is an instance. */
function asType(schema: unknown): z.ZodType {
  if (schema instanceof z.ZodType) return schema
  throw new Error('A field of a kind has no schema: kinds are declared with zod.')
}
