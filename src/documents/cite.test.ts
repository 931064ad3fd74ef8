import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { RefusedError } from '#platform'

import { canonicalText, sha256 } from './canonical-text.ts'
import type { QuoteRequest } from './cite.ts'
import { cite, locate } from './cite.ts'
import { fold } from './fold.ts'

const TEXT = canonicalText(
  [
    'The lead nation said on Thursday that it will send more than 1,000 officers, not 500.',
    '“We are ready,” the minister’s office said; “the lawful order stands.”',
    'A second contingent of 11,000 was never   promised. It is not unlawful, the court said.',
    'It will send more than 1,000 officers to the town of Élie.',
  ].join('\n'),
)

function refusal(text: string, request: QuoteRequest): { code: string; sentence: string } {
  try {
    const { start, end } = cite(text, request)
    return { code: 'accepted', sentence: `${start} to ${end}` }
  } catch (error) {
    if (error instanceof RefusedError) return { code: error.code, sentence: error.message }
    throw error
  }
}

function words(request: QuoteRequest): string | null {
  return cite(TEXT, request).quote
}

test('a citation holds the position, the hashes and the document’s own words', () => {
  const quote = 'not 500'
  const start = TEXT.indexOf(quote)
  expect(cite(TEXT, { quote, locator: 'p. 1' })).toEqual({
    start,
    end: start + quote.length,
    textSha256: sha256(TEXT),
    quoteSha256: sha256(quote),
    quote,
    locator: 'p. 1',
  })
})

describe('what is folded away', () => {
  test('typographic quotation marks', () => {
    expect(words({ quote: '"We are ready," the minister\'s office' })).toBe(
      '“We are ready,” the minister’s office',
    )
  })

  test('runs and kinds of white space, line ends among them', () => {
    expect(words({ quote: ' never promised.\n\nIt is\u00A0not ' })).toBe(
      'never   promised. It is not',
    )
    expect(words({ quote: 'not 500. “We are ready' })).toBe('not 500.\n“We are ready')
  })

  test('soft hyphens and the composition of characters', () => {
    expect(words({ quote: 'E\u0301lie' })).toBe('Élie')
    expect(words({ quote: 'sec\u00ADond contin\u200Bgent' })).toBe('second contingent')
  })

  test.each([
    'Second contingent',
    'town of Elie',
    'more than 1.000',
    'that it will send more than 1000',
    'the lawful order stands.—',
  ])('but not case, accents, separators and signs: “%s”', (quote) => {
    expect(refusal(TEXT, { quote }).code).toBe('documents.quote-differs')
  })
})

describe('a quote that is not what the document says', () => {
  test.each([
    [
      'a changed digit',
      'said on Thursday that it will send more than 2,000 officers',
      'after “will send more than” (position 61) the document has “1,000” where the quote has “2,000”',
    ],
    [
      'an inserted “not”',
      'Thursday that it will not send more than 1,000',
      'after “Thursday that it will” (position 46) the quote adds “not”, which the document does not have',
    ],
    [
      'a “not” left out',
      'It is unlawful, the court said',
      'after “promised. It is” (position 215) the document has “not”, which the quote leaves out',
    ],
    [
      'a changed first word',
      'No lead nation said on Thursday',
      'at its beginning (position 0) the document has “The” where the quote has “No”',
    ],
    [
      'a changed last word',
      'to the town of Elie',
      'the document has “Élie” where the quote has “Elie”',
    ],
    [
      'a changed sign',
      'We are ready!” the minister',
      'the document has “,” where the quote has “!”',
    ],
    ['words in another place', 'the lawful order never stands', 'the quote adds “never”'],
  ])('is refused for %s', (_, quote, where) => {
    const { code, sentence } = refusal(TEXT, { quote })
    expect(code).toBe('documents.quote-differs')
    expect(sentence).toContain(where)
  })

  test('is told how many differences follow the first', () => {
    const { sentence } = refusal(TEXT, {
      quote: 'said on Friday that it will send more than 3,000 officers',
    })
    expect(sentence).toContain('“Thursday” where the quote has “Friday”; 1 more difference follows')
  })

  test('is compared with the place given, not with a nearer likeness elsewhere', () => {
    const start = TEXT.lastIndexOf('It will send')
    const quote = 'It will send more than 1,500 officers'
    expect(refusal(TEXT, { quote, start }).sentence).toContain(`(position ${start + 23})`)
  })

  test('is told so when nothing resembles it', () => {
    const { sentence } = refusal(TEXT, { quote: 'An entirely different sentence about fishing' })
    expect(sentence).toContain('The document has nothing like “An entirely different sentence')
  })

  test('is told so when only spaces differ', () => {
    const { sentence } = refusal(TEXT, { quote: 'officers,not 500.“We are' })
    expect(sentence).toContain(
      'spaces them differently: the document has “officers, not 500. “We are”',
    )
  })
})

