import { describe, expect, test } from 'vitest'

import { isLanguage, languageFor } from './language.ts'
import { PATHS } from './reader.ts'
import { testReader } from './test-reader.ts'

describe('links', () => {
  test('lead inside the mission and keep the dates and language that were given', () => {
    const reader = testReader({ validOn: '2024-03-08', recordAt: '12', language: 'fr' })
    expect(reader.link('claims/x')).toBe(
      '/m/mss-haiti/claims/x?validOn=2024-03-08&recordAt=12&lang=fr',
    )
    expect(reader.link('')).toBe('/m/mss-haiti?validOn=2024-03-08&recordAt=12&lang=fr')
  })

  test('stay bare where nothing was given', () => {
    expect(testReader().link('/about#rules')).toBe('/about#rules')
  })

  test('keep a page’s own query and place', () => {
    const reader = testReader({ knownAt: '2024-02-27' })
    expect(reader.link('search?q=a+b#top')).toBe('/m/mss-haiti/search?q=a+b&knownAt=2024-02-27#top')
  })

  test('take an override, and null returns to the default', () => {
    const reader = testReader({ validOn: '2024-03-08', knownAt: '2024-02-27' })
    expect(reader.link('x', { validOn: '2024-04-08', knownAt: null })).toBe(
      '/m/mss-haiti/x?validOn=2024-04-08',
    )
  })

  test('cannot be broken out of by an odd id', () => {
    expect(testReader().link(PATHS.claim('a/b?c#d'))).toBe('/m/mss-haiti/claims/a%2Fb%3Fc%23d')
  })
})

describe('parties', () => {
  test('States are named in the reader’s language, others as the record names them', () => {
    expect(testReader().party('CIV')).toBe('Côte d’Ivoire')
    expect(testReader({}, { language: 'fr' }).party('TCD')).toBe('Tchad')
    expect(testReader().party('UN-SG')).toBe('Secretary-General')
    expect(testReader().party('NOBODY')).toBe('NOBODY')
  })
})

describe('languages', () => {
  test('the first known language of the header is taken', () => {
    expect(languageFor('ht, fr-CA;q=0.8, en;q=0.5')).toBe('fr')
    expect(languageFor('de')).toBe('en')
    expect(languageFor(undefined)).toBe('en')
    expect(isLanguage('sw')).toBe(false)
  })
})
