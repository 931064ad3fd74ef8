import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'

import { DocumentText, passageAnchor, stretches } from './document-text.tsx'
import { drawn, testReader } from './test-reader.ts'

const content = 'First paragraph.\n\nBenin offers 2,000 soldiers.\nSame paragraph.\n\nLast <one>.'

describe('passages in a document', () => {
  test('overlapping passages are cut where either starts or ends', () => {
    expect(
      stretches('abcdef', { start: 0, end: 6 }, [
        { claim: 'x', start: 1, end: 4 },
        { claim: 'y', start: 3, end: 5 },
      ]),
    ).toEqual([
      { text: 'a', claims: [] },
      { text: 'bc', claims: ['x'] },
      { text: 'd', claims: ['x', 'y'] },
      { text: 'e', claims: ['y'] },
      { text: 'f', claims: [] },
    ])
  })

  test('a passage lights up where it stands, links to its claim and can be linked to', async () => {
    const start = content.indexOf('2,000')
    const passages = [{ claim: 'c1', start, end: start + 5 }]
    const html = await drawn(
      <DocumentText reader={testReader()} content={content} language="en" passages={passages} />,
    )
    const { document } = parseHTML(`<body>${html}</body>`)
    const mark = document.getElementById(passageAnchor('c1'))
    expect(mark?.textContent).toBe('2,000')
    expect(mark?.querySelector('a')?.getAttribute('href')).toBe('/m/mss-haiti/claims/c1')
    expect([...document.querySelectorAll('p')].map((p) => p.textContent)).toEqual([
      'First paragraph.',
      'Benin offers 2,000 soldiers.\nSame paragraph.',
      'Last <one>.',
    ])
  })

  test('a passage over two paragraphs lights up in both and has one anchor', async () => {
    const passages = [{ claim: 'c1', start: 6, end: 25 }]
    const html = await drawn(
      <DocumentText reader={testReader()} content={content} language="en" passages={passages} />,
    )
    const { document } = parseHTML(`<body>${html}</body>`)
    expect(document.querySelectorAll('mark')).toHaveLength(2)
    expect(document.querySelectorAll(`[id="${passageAnchor('c1')}"]`)).toHaveLength(1)
  })
})
