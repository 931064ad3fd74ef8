import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { IncorrectValue } from './errors.ts'
import { parseQuantity, writeQuantity } from './parse-quantity.ts'
import { between } from './quantity.ts'

test.each([
  ['1,000', '1000'],
  ['1000', '1000'],
  ['1 000', '1000'],
  ['36,570,730,591', '36570730591'],
  ['0', '0'],
  ['-5', '-5'],
  ['−5', '-5'],
  ['2.5', '2.5'],
  ['0.125', '0.125'],
  ['1.1 million', '1100000'],
  ['600m', '600000000'],
  ['2 billion', '2000000000'],
  ['3 thousand', '3000'],
  ['twelve', '12'],
  ['twenty-five', '25'],
  ['two dozen', '24'],
  ['a dozen', '12'],
  ['a hundred', '100'],
  ['two hundred and fifty', '250'],
  ['one thousand two hundred', '1200'],
  ['three hundred thousand', '300000'],
  ['none', '0'],
  ['more than 1,000', '1000..'],
  ['over 100', '100..'],
  ['at least 3', '3..'],
  ['no fewer than 12', '12..'],
  ['1,000 or more', '1000..'],
  ['1,500+', '1500..'],
  ['plus de 1 000', '1000..'],
  ['up to 500', '0..500'],
  ['up to 7,500', '0..7500'],
  ['fewer than 40', '0..40'],
  ['less than two dozen', '0..24'],
  ['no more than 10', '0..10'],
  ['moins de 40', '0..40'],
  ["jusqu'à 500", '0..500'],
  ['nearly 3,100', '2790..3100'],
  ['almost 1,000', '900..1000'],
  ['près de 400', '360..400'],
  ['about 20', '18..22'],
  ['about 25', '22..28'],
  ['some 600', '540..660'],
  ['~ 50', '45..55'],
  ['about 2.5 million', '2250000..2750000'],
  ['7-12', '7..12'],
  ['7–12', '7..12'],
  ['7 – 12', '7..12'],
  ['7 or 12', '7..12'],
  ['7 to 12', '7..12'],
  ['between 7 and 12', '7..12'],
  ['entre 7 et 12', '7..12'],
  ['10–12 million', '10000000..12000000'],
  ['about 10 to 20', '9..22'],
  ['dozens', '12..'],
  ['hundreds', '100..'],
  ['several hundred', '200..'],
  ['more than a few hundred', '200..'],
  ['thousands', '1000..'],
  ['tens of thousands', '10000..'],
  ['Hundreds of thousands', '100000..'],
  ['a few', '2..'],
  ['up to tens of thousands', '0..'],
  ['unknown', '..'],
  ['Not given', '..'],
  ['  more   than 1,000 ', '1000..'],
])('“%s” is %s', (text, written) => {
  expect(writeQuantity(parseQuantity(text, 'person'))).toBe(written)
})

test.each(['5%', '5 per cent', '5 percent', '5'])('“%s” of percent is 5', (text) => {
  expect(parseQuantity(text, 'percent')).toEqual(between(5, 5, 'percent'))
})

describe('what could be read in two ways is asked about', () => {
  test.each([
    ['1.000', 'write 1000 or 1'],
    ['2,5 million', 'write 2.5 million'],
    ['12,50', 'write 12.50'],
    ['500 to 1 thousand', 'write both numbers out'],
  ])('“%s”: %s', (text, instead) => {
    expect(() => parseQuantity(text, 'person')).toThrow(instead)
  })
})

test.each([
  '',
  'officers',
  'au moins trois',
  '1,00,000',
  '12 7',
  '7 and 12',
  '5%',
  '1e5',
  '1,0000',
  'and',
  'hundred officers',
  'more than',
  '--5',
  '7-',
  '0x10',
  '1.2.3',
  '7..12..15',
  'Infinity',
  'NaN',
])('“%s” is refused with a sentence that quotes it', (text) => {
  expect(() => parseQuantity(text, 'person')).toThrow(`“${text}”`)
})

test('a range that ends before it begins is refused', () => {
  expect(() => parseQuantity('12-7', 'person')).toThrow('ends before it begins')
  expect(() => parseQuantity('12..7', 'person')).toThrow('ends before it begins')
})

const bound = fc.option(
  fc.oneof(
    fc.integer(),
    fc.integer({ min: -100_000, max: 100_000 }).map((cents) => cents / 100),
    fc.maxSafeInteger(),
  ),
)

test('what writeQuantity writes, parseQuantity reads back', () => {
  fc.assert(
    fc.property(bound, bound, (a, b) => {
      const ordered = a !== null && b !== null && a > b ? [b, a] : [a, b]
      const quantity = { low: ordered[0] ?? null, high: ordered[1] ?? null, unit: 'person' }
      expect(parseQuantity(writeQuantity(quantity), 'person')).toEqual(quantity)
    }),
  )
})

test('a number is read back however its thousands are set apart', () => {
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom(',', ' ', '\u00A0', '\u202F'), (number, separator) => {
      const text = number.toLocaleString('en').replaceAll(',', separator)
      expect(parseQuantity(text, 'person')).toEqual(between(number, number, 'person'))
    }),
  )
})

test('a text too long for an amount is refused without being read', () => {
  expect(() => parseQuantity('about '.repeat(100_000), 'person')).toThrow('600000 characters')
})

test('what lies below zero is loosened outward too', () => {
  expect(parseQuantity('about -10', 'day')).toEqual({ low: -11, high: -9, unit: 'day' })
})

/** The bounds read, none for a refusal; a bug throws. */
function boundsOf(text: string): [number, number] | null {
  try {
    const { low, high } = parseQuantity(text, 'person')
    return [low ?? -Infinity, high ?? Infinity]
  } catch (error) {
    if (error instanceof IncorrectValue) return null
    throw error
  }
}

test('any text is read as numbers in order or refused', () => {
  const signs = '0123456789.,- –kmatoverbn~+<>'.split('')
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...signs) }), (text) => {
      const [low, high] = boundsOf(text) ?? [0, 0]
      expect(low).toBeLessThanOrEqual(high)
    }),
    { numRuns: 5000 },
  )
})
