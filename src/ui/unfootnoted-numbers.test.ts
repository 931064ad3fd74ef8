import { expect, test } from 'vitest'

import { unfootnotedNumbers } from './unfootnoted-numbers.ts'

const page = (body: string) => `<!doctype html><html><body>${body}</body></html>`
const FIGURE =
  '<data class="figure" value="7" data-claims="c">7</data><sup><a class="mark" href="#s1">1</a></sup>'
const SOURCE = '<ol><li id="s1" class="recorded"><a href="/claims/c">Letter 5</a></li></ol>'

test('a page that keeps the rule has no faults', () => {
  const kept = `<nav>Page 2</nav><p>On <time datetime="2024-01-01">1 January</time> ${FIGURE}</p>${SOURCE}`
  expect(unfootnotedNumbers(page(kept))).toEqual([])
})

test('a bare number anywhere is named with where it stands', () => {
  expect(unfootnotedNumbers(page('<p class="lead">Kenya sent <b>400</b> officers</p>'))).toEqual([
    '“400” in <b> has a number without a claim.',
  ])
  expect(unfootnotedNumbers(page('<td>١٢</td>'))).toHaveLength(1)
})

test('a figure without claims, without a mark, or whose mark leads nowhere is named', () => {
  expect(unfootnotedNumbers(page('<data class="figure" value="7">7</data>'))).toEqual([
    'The figure “7” names no claim.',
    'The figure “7” has no footnote mark after it.',
  ])
  expect(unfootnotedNumbers(page(FIGURE))).toEqual(['The mark “1” leads to no source on the page.'])
  expect(unfootnotedNumbers(page(`${FIGURE}<p id="s1">Letter</p>`))).toEqual([
    'The source “Letter” leads to no claim.',
  ])
})

test('a picture without a table is named', () => {
  const picture = '<figure><svg role="img"><title>Strength</title><text>1,000</text></svg></figure>'
  expect(unfootnotedNumbers(page(picture))).toEqual([
    'The picture “Strength” has no table beside it.',
  ])
})
