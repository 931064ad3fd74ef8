import { expect, test } from 'vitest'

import { rewritePage, rewriteStyle } from './rewrite.ts'
import type { Aim } from './target.ts'

const AIMS: Readonly<Record<string, Aim>> = {
  '/m/x/claims/1?a=1&b=2': inside('en/m/x/claims/1/index.html', '#p'),
  '/style.css': inside('assets/style.css'),
  '/far': { leads: 'nowhere' },
  '/work': { leads: 'to-work' },
}

function inside(file: string, hash = ''): Aim {
  return { leads: 'inside', target: { file, address: '/' }, hash }
}

function page(html: string): string {
  return rewritePage(html, {
    file: 'en/m/x/index.html',
    aim: (link) => AIMS[link] ?? { leads: 'elsewhere' },
    instead: 'Ask the live record.',
  })
}

test('a link leads to the file, as seen from the page', () => {
  expect(page('<a class="c" href="/m/x/claims/1?a=1&amp;b=2">A <b>claim</b></a>')).toBe(
    '<a class="c" href="claims/1/index.html#p">A <b>claim</b></a>',
  )
  expect(page('<link rel="stylesheet" href="/style.css"/>')).toBe(
    '<link rel="stylesheet" href="../../../assets/style.css"/>',
  )
})

test('what the copy does not hold loses its link and keeps its words', () => {
  expect(page('<a href="/far" lang="fr">1 mars</a><link href="/far"/>')).toBe(
    '<a lang="fr">1 mars</a><link/>',
  )
})

test('what people work with is gone, and the empty list around it', () => {
  expect(page('<ul class="acts"><li><a href="/work">Correct</a></li></ul>')).toBe('')
})

test('a form becomes a sentence', () => {
  expect(page('<form method="get"><input name="q"/><button>Go</button></form>')).toBe(
    '<p class="dim">Ask the live record.</p>',
  )
})

test('other sites and marks on the same page stay as they are', () => {
  const html = '<a href="https://un.org">UN</a><a href="#s1">1</a><abbr>n</abbr>'
  expect(page(html)).toBe(html)
})

test('a style sheet finds its typeface from where it lies', () => {
  const rewriting = {
    file: 'assets/typeface.css',
    aim: () => inside('assets/font.woff2'),
    instead: '',
  }
  expect(rewriteStyle('src:url(/assets/font.woff2)', rewriting)).toBe('src:url(font.woff2)')
})
