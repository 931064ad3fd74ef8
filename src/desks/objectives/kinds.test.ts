import { describe, expect, test } from 'vitest'

import { objectivesKinds } from './kinds.ts'

describe('what the objectives desk puts on record', () => {
  const kindOf = (name: string) => objectivesKinds.find((kind) => kind.name === name)

  const benchmark = {
    benchmark: 'Courts work again',
    track: 'institutions',
    target: null,
    due: null,
  }

  test('a benchmark may stand before anybody set its target', () => {
    expect(kindOf('objectives.benchmark')?.value.safeParse(benchmark).success).toBe(true)
    expect(
      kindOf('objectives.benchmark')?.value.safeParse({ ...benchmark, track: 'law' }).success,
    ).toBe(false)
  })

  test('an assessment may say that nothing can be said', () => {
    const assessment = { outcome: 'undetermined', what: 'No figures were published' }
    expect(kindOf('objectives.assessment')?.value.safeParse(assessment).success).toBe(true)
  })
})
