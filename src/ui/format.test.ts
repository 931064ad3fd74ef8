import { describe, expect, test } from 'vitest'

import { addMonths } from '#kit'

import { formatDay, formatInstant, formatMonth } from './format-day.ts'
import { formatEdtf } from './format-edtf.ts'
import {
  formatAmount,
  formatNumber,
  formatQuantity,
  formatShort,
  formatTick,
  machineQuantity,
} from './format-number.ts'
import { UI_MESSAGES } from './messages.ts'
import { makeWords } from './words.ts'

const words = makeWords([UI_MESSAGES])
const en = { language: 'en', words } as const
const fr = { language: 'fr', words } as const
const people = (low: number | null, high: number | null) => ({ low, high, unit: 'person' })
const dollars = (low: number | null, high: number | null) => ({ low, high, unit: 'USD/100' })
/** French sets digits apart with narrow no-break spaces; tests are written with plain ones. */
const plain = (text: string) => text.replaceAll(/[\u202F\u00A0]/gu, ' ')

describe('amounts', () => {
  test.each([
    [people(1500, 1500), '1,500', '1 500'],
    [people(1000, null), 'at least 1,000', 'au moins 1 000'],
    [people(0, 500), 'up to 500', 'jusqu’à 500'],
    [people(null, 500), 'up to 500', 'jusqu’à 500'],
    [people(0, 0), '0', '0'],
    [people(1500, 2000), '1,500–2,000', '1 500–2 000'],
    [people(null, null), 'not quantified', 'non chiffré'],
    [{ low: 133, high: 133, unit: 'day' }, '133 days', '133 jours'],
    [{ low: 1, high: 1, unit: 'day' }, '1 day', '1 jour'],
    [{ low: -12, high: -12, unit: 'day' }, '\u221212 days', '\u221212 jours'],
    [{ low: -3, high: -2, unit: 'person' }, '\u22123 to \u22122', 'de \u22123 à \u22122'],
    [{ low: 40, high: 40, unit: 'percent' }, '40%', '40 %'],
    [dollars(11_030_000_000, 11_030_000_000), 'US$110.3 million', '110,3 millions de dollars'],
    [dollars(150_000_000, 150_000_000), 'US$1.5 million', '1,5 million de dollars'],
    [dollars(60_000_000_000, null), 'at least US$600 million', 'au moins 600 millions de dollars'],
    [dollars(540_050, 540_050), 'US$5,400.5', '5 400,5 dollars'],
    [{ low: 2e8, high: 3e8, unit: 'EUR/100' }, '€2–3 million', '2–3 millions d’euros'],
    [{ low: 5e6, high: 5e6, unit: 'KES/100' }, 'KES 50,000', '50 000 shillings kényans'],
  ])('%o reads "%s" and "%s"', (quantity, english, french) => {
    expect(plain(formatQuantity(en, quantity))).toBe(english)
    expect(plain(formatQuantity(fr, quantity))).toBe(french)
  })

  test('an amount with its noun agrees in number', () => {
    expect(formatAmount(en, people(1, 1))).toBe('1 person')
    expect(formatAmount(en, people(7, 12))).toBe('7–12 people')
    expect(plain(formatAmount(fr, people(1000, null)))).toBe('au moins 1 000 personnes')
    expect(formatAmount(en, people(null, null))).toBe('not quantified')
  })

  test('a unit without words of its own keeps the bare amount', () => {
    expect(formatAmount(en, { low: 3, high: 3, unit: 'zeppelin' })).toBe('3')
  })

  test('pictures cut money short and leave zero bare', () => {
    expect(formatShort(en, dollars(11_320_000_000, 11_500_000_000))).toBe('US$113.2–115m')
    expect(formatTick(en, 0, 'USD/100')).toBe('0')
    expect(formatTick(en, 4_000_000_000, 'USD/100')).toBe('US$40m')
  })

  test('machines read bounds, with open ones written as in EDTF', () => {
    expect(machineQuantity(people(1500, 1500))).toBe('1500')
    expect(machineQuantity(people(1500, 2000))).toBe('1500/2000')
    expect(machineQuantity(people(1000, null))).toBe('1000/..')
    expect(machineQuantity(people(null, null))).toBe('../..')
  })

  test('numbers are grouped as the language does', () => {
    expect(formatNumber(en, 1204)).toBe('1,204')
    expect(plain(formatNumber(fr, 1204))).toBe('1 204')
  })
})

