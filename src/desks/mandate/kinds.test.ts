import { describe, expect, test } from 'vitest'

import { ceiling, mandateKinds, term } from './kinds.ts'

describe('what the mandate desk puts on record', () => {
  const running = { instrument: 'S/RES/2751 (2024)', from: null, until: '2025-10-02' }

  test('a term may begin on a day that the source leaves open', () => {
    expect(term.value.parse(running)).toEqual(running)
  })

  test('a term cannot end before it begins', () => {
    const outcome = term.value.safeParse({ ...running, from: '2025-10-03' })
    expect(outcome.error?.issues.map(({ message }) => message)).toEqual([
      'The end 2025-10-02 lies before the beginning 2025-10-03; write the later date as the end.',
    ])
  })

  test('a term that ends in the month in which it begins is taken', () => {
    expect(term.value.safeParse({ ...running, from: '2025-10-02', until: '2025-10' }).success).toBe(
      true,
    )
  })

  test('a term says that its beginning is unknown rather than leaving it out', () => {
    expect(term.value.safeParse({ instrument: null, until: '2025-09' }).success).toBe(false)
  })

  test('a ceiling is an amount of people, open below', () => {
    const personnel = { low: null, high: 5550, unit: 'person' }
    expect(ceiling.quantity?.({ personnel, component: 'all', instrument: null })).toEqual(personnel)
  })

  test('a vote is counted in votes and may leave open who abstained', () => {
    const votes = (count: number) => ({ low: count, high: count, unit: 'vote' })
    const cast = { inFavour: votes(13), against: votes(0), abstained: votes(2), abstaining: null }
    const vote = mandateKinds.find(({ name }) => name === 'mandate.vote')
    expect(vote?.quantity?.(cast)).toEqual(votes(13))
    expect(vote?.value.safeParse({ ...cast, inFavour: 13 }).success).toBe(false)
  })
})
