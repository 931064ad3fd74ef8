import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'

import { toCsv } from './csv.ts'

const item = z.object({
  name: z.string().nullable(),
  figure: z.object({ low: z.number().nullable(), basis: z.array(z.object({ claim: z.string() })) }),
  names: z.array(z.string()).readonly(),
  at: z.object({ seq: z.int() }).nullable(),
})

test('a column stands for every part, whether or not the page has one', () => {
  const items = [
    { name: 'a', figure: { low: 1, basis: [{ claim: 'x' }] }, names: ['b', 'c'], at: { seq: 7 } },
    { name: null, figure: { low: null, basis: [] }, names: [], at: null },
  ]
  expect(toCsv(item, items)).toBe(
    'name,figure.low,figure.basis,names,at.seq\r\na,1,"[{""claim"":""x""}]",b; c,7\r\n,,,,\r\n',
  )
  expect(toCsv(item, [])).toBe('name,figure.low,figure.basis,names,at.seq\r\n')
})

test.each([
  ['=1+1', "'=1+1"],
  ['+cmd', "'+cmd"],
  ['-2+3', "'-2+3"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['-1500', '-1500'],
  ['+3.5', '+3.5'],
  ['2024-03-08', '2024-03-08'],
])('the text %s becomes the cell %s', (text, cell) => {
  expect(parse(toCsv(z.object({ text: z.string() }), [{ text }]))).toEqual([['text'], [cell]])
})

test('any text comes back whole, and none begins a formula', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const [, [cell = ''] = []] = parse(
        toCsv(z.object({ text: z.string(), n: z.int() }), [{ text, n: 1 }]),
      )
      expect(cell.replace(/^'(?=[=+\-@\t\r])/, '')).toBe(text)
      expect(/^[=@\t\r]/.test(cell)).toBe(false)
    }),
  )
})
