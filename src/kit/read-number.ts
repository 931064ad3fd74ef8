import { IncorrectValue } from './errors.ts'

/** A number as written and the power of ten that a word after it stands for: `12` `million` is (12, 6). */
export interface WrittenNumber {
  readonly digits: string
  readonly power: number
}

const POWERS = new Map([
  ['', 0],
  ['hundred', 2],
  ['thousand', 3],
  ['k', 3],
  ['million', 6],
  ['millions', 6],
  ['m', 6],
  ['mn', 6],
  ['billion', 9],
  ['milliard', 9],
  ['milliards', 9],
  ['bn', 9],
])

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'
const WORDS = new Map([
  ...ONES.split(' ').map((word, number): [string, number] => [word, number]),
  ...TENS.split(' ').map((word, index): [string, number] => [word, (index + 2) * 10]),
])

/** Digits in groups of three split by commas, spaces or apostrophes, or in no groups, and a decimal point. */
const NUMERAL = /^(-?)(\d{1,3}(?:([, '’])\d{3})(?:\3\d{3})*|\d+)(\.\d+)?(?: ?([a-z]+))?$/

/** Reads a number in digits (`1,000`, `1.5 million`) or English words (`two dozen`); null where the text is no number. */
export function readNumber(text: string): WrittenNumber | null {
  return readNumeral(text) ?? readWords(text)
}

/** The number itself: shifting in decimal keeps `1.1 million` from becoming 1100000.0000000001. */
export function valueOf({ digits, power }: WrittenNumber): number {
  return Number(`${digits}e${power}`)
}

function readNumeral(text: string): WrittenNumber | null {
  if (/^\d+,\d{1,2}(?!\d)/.test(text)) throw ambiguous(text, text.replace(',', '.'))
  const parts = NUMERAL.exec(text)
  if (parts === null) return null
  const [, sign = '', whole = '', , fraction = '', word] = parts
  const power = POWERS.get(word ?? '')
  if (power === undefined) return null
  if (/^[1-9]\d*\.\d{3}$/.test(text))
    throw ambiguous(text, `${text.replace('.', '')} or ${Number(text)}`)
  return { digits: `${sign}${whole.replaceAll(/[^\d]/g, '')}${fraction}`, power }
}

/** What has been read so far: thousands and millions that are complete, and the group under way. */
interface Tally {
  readonly sum: number
  readonly group: number
}

function readWords(text: string): WrittenNumber | null {
  const words = text.replace(/^an? /, 'one ').replaceAll(/(hundred|thousand) and /g, '$1 ')
  let tally: Tally | null = { sum: 0, group: 0 }
  for (const word of words.split(/[ -]/)) tally = tally === null ? null : count(tally, word)
  return tally === null ? null : { digits: String(tally.sum + tally.group), power: 0 }
}

function count({ sum, group }: Tally, word: string): Tally | null {
  const small = WORDS.get(word)
  if (small !== undefined) return { sum, group: group + small }
  if (group === 0) return null
  if (word === 'dozen') return { sum, group: group * 12 }
  if (word === 'hundred') return { sum, group: group * 100 }
  const power = word.length > 2 ? POWERS.get(word) : undefined
  return power === undefined ? null : { sum: sum + group * 10 ** power, group: 0 }
}

function ambiguous(text: string, instead: string): IncorrectValue {
  return new IncorrectValue(
    'quantity.ambiguous',
    `“${text}” can be read as two different numbers; write ${instead}.`,
  )
}
