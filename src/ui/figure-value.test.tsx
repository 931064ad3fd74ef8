import { describe, expect, test } from 'vitest'

import { EdtfTime, FigureValue, Marks } from './figure-value.tsx'
import { drawn, testFigure, testReader } from './test-reader.ts'

const rival = (claim: string, amount: number) => ({
  claim,
  assertedBy: 'BEN',
  reportedBy: null,
  low: amount,
  high: amount,
  chosen: false,
})

describe('a figure on a page', () => {
  test('is a number for people and machines with the mark of its claims after it', async () => {
    const html = await drawn(
      <FigureValue reader={testReader()} figure={testFigure(1000, null)} unit="with-noun" />,
    )
    expect(html).toBe(
      '<span class="fig settled"><data class="figure" value="1000/.." data-claims="claim-1">at least 1,000 people</data>' +
        '<sup><a class="mark" href="#s1" aria-label="Source 1">1</a></sup></span>',
    )
  })

  test('looks disputed in icon and word when sources disagree', async () => {
    const figure = testFigure(1500, 2000, {
      disputed: true,
      basis: [rival('b', 2000), rival('a', 1500)],
    })
    const html = await drawn(<FigureValue reader={testReader()} figure={figure} />)
    expect(html).toContain('data-claims="a b">1,500–2,000</data>')
    expect(html).toMatch(/<svg class="icon disputed"[^>]*aria-hidden="true"/u)
    expect(html).toContain('</svg>disputed</span>')
  })

  test('nobody’s number is words, never zero', async () => {
    const none = testFigure(null, null, { unquantified: 1 })
    expect(await drawn(<FigureValue reader={testReader()} figure={none} />)).toContain(
      '>not quantified</data>',
    )
  })

  test('a sum says how many of its items nobody quantified', async () => {
    const sum = testFigure(3000, null, { unquantified: 3 })
    const html = await drawn(<FigureValue reader={testReader()} figure={sum} />)
    expect(html).toContain('at least 3,000<span class="plus">, plus 3 not quantified</span></data>')
  })

  test('speaks the reader’s language', async () => {
    const reader = testReader({}, { language: 'fr' })
    const html = await drawn(<FigureValue reader={reader} figure={testFigure(null, 7)} />)
    expect(html).toContain('jusqu’à 7</data>')
  })
})

describe('footnote marks', () => {
  test('the same claims in any order share a mark', () => {
    const { notes } = testReader()
    expect(notes.mark(['b', 'a'])).toBe(1)
    expect(notes.mark(['c'])).toBe(2)
    expect(notes.mark(['a', 'b', 'a'])).toBe(1)
    expect(notes.claims()).toEqual(['a', 'b', 'c'])
  })

  test('a number without a claim is refused', () => {
    expect(() => testReader().notes.mark([])).toThrow('at least one claim')
  })

  test('what has no claims has no mark', async () => {
    expect(await drawn(<Marks reader={testReader()} claims={[]} />)).toBe('')
  })
})

test('a plain date is a machine-readable time, a span is recorded text', async () => {
  const reader = testReader()
  expect(await drawn(<EdtfTime reader={reader} edtf="2024-03" />)).toBe(
    '<time datetime="2024-03">March 2024</time>',
  )
  expect(await drawn(<EdtfTime reader={reader} edtf="2024-03/.." />)).toBe(
    '<span class="recorded">from March 2024 until further notice</span>',
  )
})
