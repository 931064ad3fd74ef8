import { describe, expect, test } from 'vitest'

import { fundsKinds } from './kinds.ts'

describe('what the funds desk puts on record', () => {
  const kindOf = (name: string) => fundsKinds.find((kind) => kind.name === name)

  const received = {
    measure: 'received',
    amount: { low: 1_080_000_000, high: 1_080_000_000, unit: 'USD/100' },
    asAt: '2024-02-29',
  }

  test('a position says what it measures and as at which day', () => {
    const position = kindOf('funds.position')
    expect(position?.quantity?.(received)).toEqual(received.amount)
    expect(position?.value.safeParse({ ...received, measure: 'raised' }).success).toBe(false)
    expect(position?.value.safeParse({ ...received, asAt: null }).success).toBe(false)
  })

  test('a sum keeps the currency it was told in', () => {
    const amount = { low: 8_050_000_000, high: 8_050_000_000, unit: 'CAD/100' }
    const contribution = { donor: 'CAN', stage: 'pledged', amount, channel: 'unstated', on: null }
    expect(kindOf('funds.contribution')?.quantity?.(contribution)).toEqual(amount)
  })

  test('an estimate of cost says over how many months, or that nobody said', () => {
    const estimate = kindOf('funds.cost-estimate')
    const { amount } = received
    const months = { low: 24, high: 24, unit: 'month' }
    expect(
      estimate?.value.safeParse({ amount, period: months, scope: 'the mission' }).success,
    ).toBe(true)
    expect(estimate?.value.safeParse({ amount, period: null, scope: 'the mission' }).success).toBe(
      true,
    )
    expect(estimate?.value.safeParse({ amount, scope: 'the mission' }).success).toBe(false)
  })

  test('a rate cannot end before it begins', () => {
    const rate = {
      amount: { low: 142_800, high: 142_800, unit: 'USD/100' },
      per: 'person-month',
      from: '2018-07-01',
      until: '2017-06-30',
      basis: null,
    }
    expect(kindOf('funds.rate')?.value.safeParse(rate).success).toBe(false)
  })
})
