import { expect, test } from 'vitest'

import { isId, namedId, newId } from './id.ts'

test('new ids differ, are UUIDv7 and sort in the order they were made', () => {
  const ids = Array.from({ length: 1000 }, () => newId())
  expect(new Set(ids).size).toBe(1000)
  expect(ids.every((id) => isId(id))).toBe(true)
  expect(ids.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(ids)
})

test.each([
  '',
  '0192f0c1-2b3c-4d5e-8f60-718293a4b5c6',
  '0192F0C1-2B3C-7D5E-8F60-718293A4B5C6',
  '0192f0c1-2b3c-7d5e-cf60-718293a4b5c6',
  '0192f0c12b3c7d5e8f60718293a4b5c6',
  '0192f0c1-2b3c-7d5e-8f60-718293a4b5c6 ',
])('“%s” is not an id', (text) => {
  expect(isId(text)).toBe(false)
})

test('a name has the same UUID whenever and wherever it is asked for, and another name another', () => {
  expect(namedId('mss-haiti/feed/en')).toBe(namedId('mss-haiti/feed/en'))
  expect(namedId('mss-haiti/feed/en')).not.toBe(namedId('mss-haiti/feed/fr'))
  expect(namedId('mss-haiti/feed/en')).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  )
})