describe('a quote that cuts a word or number in two', () => {
  test.each([
    ['000 was never promised', '11,000'],
    ['1,000 was never promised', '11,000'],
    ['a second contingent of 11'.slice(2), '11,000'],
    ['lawful, the court said', 'unlawful'],
    ['lie.', 'Élie'],
    ['not un', 'unlawful'],
  ])('“%s” is refused, since it cuts “%s”', (quote, cut) => {
    const { code, sentence } = refusal(TEXT, { quote })
    expect(code).toBe('documents.quote-cut')
    expect(sentence).toContain(`cuts “${cut}” in two`)
  })

  test('is no rival to the place where it stands whole', () => {
    expect(cite(TEXT, { quote: 'lawful' }).start).toBe(TEXT.indexOf('lawful order'))
  })
})

describe('a quote that stands at several places', () => {
  const quote = 'more than 1,000 officers'
  const [first, second] = [TEXT.indexOf(quote), TEXT.lastIndexOf(quote)]

  test('is refused, naming the places', () => {
    const { code, sentence } = refusal(TEXT, { quote })
    expect(code).toBe('documents.quote-ambiguous')
    expect(sentence).toContain(`stands at 2 places of the document: ${first} (“…`)
    expect(sentence).toContain(`${second} (“…`)
  })

  test('is found by its position', () => {
    expect(cite(TEXT, { quote, start: second }).start).toBe(second)
    expect(cite(TEXT, { quote, end: first + quote.length }).start).toBe(first)
    expect(cite(TEXT, { quote: ` ${quote}`, start: second - 1 }).start).toBe(second)
  })

  test('is found by what stands before or after it', () => {
    expect(cite(TEXT, { quote, prefix: 'that it will send' }).start).toBe(first)
    expect(cite(TEXT, { quote, prefix: '. It will send ', suffix: ' to the' }).start).toBe(second)
    expect(cite(TEXT, { quote, suffix: ', not' }).start).toBe(first)
    expect(refusal(TEXT, { quote, suffix: ', never' }).code).toBe('documents.quote-context')
  })

  test('is refused at a position where it does not stand, naming those where it does', () => {
    const { code, sentence } = refusal(TEXT, { quote, start: 3, end: 27 })
    expect(code).toBe('documents.quote-elsewhere')
    expect(sentence).toContain(
      `not stand at 3 to 27 but at ${first} to ${first + quote.length}, ${second} to`,
    )
  })
})

test.each(['', '   ', '\u00AD\n'])('an empty quote %j is refused', (quote) => {
  expect(refusal(TEXT, { quote }).code).toBe('documents.quote-empty')
})

describe('a citation brought back to its text', () => {
  const citation = cite(TEXT, { quote: 'never promised' })

  test('lights up the same place, without the quote being kept', () => {
    const { start, end, textSha256, quoteSha256 } = citation
    const span = locate(TEXT, { start, end, textSha256, quoteSha256 })
    expect(TEXT.slice(span.start, span.end)).toBe('never   promised')
  })

  test('is refused on any other text', () => {
    expect(() => locate(TEXT.replace('1,000', '2,000'), citation)).toThrow(
      'This is not the text that was cited',
    )
  })

  test('is refused where position and quote do not fit each other', () => {
    expect(() => locate(TEXT, { ...citation, start: citation.start + 1 })).toThrow(
      'does not fit its own text',
    )
  })
})

