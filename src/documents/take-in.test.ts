import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { sha256 } from './canonical-text.ts'
import { LARGEST_BYTES, takeIn } from './take-in.ts'
import type { TakenIn } from './take-in.ts'

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function taken(text: string, fileName: string, mediaType?: string): TakenIn {
  return takeIn({ bytes: bytesOf(text), fileName, mediaType })
}

describe('plain text', () => {
  test('keeps its words, white space and quotation marks where they are', () => {
    const text = 'A first  line\twith “quotes”.\n\nA second – with 1,000.\n'
    const { mediaType, text: extracted, ...rest } = taken(text, 'statement.txt')
    expect(mediaType).toBe('text/plain')
    expect(extracted).toEqual({ extractor: 'rollcall-text/1', content: text })
    expect(rest).toEqual({
      sha256: sha256(text),
      textSha256: sha256(text),
      title: { value: 'A first line with “quotes”.', basis: 'first line' },
      published: null,
      language: null,
    })
  })

  test('is hashed as it came, and cited as it reads', () => {
    const document = taken('\uFEFFCafe\u0301 co\u00ADop\r\nnext\u2028line\u0007\f.', 'a.TXT')
    expect(document.text.content).toBe('Café coop\nnext\nline\n.')
    expect(document.sha256).not.toBe(document.textSha256)
    expect(document.textSha256).toBe(sha256(document.text.content))
  })

  test('gives the same canonical text again from its canonical text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (raw) => {
        const text = `x${raw.replaceAll('\0', '').replaceAll(/\p{Surrogate}/gu, '')}`
        const once = taken(text, 'a.txt').text.content
        expect(taken(once, 'a.txt').text.content).toBe(once)
      }),
    )
  })
})

describe('Markdown', () => {
  test('proposes what its front matter says', () => {
    const document = taken(
      '---\ntitle: "Statement on the mission"\ndate: 2024-03-01\nlang: fr\n---\n\n# Other\n\nText.',
      'statement.md',
    )
    expect(document).toMatchObject({
      mediaType: 'text/markdown',
      title: { value: 'Statement on the mission', basis: 'front matter title' },
      published: { value: '2024-03-01', basis: 'front matter date' },
      language: { value: 'fr', basis: 'front matter lang' },
    })
  })

  test('proposes its first heading, and its first line where there is none', () => {
    expect(taken('Intro.\n\n## A heading ##\n', 'a.md').title).toEqual({
      value: 'A heading',
      basis: 'first heading',
    })
    expect(taken('\n\nJust text\n', 'a.markdown').title?.value).toBe('Just text')
  })

  test('keeps its marks, which are part of what was published', () => {
    expect(taken('**1,000** officers', 'a.md').text.content).toBe('**1,000** officers')
  })
})

describe('the sort of file', () => {
  test.each([
    ['a.txt', undefined, 'text/plain'],
    ['a.md', 'text/plain', 'text/markdown'],
    ['a.html', 'application/octet-stream', 'text/html'],
    ['page', 'text/html; charset=utf-8', 'text/html'],
    ['page.php', 'application/xhtml+xml', 'text/html'],
  ])('%s declared as %s is %s', (fileName, declared, mediaType) => {
    expect(taken('<p>words</p>', fileName, declared).mediaType).toBe(mediaType)
  })

  test.each([
    ['a.pdf', undefined, 'a.pdf ends in “.pdf”'],
    ['a.txt', 'application/pdf', 'a.txt is declared as application/pdf'],
    ['letter', '', 'letter ends in “.”'],
  ])('%s declared as %s is refused', (fileName, declared, why) => {
    expect(() => taken('words', fileName, declared)).toThrow(why)
    expect(() => taken('words', fileName, declared)).toThrow('give plain text (.txt)')
  })
})

describe('a file that cannot be taken in', () => {
  test('is refused when it is larger than 10 MB, and taken in at 10 MB', () => {
    const bytes = new Uint8Array(LARGEST_BYTES + 1).fill(0x61)
    expect(() => takeIn({ bytes, fileName: 'big.txt' })).toThrow(
      'big.txt has 10,485,761 bytes; at most 10 MB (10,485,760 bytes) are taken in',
    )
    const largest = takeIn({ bytes: bytes.subarray(1), fileName: 'big.txt' })
    expect(largest.text.content).toHaveLength(LARGEST_BYTES)
  })

  test.each([
    ['a stray byte', [0x61, 0xc3, 0xa9, 0xff, 0x62], 3, 'ff'],
    ['a character cut short at the end', [0x61, 0x62, 0xe2, 0x82], 2, 'e2'],
    ['Latin-1', [0x6e, 0xe9, 0x65], 1, 'e9'],
    ['an overlong form', [0xc0, 0xaf], 0, 'c0'],
    ['half a pair', [0x61, 0xed, 0xa0, 0x80], 1, 'ed'],
    ['a byte order mark and a stray byte', [0xef, 0xbb, 0xbf, 0x80], 3, '80'],
    ['a true replacement character and a stray byte', [0xef, 0xbf, 0xbd, 0xfe], 3, 'fe'],
  ])('is refused for %s, naming the byte', (_, bytes, offset, value) => {
    expect(() => takeIn({ bytes: Uint8Array.from(bytes), fileName: 'x.txt' })).toThrow(
      `x.txt is not UTF-8: byte ${offset} (0x${value})`,
    )
  })

  test('is not refused for a replacement character that it spells out', () => {
    expect(taken('lost: \uFFFD', 'x.txt').text.content).toBe('lost: \uFFFD')
  })

  test('is refused for any byte that any UTF-8 text cannot hold, at its place', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 0xf8, max: 0xff }),
        (text, bad) => {
          const head = bytesOf(text.replaceAll('\0', ''))
          const bytes = Uint8Array.from([...head, bad, 0x61])
          expect(() => takeIn({ bytes, fileName: 'x.txt' })).toThrow(`byte ${head.length} (0x`)
        },
      ),
    )
  })

  test('is refused when it is empty, blank or UTF-16', () => {
    expect(() => taken('', 'x.txt')).toThrow('x.txt is empty; choose the file again')
    expect(() => taken(' \n\u200B\n', 'x.txt')).toThrow('x.txt holds no text')
    expect(() => taken('<script>draw()</script>', 'x.html')).toThrow('drawn by a script')
    expect(() => taken('a\0b\0', 'x.txt')).toThrow('x.txt has a zero byte at 1')
  })
})