describe('days and instants', () => {
  test('days are written out', () => {
    expect(formatDay(en, '2025-05-22')).toBe('22 May 2025')
    expect(formatDay(fr, '2025-05-22')).toBe('22 mai 2025')
    expect(formatDay(fr, '2025-05-01')).toBe('1er mai 2025')
    expect(formatMonth(fr, '2025-08')).toBe('août 2025')
  })

  test('instants are UTC to the minute', () => {
    expect(formatInstant(en, '2026-11-21T06:00:59Z')).toBe('21 November 2026 at 06:00 UTC')
    expect(formatInstant(fr, '2026-11-21T00:05:00Z')).toBe('21 novembre 2026 à 00:05 UTC')
  })

  test('a month further stays inside the month it lands in', () => {
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29')
    expect(addMonths('2024-03-31', -1)).toBe('2024-02-29')
    expect(addMonths('2024-12-15', 1)).toBe('2025-01-15')
  })
})

describe('dates as sources give them', () => {
  test.each([
    ['2024-03-08', '8 March 2024', '8 mars 2024'],
    ['2024-03', 'March 2024', 'mars 2024'],
    ['2024', '2024', '2024'],
    ['2024-03-08~', 'about 8 March 2024', 'vers le 8 mars 2024'],
    ['2024-03?', 'March 2024 (uncertain)', 'mars 2024 (incertain)'],
    ['2024%', 'about 2024 (uncertain)', 'vers 2024 (incertain)'],
    ['2024-03-01/2024-10-02', '1 March 2024 – 2 October 2024', '1er mars 2024 – 2 octobre 2024'],
    [
      '2024-08/..',
      'from August 2024 until further notice',
      'à partir d’août 2024, jusqu’à nouvel ordre',
    ],
    [
      '2024-06-25/..',
      'from 25 June 2024 until further notice',
      'à partir du 25 juin 2024, jusqu’à nouvel ordre',
    ],
    ['2024/', 'from 2024, end unknown', 'à partir de 2024, fin inconnue'],
    ['../2025-10-02', 'until 2 October 2025', 'jusqu’au 2 octobre 2025'],
    ['/2025', 'start unknown, until 2025', 'début inconnu, jusqu’en 2025'],
    ['../..', 'without start or end', 'sans début ni fin'],
    ['[2024-03-02,2024-03-03]', '2 March 2024 or 3 March 2024', '2 mars 2024 ou 3 mars 2024'],
    [
      '[2024-03-02..2024-03-09]',
      'once between 2 March 2024 and 9 March 2024',
      'une fois entre le 2 mars 2024 et le 9 mars 2024',
    ],
    ['[..2024-03]', 'once, at the latest March 2024', 'une fois, au plus tard en mars 2024'],
    ['2024-03-XX', 'some day in March 2024', 'un jour : mars 2024'],
    ['2024-XX', 'some day in 2024', 'un jour : 2024'],
    ['202X', 'the 2020s', 'années 2020'],
    ['2024-21', 'spring 2024', 'printemps 2024'],
    ['XXXX', 'date unknown', 'date inconnue'],
    ['', 'date unknown', 'date inconnue'],
    ['2024-03-08T10:30:00Z', '8 March 2024 at 10:30 UTC', '8 mars 2024 à 10:30 UTC'],
    ['last spring', 'last spring', 'last spring'],
  ])('"%s" reads "%s" and "%s"', (edtf, english, french) => {
    expect(formatEdtf(en, edtf)).toBe(english)
    expect(plain(formatEdtf(fr, edtf))).toBe(french)
  })
})
