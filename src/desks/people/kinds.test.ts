import { describe, expect, test } from 'vitest'

import { peopleKinds } from './kinds.ts'

describe('what the people desk puts on record', () => {
  const kindOf = (name: string) => peopleKinds.find((kind) => kind.name === name)

  const casualty = {
    category: 'injured',
    people: { low: 2, high: 2, unit: 'person' },
    group: 'mission',
    nationality: 'KEN',
    cause: 'hostile',
    on: '2025-03-27/2025-04-02',
  }

  test('a casualty may be dated by a span of days', () => {
    expect(kindOf('people.casualty')?.value.safeParse(casualty).success).toBe(true)
  })

  test('a casualty has no field for a name', () => {
    const named = kindOf('people.casualty')?.value.safeParse({ ...casualty, name: 'somebody' })
    expect(named?.error?.issues.map(({ code }) => code)).toEqual(['unrecognized_keys'])
  })

  test('a status leaves open since when it holds', () => {
    const status = kindOf('people.status')
    expect(status?.value.safeParse({ status: 'presumed-dead', since: null }).success).toBe(true)
    expect(status?.value.safeParse({ status: 'dead', since: null }).success).toBe(false)
  })

  test('people hurt are never counted in parties', () => {
    const people = { low: 2, high: 2, unit: 'party' }
    expect(kindOf('people.casualty')?.value.safeParse({ ...casualty, people }).success).toBe(false)
  })
})
