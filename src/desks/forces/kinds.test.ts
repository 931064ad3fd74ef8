import { describe, expect, test } from 'vitest'

import { movement, pledge, strength } from './kinds.ts'

describe('what the forces desk puts on record', () => {
  const personnel = { low: 1000, high: null, unit: 'person' }

  test('a pledge of “more than” keeps its upper bound open', () => {
    expect(pledge.quantity?.({ personnel, component: 'police', stage: 'pledge' })).toEqual(
      personnel,
    )
  })

  test('a pledge without a number is an open amount, not zero', () => {
    const unnumbered = { low: null, high: null, unit: 'person' }
    expect(
      pledge.value.safeParse({ personnel: unnumbered, component: 'unstated', stage: 'pledge' })
        .success,
    ).toBe(true)
    expect(
      pledge.value.safeParse({ personnel: null, component: 'unstated', stage: 'pledge' }).success,
    ).toBe(false)
  })

  test('a pledge stands at a stage of the ladder', () => {
    const outcome = pledge.value.safeParse({ personnel, component: 'police', stage: 'promised' })
    expect(outcome.error?.issues[0]?.message).toMatch(
      /^"promised" is not a word of this list; write one of: interest, /,
    )
  })

  test('strength of the whole mission names no contributor', () => {
    expect(
      strength.value.safeParse({ on: '2025-02-04', contributor: null, personnel }).success,
    ).toBe(true)
  })

  test('strength has a day of its own, apart from the times of the claim', () => {
    expect(strength.value.safeParse({ on: null, contributor: 'KEN', personnel }).success).toBe(
      false,
    )
  })

  test('a contingent is counted from one', () => {
    const arrival = {
      direction: 'arrival',
      contributor: 'KEN',
      personnel: { low: 144, high: 144, unit: 'person' },
      component: 'police',
      on: '2025-02-06',
      ordinal: 3,
      carrier: null,
    }
    expect(movement.value.safeParse(arrival).success).toBe(true)
    expect(movement.value.safeParse({ ...arrival, ordinal: 0 }).success).toBe(false)
  })
})
