import { describe, expect, test } from 'vitest'
import { z } from 'zod'

import { defineKind } from './define.ts'
import {
  edtfSchema,
  momentSchema,
  moneySchema,
  oneOf,
  partySchema,
  placeSchema,
  quantitySchema,
  subjectSchema,
  textSchema,
} from './values.ts'

describe('an amount', () => {
  const persons = quantitySchema('person')

  test('is taken with both bounds, with one, or with none', () => {
    for (const [low, high] of [
      [1000, 1000],
      [1000, null],
      [null, 3100],
      [null, null],
    ]) {
      expect(persons.parse({ low, high, unit: 'person' })).toEqual({ low, high, unit: 'person' })
    }
  })

  test('is refused where the lower bound lies above the upper', () => {
    expect(faultsOf(persons, { low: 3, high: 2, unit: 'person' })).toEqual([
      'The lower bound 3 lies above the upper bound 2; write the smaller number as "low".',
    ])
  })

  test('is refused in another unit, and the sentence names the right one', () => {
    expect(faultsOf(persons, { low: 3, high: 3, unit: 'vehicle' })).toEqual([
      'The unit of this amount is wrong; write it in: person.',
    ])
  })

  test('never has a number that is a text or not finite', () => {
    expect(persons.safeParse({ low: '3', high: 3, unit: 'person' }).success).toBe(false)
    expect(persons.safeParse({ low: 1, high: Infinity, unit: 'person' }).success).toBe(false)
  })

  test('must say each bound, even an open one', () => {
    expect(persons.safeParse({ low: 3, unit: 'person' }).success).toBe(false)
  })
})

describe('money', () => {
  test('is counted in whole minor units of a currency', () => {
    const pledged = { low: 1_080_000_000, high: 1_080_000_000, unit: 'USD/100' }
    expect(moneySchema.parse(pledged)).toEqual(pledged)
    expect(faultsOf(moneySchema, { low: 10.8, high: 10.8, unit: 'USD/100' })).toEqual([
      'The amount has a fraction of a minor unit; write whole cents, as 1080000000 for USD 10.8 million.',
    ])
  })

  test('is not counted in people, nor in a currency without its minor units', () => {
    expect(moneySchema.safeParse({ low: 1, high: 1, unit: 'person' }).success).toBe(false)
    expect(moneySchema.safeParse({ low: 1, high: 1, unit: 'USD' }).success).toBe(false)
  })
})

describe('dates, codes and words', () => {
  test('a date in EDTF is kept as it was written', () => {
    expect(edtfSchema.parse('2024-02-26/2024-03-03')).toBe('2024-02-26/2024-03-03')
    expect(edtfSchema.safeParse('26 February 2024').success).toBe(false)
  })

  test('a party is a code in capitals', () => {
    expect(partySchema.parse('UN-SPOKESPERSON')).toBe('UN-SPOKESPERSON')
    expect(faultsOf(partySchema, 'Kenya')).toEqual([
      '"Kenya" is not a party code; write an ISO code such as KEN, or the code of a party on record such as UNSC.',
    ])
  })

  test('a place is one that the record can name', () => {
    expect(placeSchema.parse('HT0117')).toBe('HT0117')
    expect(placeSchema.safeParse('HT9999').success).toBe(false)
  })

  test('a subject is a slug in lower case', () => {
    expect(subjectSchema.parse('pledge-ben')).toBe('pledge-ben')
    expect(subjectSchema.safeParse('Pledge BEN').success).toBe(false)
  })

  test('a text is trimmed, never empty and never a page long', () => {
    expect(textSchema.parse('  A short sentence ')).toBe('A short sentence')
    expect(textSchema.safeParse('   ').success).toBe(false)
    expect(textSchema.safeParse('a'.repeat(601)).success).toBe(false)
  })

  test('a word outside the list is refused with the words that are in it', () => {
    expect(faultsOf(oneOf(['signed', 'announced']), 'done')).toEqual([
      '"done" is not a word of this list; write one of: signed, announced.',
    ])
  })
})

describe('a kind', () => {
  const pledge = defineKind({
    name: 'test.pledge',
    title: 'test.pledge',
    value: z.strictObject({ personnel: quantitySchema('person') }),
    quantity: (value) => value.personnel,
  })

  test('reads the amount out of a value that fits it', () => {
    const personnel = { low: 1000, high: null, unit: 'person' }
    expect(pledge.quantity?.({ personnel })).toEqual(personnel)
  })

  test('reads no amount out of a value that does not fit it', () => {
    expect(() => pledge.quantity?.({ personnel: 1000 })).toThrow(z.ZodError)
  })
})

test('a field that is left out is called empty, and said how to fill', () => {
  const schemas = [subjectSchema, partySchema, placeSchema, momentSchema, oneOf(['one', 'two'])]
  for (const schema of schemas) {
    expect(faultsOf(schema, undefined)[0]).toMatch(/^An empty field is not .*; write /)
  }
})

function faultsOf(schema: z.ZodType, value: unknown): readonly string[] {
  return schema.safeParse(value).error?.issues.map(({ message }) => message) ?? []
}
