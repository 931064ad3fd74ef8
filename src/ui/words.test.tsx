import { describe, expect, test } from 'vitest'

import { messageFaults } from './message-faults.ts'
import { GLOSSARY_TERMS, UI_MESSAGES } from './messages.ts'
import { phrase } from './phrase.tsx'
import { STATUSES } from './status.tsx'
import { makeWords, text, wordFaults } from './words.ts'

const words = makeWords([UI_MESSAGES])
const english = { language: 'en', words } as const
const french = { language: 'fr', words } as const

describe('the shared words', () => {
  test('both languages have the same keys', () => {
    expect(wordFaults([UI_MESSAGES])).toEqual([])
  })

  test('both languages have the same parameters and every plural form they can pick', () => {
    expect(messageFaults(UI_MESSAGES)).toEqual([])
  })

  test('every glossary term and status has its words', () => {
    for (const term of GLOSSARY_TERMS) {
      expect(words.has(`glossary.${term}.term`)).toBe(true)
      expect(words.has(`glossary.${term}.meaning`)).toBe(true)
    }
    for (const status of STATUSES) expect(words.has(`status.${status}`)).toBe(true)
  })

  test('French picks "many" at a million', () => {
    expect(text(french, 'unit.person', { amount: '1 million', n: 1_000_000 })).toBe(
      '1 million de personnes',
    )
    expect(text(french, 'unit.person', { amount: '0', n: 0 })).toBe('0 personne')
  })
})

describe('merging messages', () => {
  const part = { en: { 'a.b': 'one' }, fr: { 'a.b': 'un' } }

  test('a key given twice is refused by name', () => {
    expect(() => makeWords([part, part])).toThrow('"a.b" is given twice in en')
  })

  test('a key missing in one language is refused by name', () => {
    expect(() => makeWords([{ en: { 'a.c': 'two' }, fr: {} }])).toThrow('"a.c" has no words in fr')
  })

  test('an unknown key says what to do', () => {
    expect(() => text(english, 'no.such.key')).toThrow('No message has the key "no.such.key"')
  })

  test('a parameter that only one language has is a fault', () => {
    const uneven = { en: { 'a.b': 'one {x}' }, fr: { 'a.b': 'un {y}' } }
    expect(messageFaults(uneven)).toEqual(['"a.b" has no {x} in fr.', '"a.b" has {y} only in fr.'])
  })

  test('a French plural without "many" is a fault', () => {
    const short = {
      en: { k: '{n, plural, one {#} other {#}}' },
      fr: { k: '{n, plural, one {#} other {#}}' },
    }
    expect(messageFaults(short)).toEqual(['"k" has a plural without "many" in fr.'])
  })
})

describe('phrases with elements', () => {
  test('tags and places take elements, and texts are escaped', async () => {
    const parts = { n: 3, count: (enclosed: unknown) => <a href="claims">{enclosed}</a> }
    const drawn = <p>{phrase(english, 'sources.together', parts)}</p>
    expect((await drawn).toString()).toBe('<p><a href="claims">3 claims</a> taken together</p>')
  })
})
