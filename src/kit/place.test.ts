import { expect, test } from 'vitest'

import { isStateCode } from './party-code.ts'
import { departmentOf, findPlace, placeName, places } from './place.ts'

test('there are 10 departments, 140 communes and 20 other places, each id once', () => {
  const count = (sort: string): number => places.filter((place) => place.sort === sort).length
  expect([count('department'), count('commune'), count('place')]).toEqual([10, 140, 20])
  expect(new Set(places.map(({ id }) => id)).size).toBe(places.length)
})

test('every parent is a place and every State a State', () => {
  const astray = places.filter(
    ({ parent, state }) =>
      (parent !== null && findPlace(parent) === undefined) || !isStateCode(state),
  )
  expect(astray).toEqual([])
})

test('every position in Haiti lies in Haiti', () => {
  const positioned = places.filter(({ position, state }) => position !== null && state === 'HTI')
  const outside = positioned.filter(({ position }) => {
    const { latitude, longitude } = position ?? { latitude: 0, longitude: 0 }
    return latitude < 18 || latitude > 20.1 || longitude < -74.5 || longitude > -71.6
  })
  expect(positioned).toHaveLength(140 + 14)
  expect(outside).toEqual([])
})

test('a commune has its name, department and middle', () => {
  expect(findPlace('HT0111')).toEqual({
    id: 'HT0111',
    sort: 'commune',
    names: { en: 'Port-au-Prince', fr: 'Port-au-Prince', ht: 'Port-au-Prince' },
    parent: 'HT01',
    state: 'HTI',
    position: { latitude: 18.52646, longitude: -72.33729, accuracyMetres: null },
  })
})

test('a department has a name in each language, French where there is none', () => {
  expect(['en', 'fr', 'ht', 'es'].map((language) => placeName('HT01', language))).toEqual([
    'West',
    'Ouest',
    'Lwès',
    'Ouest',
  ])
  expect(placeName('HT9999', 'en')).toBe('HT9999')
})

test('a place below commune level lies in its department', () => {
  expect(departmentOf('PL-001')?.id).toBe('HT01')
  expect(departmentOf('HT0531')?.id).toBe('HT05')
  expect(departmentOf('HT05')?.id).toBe('HT05')
  expect(departmentOf('PL-020')).toBeUndefined()
  expect(departmentOf('nowhere')).toBeUndefined()
})

test('the position of the mission’s base is not published', () => {
  expect(findPlace('PL-009')).toMatchObject({ position: null, parent: null })
})
