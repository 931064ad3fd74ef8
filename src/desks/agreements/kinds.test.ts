import { describe, expect, test } from 'vitest'

import { agreementsKinds } from './kinds.ts'

describe('what the agreements desk puts on record', () => {
  const kindOf = (name: string) => agreementsKinds.find((kind) => kind.name === name)

  test('signing and announcing are stages of their own, each with its day', () => {
    const stage = kindOf('agreements.stage')
    expect(stage?.value.safeParse({ stage: 'signed', on: '2025-05-12' }).success).toBe(true)
    expect(stage?.value.safeParse({ stage: 'announced', on: '2025-05-13' }).success).toBe(true)
    expect(stage?.value.safeParse({ stage: 'agreed', on: null }).success).toBe(false)
  })

  test('whoever watches a signature is a witness, not a signatory', () => {
    const signatory = kindOf('agreements.signatory')
    expect(
      signatory?.value.safeParse({ who: 'RUTO', behalf: 'KEN', role: 'witness' }).success,
    ).toBe(true)
    expect(
      signatory?.value.safeParse({ who: 'Ruto', behalf: 'KEN', role: 'witness' }).success,
    ).toBe(false)
  })

  test('a parliament’s approval of a number is a vote and makes no figure of personnel', () => {
    const vote = kindOf('agreements.vote')
    const approved = {
      body: 'KEN-NATIONAL-ASSEMBLY',
      matter: 'Deployment of police',
      outcome: 'approved',
      personnel: { low: 1000, high: 1000, unit: 'person' },
      inFavour: null,
      seats: null,
    }
    expect(vote?.value.safeParse(approved).success).toBe(true)
    expect(vote?.quantity).toBeNull()
  })

  test('an order names its court by code', () => {
    const outcome = kindOf('agreements.order')?.value.safeParse({
      court: 'High Court',
      judge: null,
      effect: 'restrains',
      on: '2023-10-09',
      until: '2023-10-24',
      content: 'No deployment for the time being',
    })
    expect(outcome?.error?.issues.map(({ path }) => path.join('.'))).toEqual(['court'])
  })
})
