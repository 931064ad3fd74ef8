import { IncorrectValue } from './errors.ts'
import type { Quantity } from './quantity.ts'
import { atLeast, atMost, between, exactly, unknown } from './quantity.ts'
import type { WrittenNumber } from './read-number.ts'
import { readNumber, valueOf } from './read-number.ts'

/**
 * What the words before a number do to it. English and French, since those are the sources' languages.
 * `more`: the number itself is the closed low bound, because people say "more than 1,000" of 1,000 too.
 */
const BEFORE: readonly (readonly [RegExp, Hedge])[] = [
  [
    /^(?:more than|over|at least|no fewer than|no less than|not less than|a minimum of|upwards of|exceeding|plus de|au moins|>=|≥|>) ?/,
    'more',
  ],
  [
    /^(?:fewer than|less than|under|below|up to|at most|no more than|not more than|a maximum of|moins de|jusqu['’]à|au plus|<=|≤|<) ?/,
    'fewer',
  ],
  [/^(?:nearly|almost|close to|just under|just short of|près de|presque) /, 'nearly'],
  [
    /^(?:about|around|approximately|roughly|some|circa|an estimated|estimated|environ|quelque) |^(?:c\.|ca\.|~) ?/,
    'about',
  ],
]
const AFTER: readonly (readonly [RegExp, Hedge])[] = [
  [/(?:\+| or more| ou plus| and more| and counting)$/, 'more'],
  [/(?: or fewer| or less| at most| ou moins)$/, 'fewer'],
]
type Hedge = 'more' | 'fewer' | 'nearly' | 'about'

/**
 * Words that give a least and nothing else: the one unit of the word, because plurals are used loosely
 * ("thousands" of 1,300). "Several" and "a few" say only that there was more than one.
 */
const LEAST: Readonly<Record<string, number>> = {
  several: 2,
  'a few': 2,
  many: 2,
  tens: 10,
  dozens: 12,
  scores: 20,
  'several dozen': 24,
  hundreds: 100,
  'several hundred': 200,
  'a few hundred': 200,
  thousands: 1000,
  'several thousand': 2000,
  'a few thousand': 2000,
  'tens of thousands': 10_000,
  'hundreds of thousands': 100_000,
  millions: 1_000_000,
}
const NONE = new Set(['none', 'no', 'nil', 'aucun', 'aucune'])
const NOT_GIVEN = new Set([
  'unknown',
  'not known',
  'not given',
  'unspecified',
  'undisclosed',
  'inconnu',
  '..',
  '?',
])

const RANGES: readonly RegExp[] = [
  /^(?:between|entre) (.+?) (?:and|et) (.+)$/,
  /^(?:from |de )?(.+?)(?: ?[-–] ?| to | or | à | ou )(.+)$/,
]
/** No amount takes more words; anything longer is a sentence pasted by mistake. */
const LONGEST = 200
const INTERVAL = /^(-?\d+(?:\.\d+)?)?\.\.(-?\d+(?:\.\d+)?)?$/

/**
 * Reads an amount as a source words it: `1,000`, `more than 1,000`, `nearly 3,100`, `7–12`, `7 or 12`,
 * `up to 500`, `tens of thousands`, `unknown`; or as `writeQuantity` writes it.
 */
export function parseQuantity(text: string, unit: string): Quantity {
  if (text.length > LONGEST) {
    throw new IncorrectValue(
      'quantity.form',
      `A text of ${text.length} characters is not an amount; give only the words of the amount itself.`,
    )
  }
  const phrase = tidy(text, unit)
  const quantity = NOT_GIVEN.has(phrase)
    ? unknown(unit)
    : (readInterval(phrase, unit) ?? read(phrase, unit))
  if (quantity === null) {
    throw new IncorrectValue(
      'quantity.form',
      `“${text}” is not an amount; write a number such as 1,000, a range such as 7–12, words such as “more than 1,000”, or “unknown”.`,
    )
  }
  return quantity
}

/** Writes a quantity the same in every language: `12`, `7..12`, `1000..`, `..12`, or `..` where nobody gave it. */
export function writeQuantity({ low, high }: Quantity): string {
  if (low !== null && low === high) return plain(low)
  return `${low === null ? '' : plain(low)}..${high === null ? '' : plain(high)}`
}

function read(phrase: string, unit: string): Quantity | null {
  if (NONE.has(phrase)) return exactly(0, unit)
  const least = LEAST[phrase]
  if (least !== undefined) return atLeast(least, unit)
  return readHedged(phrase, unit) ?? readExact(phrase, unit) ?? readRange(phrase, unit)
}

function readExact(phrase: string, unit: string): Quantity | null {
  const number = readNumber(phrase)
  return number === null ? null : exactly(valueOf(number), unit)
}

function readHedged(phrase: string, unit: string): Quantity | null {
  for (const [pattern, hedge] of [...BEFORE, ...AFTER]) {
    const rest = phrase.replace(pattern, '')
    const inner = rest === phrase ? null : read(rest, unit)
    if (inner !== null) return loosen(inner, hedge)
  }
  return null
}

/**
 * "Nearly n" is at most n and not under nine tenths of it, "about n" within a tenth either way: nobody
 * calls 2,700 "nearly 3,100". Whole numbers stay whole, rounded outward.
 */
function loosen({ low, high, unit }: Quantity, hedge: Hedge): Quantity {
  switch (hedge) {
    case 'more':
      return { low, high: null, unit }
    case 'fewer':
      return high === null ? { low: 0, high, unit } : atMost(high, unit)
    case 'nearly':
      return { low: low === null ? null : aTenthFrom(low, -1), high, unit }
    case 'about':
      return {
        low: low === null ? null : aTenthFrom(low, -1),
        high: high === null ? null : aTenthFrom(high, 1),
        unit,
      }
  }
}

/** A tenth of the amount further down or up, below zero too. */
function aTenthFrom(amount: number, way: -1 | 1): number {
  const moved = (amount * 10 + way * Math.abs(amount)) / 10
  if (!Number.isInteger(amount)) return moved
  return way === -1 ? Math.floor(moved) : Math.ceil(moved)
}

function readRange(phrase: string, unit: string): Quantity | null {
  for (const pattern of RANGES) {
    const [, first = '', second = ''] = pattern.exec(phrase) ?? []
    const [low, high] = [readNumber(first), readNumber(second)]
    if (low !== null && high !== null) {
      return between(valueOf(inScaleOf(low, high, phrase)), valueOf(high), unit)
    }
  }
  return null
}

/** "10–12 million" means 10 million: the word after the range holds for both, where that leaves a range. */
function inScaleOf(low: WrittenNumber, high: WrittenNumber, phrase: string): WrittenNumber {
  if (low.power !== 0 || high.power === 0) return low
  const scaled = { digits: low.digits, power: high.power }
  if (valueOf(scaled) <= valueOf(high)) return scaled
  throw new IncorrectValue(
    'quantity.ambiguous',
    `“${phrase}” leaves open how large its first number is; write both numbers out.`,
  )
}

function readInterval(phrase: string, unit: string): Quantity | null {
  const parts = INTERVAL.exec(phrase)
  if (parts === null) return null
  const [, low, high] = parts
  if (low !== undefined && high !== undefined) return between(Number(low), Number(high), unit)
  if (high !== undefined) return { low: null, high: Number(high), unit }
  return low === undefined ? unknown(unit) : atLeast(Number(low), unit)
}

function tidy(text: string, unit: string): string {
  const phrase = text
    .normalize('NFC')
    .replaceAll('−', '-')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase()
  return unit === 'percent' ? phrase.replace(/ ?(?:%|per ?cent)$/, '') : phrase
}

/** Never in powers of ten (`1e+21`), which the notation has no room for. */
function plain(amount: number): string {
  const text = String(amount)
  return text.includes('e') ? BigInt(amount).toString() : text
}