const sign = fc.oneof(
  fc.constantFrom(...'  \n\t.,;“”"’\'-—0123456789'.split('')),
  fc.constantFrom(
    'a',
    'b',
    'é',
    'e\u0301',
    'word',
    ' not ',
    '1,000',
    '\u00AD',
    '\u00A0',
    '字',
    '😀',
    '\u0301',
    '\r\n',
  ),
  fc.string({ unit: 'binary', maxLength: 2 }),
)
const anyText = fc
  .array(sign, { minLength: 1, maxLength: 60 })
  .map((signs) => canonicalText(signs.join('')))
const anySlice = fc.tuple(anyText, fc.nat(), fc.nat()).map(([text, a, b]) => {
  const [from, to] = [a % (text.length + 1), b % (text.length + 1)]
  return { text, start: Math.min(from, to), end: Math.max(from, to) }
})

test('any slice of any text is cited where it stands, unless it is empty or cuts a word in two', () => {
  fc.assert(
    fc.property(anySlice, ({ text, start, end }) => {
      const quote = text.slice(start, end)
      const { code, sentence } = refusal(text, { quote, start, end })
      const edge = quote.length - quote.trimStart().length
      const place = `${start + edge} to ${start + edge + quote.trim().length}`
      expect([`accepted ${place}`, 'documents.quote-empty', 'documents.quote-cut']).toContain(
        code === 'accepted' ? `${code} ${sentence}` : code,
      )
      expect(code === 'documents.quote-empty').toBe(quote.trim() === '')
    }),
    { numRuns: 3000 },
  )
})

test('whole words of any text are always accepted', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom('police', '1,000', 'not', '“yes”', 'été', 'it’s', '2.5', '7–12', '(UN)'),
        { minLength: 1 },
      ),
      fc.nat(),
      fc.nat(),
      (list, a, b) => {
        const [from, to] = [a % list.length, b % list.length].toSorted((x, y) => x - y)
        const text = list.join(' ')
        const quote = list.slice(from, (to ?? 0) + 1).join(' ')
        const start = list.slice(0, from).join(' ').length + (from === 0 ? 0 : 1)
        expect(cite(text, { quote, start })).toMatchObject({
          start,
          end: start + quote.length,
          quote,
        })
      },
    ),
  )
})

test('a quote with one digit changed is never taken for what stands there', () => {
  const withDigit = anySlice.filter(({ text, start, end }) => /\d/.test(text.slice(start, end)))
  fc.assert(
    fc.property(
      withDigit,
      fc.nat(),
      fc.integer({ min: 1, max: 9 }),
      ({ text, start, end }, which, by) => {
        const quote = text.slice(start, end)
        const digits = [...quote.matchAll(/\d/g)]
        const { index = 0 } = digits[which % digits.length] ?? {}
        const changed = `${quote.slice(0, index)}${(Number(quote[index]) + by) % 10}${quote.slice(index + 1)}`
        expect(refusal(text, { quote: changed, start, end }).code).toMatch(
          /^documents\.quote-(differs|elsewhere)$/,
        )
      },
    ),
  )
})

test('what is accepted says exactly what was quoted', () => {
  fc.assert(
    fc.property(anyText, fc.oneof(anyText, fc.constantFrom('a', '1', 'word')), (text, quote) => {
      const found = refusal(text, { quote })
      const [start, end] = found.sentence.split(' to ').map(Number)
      const said = found.code === 'accepted' ? text.slice(start, end) : quote
      expect(fold(said).text.trim()).toBe(fold(canonicalText(quote)).text.trim())
    }),
  )
})
