import { describe, expect, test } from 'vitest'

import { designationsKinds } from './kinds.ts'

describe('what the designations desk puts on record', () => {
  const kindOf = (name: string) => designationsKinds.find((kind) => kind.name === name)

  test('signing, announcing and taking effect are stages apart', () => {
    const stage = kindOf('designations.stage')
    for (const [name, on] of [
      ['signed', '2025-04-22'],
      ['announced', '2025-05-02'],
      ['effective', null],
    ]) {
      expect(stage?.value.safeParse({ stage: name, on }).success).toBe(true)
    }
  })

  test('a listing belongs to a list that the record knows', () => {
    const listing = { list: 'UN-2653', listed: 'GRAN-GRIF', reference: 'HTe.001', on: '2025-07-08' }
    expect(kindOf('designations.listing')?.value.safeParse(listing).success).toBe(true)
    expect(
      kindOf('designations.listing')?.value.safeParse({ ...listing, list: 'UN' }).success,
    ).toBe(false)
  })
})
