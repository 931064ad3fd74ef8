import { DOMParser } from 'linkedom'
import { expect, test } from 'vitest'

import { escaped, writeAtom } from './atom.ts'
import type { AtomFeed } from './atom.ts'

const FEED: AtomFeed = {
  id: 'urn:uuid:018e2f4e-0000-7000-8000-000000000001',
  language: 'fr',
  title: 'Ce qui est venu',
  subtitle: 'Tout',
  author: 'Rollcall',
  updated: '2026-11-21T09:00:00.000Z',
  links: [
    { rel: 'self', href: 'http://localhost/feed.atom?a=1&b=2', type: 'application/atom+xml' },
  ],
  form: 'latest',
  entries: [],
}
const HOSTILE = '</title><script>alert("1")</script>&amp;\u0000\u0008\uD800 ]]> <![CDATA[ \uFFFE'

function feedWith(title: string): string {
  const entry = {
    id: 'urn:uuid:018e2f4e-0000-7000-8000-000000000002',
    title,
    updated: '2026-11-21T09:00:00.000Z',
    author: title,
    href: `http://localhost/${encodeURIComponent('a"b')}?x="&y=<`,
    category: { term: title, label: title },
    summary: title,
  }
  return writeAtom({ ...FEED, language: 'en"><x', entries: [entry] })
}

test('hostile texts stay texts: no element and no attribute comes of them', () => {
  const document = new DOMParser().parseFromString(feedWith(HOSTILE), 'text/xml')
  expect(document.querySelectorAll('script, x')).toHaveLength(0)
  expect(document.querySelectorAll('entry')).toHaveLength(1)
  expect(document.querySelector('entry > summary')?.textContent).toContain('<script>alert("1")')
})

test('what XML 1.0 cannot hold is shown as a replacement character', () => {
  expect(escaped('a\u0000b\u001Fc\uFFFEd\uD800e')).toBe('a\uFFFDb\uFFFDc\uFFFDd\uFFFDe')
  expect(escaped('ayiti 🇭🇹')).toBe('ayiti 🇭🇹')
})

test('line breaks survive an attribute', () => {
  expect(escaped('a\r\n\tb')).toBe('a&#13;&#10;&#9;b')
})

test('only an archive is marked as one', () => {
  expect(writeAtom(FEED)).not.toContain('fh:archive/')
  expect(writeAtom({ ...FEED, form: 'archive' })).toContain('<fh:archive/>')
})

test('the feed names its language and its own address', () => {
  const document = new DOMParser().parseFromString(writeAtom(FEED), 'text/xml')
  expect(document.documentElement.getAttribute('xml:lang')).toBe('fr')
  const href = document.querySelector('link[rel=self]')?.getAttribute('href')
  expect(href?.replaceAll('&amp;', '&')).toBe('http://localhost/feed.atom?a=1&b=2')
})
