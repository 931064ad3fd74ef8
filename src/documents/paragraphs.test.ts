import fc from 'fast-check'
import { expect, test } from 'vitest'

import { highlight, highlightParagraphs, paragraphs } from './paragraphs.ts'
import { selectorsOf } from './selectors.ts'

const TEXT = 'The first one.\nIts second line.\n\n  \nThe second one.\n'

test('blank lines set paragraphs apart, numbered from one', () => {
  const found = paragraphs(TEXT)
  expect(found.map(({ number, start, end }) => [number, TEXT.slice(start, end)])).toEqual([
    [1, 'The first one.\nIts second line.'],
    [2, 'The second one.\n'],
  ])
})

test('in a text without blank lines every line is a paragraph', () => {
  expect(paragraphs('one\ntwo\nthree').map(({ start, end }) => [start, end])).toEqual([
    [0, 3],
    [4, 7],
    [8, 13],
  ])
})

test('a text without words has no paragraph', () => {
  expect(paragraphs('')).toEqual([])
  expect(paragraphs('\n \n\n')).toEqual([])
})

test('overlapping citations are cut into stretches that know what covers them', () => {
  const segments = highlight('abcdefgh', [
    { start: 1, end: 4 },
    { start: 3, end: 6 },
  ])
  expect(segments.map(({ text, covered }) => [text, covered])).toEqual([
    ['a', []],
    ['bc', [0]],
    ['d', [0, 1]],
    ['ef', [1]],
    ['gh', []],
  ])
})

test('a citation over two paragraphs lights up in both', () => {
  const start = TEXT.indexOf('second line')
  const [first, second] = highlightParagraphs(TEXT, [{ start, end: TEXT.lastIndexOf(' one.') }])
  expect(first?.segments.map(({ text, covered }) => [text, covered])).toEqual([
    ['The first one.\nIts ', []],
    ['second line.', [0]],
  ])
  expect(second?.segments.map(({ text, covered }) => [text, covered])).toEqual([
    ['The second', [0]],
    [' one.\n', []],
  ])
})

const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n') })
const spans = fc.array(
  fc
    .tuple(fc.nat(60), fc.nat(60))
    .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) })),
)

test('stretches put together give the text, and each is covered by what covers its every sign', () => {
  fc.assert(
    fc.property(text, spans, (content, given) => {
      const segments = highlight(content, given)
      expect(segments.map((segment) => segment.text).join('')).toBe(content)
      for (const { start, end, covered } of segments) {
        const expected = [...given.keys()].filter((index) => {
          const span = given[index] ?? { start: 0, end: 0 }
          return span.start < end && start < span.end
        })
        expect(covered).toEqual(expected)
      }
    }),
  )
})

test('paragraphs hold every word of the text, in order and without overlap', () => {
  fc.assert(
    fc.property(text, (content) => {
      const found = paragraphs(content)
      const joined = found.map(({ start, end }) => content.slice(start, end)).join('')
      expect(joined.replaceAll(/\s/g, '')).toBe(content.replaceAll(/\s/g, ''))
      const places = found.flatMap(({ start, end }) => [start, end])
      expect(places.toSorted((a, b) => a - b)).toEqual(places)
    }),
  )
})

test('a span is told to other tools as the two selectors of the Web Annotation Data Model', () => {
  expect(selectorsOf('It will send 1,000 officers.', { start: 13, end: 18 })).toEqual([
    { type: 'TextQuoteSelector', exact: '1,000', prefix: 'It will send ', suffix: ' officers.' },
    { type: 'TextPositionSelector', start: 13, end: 18 },
  ])
})
