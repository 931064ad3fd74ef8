import { describe, expect, test } from 'vitest'

import { conductKinds } from './kinds.ts'

describe('what the conduct desk puts on record', () => {
  const kindOf = (name: string) => conductKinds.find((kind) => kind.name === name)

  const finding = {
    against: 'MSS',
    categories: ['sexual-exploitation-and-abuse'],
    allegations: { low: 4, high: 4, unit: 'allegation' },
    outcome: 'substantiated',
    referredTo: 'GSF',
    what: 'Four allegations were found substantiated',
  }

  test('a finding counts allegations and says where they went', () => {
    expect(kindOf('conduct.finding')?.quantity?.(finding)).toEqual(finding.allegations)
  })

  test('a finding without a category is refused', () => {
    const outcome = kindOf('conduct.finding')?.value.safeParse({ ...finding, categories: [] })
    expect(outcome?.error?.issues.map(({ message }) => message)).toEqual([
      'No category is given; write at least one.',
    ])
  })

  test('an allegation is no finding: it makes no figure', () => {
    expect(kindOf('conduct.allegation')?.quantity).toBeNull()
  })
})
