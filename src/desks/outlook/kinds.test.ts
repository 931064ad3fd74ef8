import { describe, expect, test } from 'vitest'

import { outlookKinds } from './kinds.ts'

describe('what the outlook desk puts on record', () => {
  const kindOf = (name: string) => outlookKinds.find((kind) => kind.name === name)

  test('a forecast may be as vague as a month and carry no number', () => {
    const forecast = { what: 'The force is fully deployed', amount: null, when: '2026-10' }
    expect(kindOf('outlook.forecast')?.value.safeParse(forecast).success).toBe(true)
  })

  test('a risk is of a known sort', () => {
    const risk = { sort: 'funding', risk: 'The money runs out', horizon: '2025-09' }
    expect(kindOf('outlook.risk')?.value.safeParse(risk).success).toBe(true)
    expect(kindOf('outlook.risk')?.value.safeParse({ ...risk, sort: 'money' }).success).toBe(false)
  })
})
