import { describe, expect, test } from 'vitest'

import { operationsKinds } from './kinds.ts'

describe('what the operations desk puts on record', () => {
  const kindOf = (name: string) => operationsKinds.find((kind) => kind.name === name)

  const moment = {
    on: '2025-08-31',
    weekday: null,
    time: '17:00',
    zone: 'America/Port-au-Prince',
    elsewhere: { on: '2025-09-01', time: '02:00', zone: 'Africa/Nairobi' },
  }

  test('a moment may be told for two time zones, right or wrong', () => {
    expect(kindOf('operations.moment')?.value.safeParse(moment).success).toBe(true)
  })

  test('a clock time beyond the day is refused with a sentence', () => {
    const outcome = kindOf('operations.moment')?.value.safeParse({ ...moment, time: '24:10' })
    expect(outcome?.error?.issues.map(({ message }) => message)).toEqual([
      '"24:10" is not a clock time; write hours and minutes, as 17:00.',
    ])
  })

  test('a wrong weekday is taken, because the source said it', () => {
    const said = { on: '2024-10-02', weekday: 'thursday', time: null, zone: null, elsewhere: null }
    expect(kindOf('operations.moment')?.value.safeParse(said).success).toBe(true)
  })

  test('the name beside a code is what the list says, even where it is wrong', () => {
    const code = kindOf('operations.place-code')
    expect(code?.value.safeParse({ code: 'HT0117', name: 'Tabarre' }).success).toBe(true)
    expect(code?.value.safeParse({ code: 'HT9999', name: 'Tabarre' }).success).toBe(false)
  })

  test('a figure on the situation keeps the window it was counted over', () => {
    const count = {
      measure: 'People killed',
      amount: { low: 1247, high: 1247, unit: 'person' },
      window: '2025-07-01/2025-09-30',
      method: 'Quarterly human rights report',
    }
    expect(kindOf('operations.context-count')?.quantity?.(count)).toEqual(count.amount)
  })
})
