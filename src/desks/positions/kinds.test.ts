import { describe, expect, test } from 'vitest'

import { positionsKinds } from './kinds.ts'

describe('what the positions desk puts on record', () => {
  const kindOf = (name: string) => positionsKinds.find((kind) => kind.name === name)

  const denial = {
    stance: 'deny',
    about: 'Lobbying',
    to: null,
    text: 'The decision was nobody’s doing',
  }

  test('a denial says what it denies', () => {
    expect(kindOf('positions.statement')?.value.safeParse(denial).success).toBe(true)
    expect(kindOf('positions.statement')?.value.safeParse({ ...denial, about: ' ' }).success).toBe(
      false,
    )
  })

  test('an office cannot end before it begins', () => {
    const office = {
      holder: 'RUTO',
      office: 'President',
      of: 'KEN',
      from: '2022-09-13',
      until: '2021',
    }
    expect(kindOf('positions.office')?.value.safeParse(office).success).toBe(false)
    expect(kindOf('positions.office')?.value.safeParse({ ...office, until: null }).success).toBe(
      true,
    )
  })
})
