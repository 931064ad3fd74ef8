import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'

/** A column: the names that lead from an item to its cell. */
type Path = readonly string[]

const NUMBER = /^[+-]?\d+(?:\.\d+)?$/
/** Spreadsheets run a cell that begins so as a formula (OWASP, CSV Injection). */
const FORMULA = /^[=+\-@\t\r]/

/** Writes items as CSV (RFC 4180); the columns follow from the schema, so every page of a list has the same. */
export function toCsv(item: z.ZodType, items: readonly object[]): string {
  return `${csvHead(item)}${csvRows(item, items)}`
}

/** The first line of such a file. */
export function csvHead(item: z.ZodType): string {
  return write([columnsOf(item).map((path) => path.join('.'))])
}

/** The lines of some items, without the first line: for files that are written piece by piece. */
export function csvRows(item: z.ZodType, items: readonly object[]): string {
  const columns = columnsOf(item)
  return write(items.map((one) => columns.map((path) => cellOf(at(one, path)))))
}

function write(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    { record_delimiter: '\r\n' },
  )
}

function columnsOf(schema: unknown, path: Path = []): readonly Path[] {
  const bare = unwrap(schema)
  if (!(bare instanceof z.ZodObject)) return [path]
  return Object.entries(bare.shape).flatMap(([name, field]) => columnsOf(field, [...path, name]))
}

function unwrap(schema: unknown): unknown {
  const isWrapped =
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodReadonly
  return isWrapped ? unwrap(schema.unwrap()) : schema
}

function at(value: unknown, path: Path): unknown {
  const [name, ...rest] = path
  if (name === undefined) return value
  if (typeof value !== 'object' || value === null) return null
  return at(Object.entries(value).find(([key]) => key === name)?.[1], rest)
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return guarded(value)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value) && value.every((part) => typeof part === 'string')) {
    return guarded(value.join('; '))
  }
  return JSON.stringify(value)
}

function guarded(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
}
