import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { canonicalJson, sameContent } from './canonical-json.ts'

/** The package's types describe a module it is not; at run time it is the function itself. */
const reference: unknown = canonicalize

test('the example of RFC 8785 §3.2.2 comes out as printed there', () => {
  const value: unknown = JSON.parse(
    String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
  )
  expect(canonicalJson(value)).toBe(
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  )
})

test('keys are sorted by UTF-16 code units, as RFC 8785 §3.2.3 prints', () => {
  const value = {
    '\u20AC': 1,
    '\r': 2,
    '\uFB33': 3,
    '1': 4,
    '\u{1F600}': 5,
    '\u0080': 6,
    '\u00F6': 7,
  }
  const keys = Object.keys(JSON.parse(canonicalJson(value)))
  expect(keys).toEqual(['1', '\r', '\u0080', '\u00F6', '\u20AC', '\u{1F600}', '\uFB33'])
})

test('any JSON comes out as the package canonicalize writes it, and is read back the same', () => {
  if (typeof reference !== 'function') throw new Error('the package is no function')
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      expect(canonicalJson(value)).toBe(reference(value))
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('the order of keys and properties left undefined do not matter', () => {
  expect(sameContent({ a: 1, b: [2, { c: 3, d: undefined }] }, { b: [2, { c: 3 }], a: 1 })).toBe(
    true,
  )
  expect(sameContent({ a: 1 }, { a: '1' })).toBe(false)
  expect(sameContent([1, 2], [2, 1])).toBe(false)
})

test.each([
  ['NaN', { a: Number.NaN }],
  ['Infinity', [Infinity]],
  ['type bigint', { a: 1n }],
  ['type undefined', undefined],
  ['type undefined', [undefined]],
  ['type function', { a: () => 1 }],
  ['class Date', { a: new Date(0) }],
  ['class Uint8Array', new Uint8Array(2)],
  ['half a character', { a: '\uD83D' }],
  ['half a character', { '\uDE00': 1 }],
])('%s cannot be written', (what, value) => {
  expect(() => canonicalJson(value)).toThrow(what)
})

test('a value that contains itself is refused', () => {
  const value: { self?: unknown } = {}
  value.self = value
  expect(() => canonicalJson(value)).toThrow('nesting of more than 200 levels')
})
