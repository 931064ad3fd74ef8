import { expect, test } from 'vitest'

import { findState, isPartyCode, isStateCode, parsePartyCode, states } from './party-code.ts'

test('ISO 3166-1 has 249 codes, each of them once in every form', () => {
  for (const form of ['code', 'alpha2', 'm49'] as const) {
    expect(new Set(states.map((state) => state[form])).size).toBe(249)
  }
  for (const { code, alpha2, m49, name } of states) {
    expect(`${code} ${alpha2} ${m49} ${name}`).toMatch(/^[A-Z]{3} [A-Z]{2} \d{3} \S.*\S$/)
  }
})

test('Intl knows a name for every alpha-2 code', () => {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  expect(states.filter(({ alpha2 }) => names.of(alpha2) === undefined)).toEqual([])
})

test('the States of the mission are found by alpha-3', () => {
  expect(findState('HTI')).toEqual({ code: 'HTI', alpha2: 'HT', m49: '332', name: 'Haiti' })
  const contributing = ['KEN', 'BEN', 'JAM', 'BHS', 'BLZ', 'ATG', 'BRB', 'BGD', 'TCD', 'GTM', 'SLV']
  expect(contributing.filter((code) => !isStateCode(code))).toEqual([])
  expect(isStateCode('UN')).toBe(false)
  expect(findState('ZZZ')).toBeUndefined()
})

test.each(['KEN', 'UN', 'UN-BINUH', 'MSS', 'G9', 'A1234567890123456789012345678901'])(
  '%s can be a party code',
  (code) => {
    expect(isPartyCode(code)).toBe(true)
    expect(parsePartyCode(code)).toBe(code)
  },
)

test.each([
  '',
  'K',
  'ken',
  'UN BINUH',
  '-UN',
  '9G',
  'UN_BINUH',
  'A12345678901234567890123456789012',
  'KEN\n',
])('“%s” cannot be a party code', (code) => {
  expect(isPartyCode(code)).toBe(false)
  expect(() => parsePartyCode(code)).toThrow('is not a party code')
})
