/** Reads the text form of one PostgreSQL value. */
export type ValueParser = (text: string) => unknown

/** The types that the engines' own readers treat differently, or turn into dates, by their fixed oid. */
export const VALUE_PARSERS: ReadonlyMap<number, ValueParser> = new Map<number, ValueParser>([
  [17, readBytes],
  [20, readInteger],
  [1082, readDay],
  [1114, readInstant],
  [1184, readInstant],
])

/** The array types of those types: oid of the array to oid of its element. */
export const ARRAY_ELEMENTS: ReadonlyMap<number, number> = new Map([
  [1001, 17],
  [1016, 20],
  [1182, 1082],
  [1115, 1114],
  [1185, 1184],
])

const HEX_PREFIX = String.raw`\x`
const INSTANT = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.(\d+))?(?:\+00)?$/
const DAY = /^\d{4}-\d{2}-\d{2}$/

function readBytes(text: string): Uint8Array {
  return Buffer.from(text.slice(HEX_PREFIX.length), 'hex')
}

function readInteger(text: string): number {
  const number = Number(text)
  if (Number.isSafeInteger(number)) return number
  throw new RangeError(`The int8 ${text} is too large for a JavaScript number; select it as text.`)
}

function readDay(text: string): string {
  if (DAY.test(text)) return text
  throw new RangeError(`The date "${text}" is no day; store open ends as null, not as infinity.`)
}

/** A UTC instant to the millisecond; the connections' time zone is UTC. */
function readInstant(text: string): string {
  const [, day, time, fraction = ''] = INSTANT.exec(text) ?? []
  if (day !== undefined && time !== undefined) {
    return `${day}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}Z`
  }
  throw new RangeError(
    `The timestamp "${text}" is no instant in UTC; store open ends as null, not as infinity.`,
  )
}
