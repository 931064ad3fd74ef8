import { IncorrectValue } from './errors.ts'

/**
 * The one way of writing a value as JSON (RFC 8785), so that equal content gives equal bytes and hashes.
 * Properties that are undefined are left out, as in JSON; anything else that JSON cannot hold is refused.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0)
}

/** Whether two values say the same once written as canonical JSON. */
export function sameContent(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b)
}

/** Deeper nesting is a mistake or an attack; the limit keeps it from exhausting the stack. */
const DEEPEST = 200

function write(value: unknown, depth: number): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return writeText(value)
  if (typeof value === 'number') return writeNumber(value)
  if (typeof value !== 'object') throw incorrect(`a value of type ${typeof value}`)
  if (depth === DEEPEST) throw incorrect(`nesting of more than ${DEEPEST} levels`)
  if (Array.isArray(value)) return `[${value.map((item) => write(item, depth + 1)).join(',')}]`
  return writeObject(value, depth)
}

function writeObject(value: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    throw incorrect(`an object of class ${value.constructor.name}`)
  }
  const properties = Object.entries(value)
    .filter(([, property]) => property !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, property]) => `${writeText(name)}:${write(property, depth + 1)}`)
  return `{${properties.join(',')}}`
}

function writeText(text: string): string {
  if (/\p{Surrogate}/u.test(text)) throw incorrect('a text that holds half a character')
  return JSON.stringify(text)
}

function writeNumber(number: number): string {
  if (!Number.isFinite(number)) throw incorrect(`the number ${number}`)
  return JSON.stringify(number)
}

function incorrect(what: string): IncorrectValue {
  return new IncorrectValue(
    'json.value',
    `Canonical JSON cannot hold ${what}; use plain objects, lists, whole texts, finite numbers, true, false and null.`,
  )
}
