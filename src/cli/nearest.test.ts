import fc from 'fast-check'
import { expect, test } from 'vitest'

import { didYouMean, findNearest } from './nearest.ts'

const COMMANDS = ['account', 'claims', 'contested', 'load', 'rebuild']

test.each([
  ['acount', 'account'],
  ['accuont', 'account'],
  ['claim', 'claims'],
  ['rebiuld', 'rebuild'],
  ['laod', 'load'],
])('a slip in "%s" is seen as %s', (written, meant) => {
  expect(findNearest(written, COMMANDS)).toBe(meant)
})

test.each(['', 'x', 'serve', 'accessible'])('"%s" is near nothing', (written) => {
  expect(findNearest(written, COMMANDS)).toBeUndefined()
  expect(didYouMean(written, COMMANDS)).toBe('')
})

test('a word of the list is the nearest to itself', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 }), (words) => {
      for (const word of words) expect(findNearest(word, words)).toBe(word)
    }),
  )
})

test('one letter left out of a word of four or more is still seen', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{4,12}$/), fc.nat(), (word, place) => {
      const at = place % word.length
      expect(findNearest(word.slice(0, at) + word.slice(at + 1), [word])).toBe(word)
    }),
  )
})
