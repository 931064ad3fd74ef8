import { expect, test } from 'vitest'

import { partOf, rangeOf } from './range.ts'

test.each([
  ['bytes=0-3', { from: 0, to: 3 }],
  ['bytes=4-', { from: 4, to: 9 }],
  ['bytes=-4', { from: 6, to: 9 }],
  ['bytes=-40', { from: 0, to: 9 }],
  ['bytes=8-80', { from: 8, to: 9 }],
  ['bytes=10-', 'outside'],
  ['bytes=-0', 'outside'],
  ['bytes=5-2', null],
  ['bytes=0-1,4-5', null],
  ['bytes=-', null],
  ['items=0-3', null],
  [undefined, null],
])('of ten bytes, %s asks for %j', (header, asked) => {
  expect(rangeOf(header, 10)).toEqual(asked)
})

test.each([
  [0, 0, 'a'],
  [2, 4, 'cde'],
  [0, 9, 'abcdefghij'],
  [9, 9, 'j'],
])('from %i to %i the pieces give “%s”', async (from, to, text) => {
  const parts: Uint8Array[] = []
  for await (const part of partOf(pieces(), { from, to })) parts.push(part)
  expect(Buffer.concat(parts).toString()).toBe(text)
})

async function* pieces(): AsyncGenerator<Uint8Array> {
  for (const piece of ['abc', '', 'defg', 'hij']) yield Buffer.from(piece)
}
