import fc from 'fast-check'
import { expect, test } from 'vitest'

import { minorUnits, moneyQuantity, moneyUnit, parseMoney, parseMoneyQuantity } from './money.ts'
import { between } from './quantity.ts'

test.each([
  ['USD 241,390,961', 24_139_096_100, 'USD'],
  ['KSh 36,570,730,591', 3_657_073_059_100, 'KES'],
  ['US$1.15', 115, 'USD'],
  ['USD 12.5 million', 1_250_000_000, 'USD'],
  ['C$80.5 million', 8_050_000_000, 'CAD'],
  ['CAD $100', 10_000, 'CAD'],
  ['€5m', 500_000_000, 'EUR'],
  ['1,000 EUR', 100_000, 'EUR'],
  ['XOF 1,000', 1000, 'XOF'],
  ['KWD 1.5', 1500, 'KWD'],
])('%s is %d minor units of %s', (text, amountMinor, currency) => {
  expect(parseMoney(text)).toEqual({ amountMinor, currency })
})

test('a sum known only in bounds is a quantity', () => {
  expect(parseMoneyQuantity('over USD 100 million')).toEqual({
    low: 10_000_000_000,
    high: null,
    unit: 'USD/100',
  })
  expect(parseMoneyQuantity('EUR 10–12 million')).toEqual(
    between(1_000_000_000, 1_200_000_000, 'EUR/100'),
  )
  expect(() => parseMoney('over USD 100 million')).toThrow('not one exact sum')
})

test.each([
  ['$100 million', 'does not say which currency'],
  ['£5', 'does not say which currency'],
  ['100', 'does not say which currency'],
  ['XYZ 5', '“XYZ” is not a currency in use'],
  ['USD 1.005', 'two different numbers'],
  ['USD 0.005', 'not a whole number of minor units'],
  ['JPY 1.5', 'not a whole number of minor units'],
  ['USD 99,999,999,999,999,999', 'too large to count exactly'],
  ['USD lots', 'is not an amount'],
])('“%s” is refused: %s', (text, why) => {
  expect(() => parseMoney(text)).toThrow(why)
})

test('minor units follow ISO 4217', () => {
  expect(['USD', 'HTG', 'JPY', 'XOF', 'TND'].map((currency) => minorUnits(currency))).toEqual([
    100, 100, 1, 1, 1000,
  ])
  expect(moneyUnit('KES')).toBe('KES/100')
  expect(() => minorUnits('usd')).toThrow('write its ISO 4217 code')
})

test('every sum of cents is read back to the cent', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), (amountMinor) => {
      const text = `USD ${Math.floor(amountMinor / 100)}.${String(amountMinor % 100).padStart(2, '0')}`
      const money = parseMoney(text)
      expect(money).toEqual({ amountMinor, currency: 'USD' })
      expect(moneyQuantity(money)).toEqual(between(amountMinor, amountMinor, 'USD/100'))
    }),
  )
})
