import { readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import { latestInstantOf, parseEdtf } from './edtf.ts'
import { IncorrectValue } from './errors.ts'

interface Vector {
  edtf: string
  earliest: string | null
  latest: string | null
}
interface Vectors {
  levelOne: Vector[]
  unknownEnd: { vectors: Vector[] }
  ours: { vectors: Vector[] }
  leftOut: { edtf: string; why: string }[]
  invalid: string[]
}

const file = new URL('fixtures/python-edtf-vectors.json', import.meta.url)
const vectors: Vectors = JSON.parse(readFileSync(file, 'utf8'))
const bounded = [...vectors.levelOne, ...vectors.unknownEnd.vectors, ...vectors.ours.vectors]

describe('the vectors of python-edtf', () => {
  test.each(bounded)('$edtf runs from $earliest to $latest', ({ edtf, earliest, latest }) => {
    const parsed = parseEdtf(edtf)
    expect([parsed.from.earliest, parsed.to.latest]).toEqual([earliest, latest])
  })

  test.each(vectors.invalid)('“%s” is refused', (text) => {
    expect(() => parseEdtf(text)).toThrow(IncorrectValue)
  })

  test.each(vectors.leftOut)('$edtf is refused ($why)', ({ edtf }) => {
    expect(() => parseEdtf(edtf)).toThrow(/is not an EDTF level 1 date: .{20,}\./)
  })

  test('none of the 90 valid and 16 invalid vectors is forgotten', () => {
    const { levelOne, unknownEnd, leftOut, invalid } = vectors
    expect(levelOne.length + unknownEnd.vectors.length + leftOut.length).toBe(90)
    expect(invalid).toHaveLength(16)
  })
})

test('both ends of an interval keep their own precision', () => {
  const { from, to, form } = parseEdtf('2024-02/2024-03-03')
  expect(form).toBe('interval')
  expect(from).toEqual({ state: 'known', earliest: '2024-02-01', latest: '2024-02-29' })
  expect(to).toEqual({ state: 'known', earliest: '2024-03-03', latest: '2024-03-03' })
})

test('an open end and an unknown end are told apart', () => {
  expect(parseEdtf('2024-06-25/..').to).toEqual({ state: 'open', earliest: null, latest: null })
  expect(parseEdtf('2024-06-25/').to).toEqual({ state: 'unknown', earliest: null, latest: null })
})

test('the marks are kept and do not widen', () => {
  const sure = parseEdtf('2023-08')
  for (const [mark, approximate, uncertain] of [
    ['~', true, false],
    ['?', false, true],
    ['%', true, true],
  ] as const) {
    const marked = parseEdtf(`2023-08${mark}`)
    expect(marked).toMatchObject({ from: sure.from, to: sure.to, approximate, uncertain })
  }
})

test('an interval that ends before it begins is refused, whatever the years', () => {
  for (const text of ['2025-10-02/2024-10-02', '2024-06/2024-05', '-0001/-0002', '[1672..1670]']) {
    expect(() => parseEdtf(text)).toThrow('before it begins')
  }
})

test('an interval whose coarse ends overlap is kept', () => {
  expect(parseEdtf('2024-06-11/2024-06').to.latest).toBe('2024-06-30')
})

test.each([
  ['2025-02-30', 'the month 2025-02 has no day 30'],
  ['2023-02-29', 'the month 2023-02 has no day 29'],
  ['2025-21', 'write an interval of months'],
  ['2025-13', 'there is no month 13'],
  ['2025-00', 'there is no month 00'],
  ['2025-01-00', 'has no day 00'],
  ['25/03/2025', 'an interval has one slash'],
  ['/', 'an interval needs an end'],
  ['2004-06?-11', 'at the end of the whole date'],
  ['1XXX', 'last two digits of a year'],
  ['199X-06', 'unspecified digits (X) must be the last ones'],
  ['2004-01-01T25:00:00Z', 'a time of day is written such as'],
  ['{1960,1961}', 'all-of sets belong to level 2'],
  ['[1960', 'stands in square brackets'],
  ['[..]', 'a range in a set is written such as'],
  ['2024 ', 'write a year, month or day'],
  ['2024-6-5', 'write a year, month or day'],
])('%s is refused, saying: %s', (text, why) => {
  expect(() => parseEdtf(text)).toThrow(why)
  expect(() => parseEdtf(text)).toThrow(`“${text}”`)
})

test('a source has spoken by the end of its latest day', () => {
  expect(latestInstantOf(parseEdtf('2024-03'))).toBe('2024-03-31T23:59:59Z')
  expect(latestInstantOf(parseEdtf('2024-02-26/2024-03-03'))).toBe('2024-03-03T23:59:59Z')
  expect(latestInstantOf(parseEdtf('2025-05-22/..'))).toBeNull()
  expect(latestInstantOf(parseEdtf('2025-05-22/'))).toBeNull()
})
