import { describe, expect, test } from 'vitest'

import { dutyRule } from './duty-kinds.ts'
import { ceiling, mandateKinds, term } from './kinds.ts'

describe('what the mandate desk puts on record', () => {
  const running = { instrument: 'S/RES/2751 (2024)', from: null, until: '2025-10-02' }

  test('a term may begin on a day that the source leaves open', () => {
    expect(term.read(running)).toEqual(running)
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

describe('a rule of a duty', () => {
  const RULE = {
    instrument: 's-res-2699',
    paragraph: null,
    duty: 'Report to the Council',
    owner: 'MSS',
    to: ['UNSC'],
    falls: 'every',
    on: '2023-10-02',
    interval: { low: 90, high: 90, unit: 'day' },
    evidence: null,
    takesOver: null,
  }
  const faultsOf = (fields: object) =>
    dutyRule.value
      .safeParse({ ...RULE, ...fields })
      .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []

  test.each([
    {},
    { falls: 'once', interval: null },
    { falls: 'once', on: '2023-10', interval: { low: 9, high: 9, unit: 'month' } },
    { falls: 'after-event', on: null },
    { falls: 'after-event', on: null, interval: null },
    { falls: 'undated', on: null, interval: null },
    { interval: { low: 60, high: null, unit: 'day' } },
  ])('can be counted as %o', (fields) => {
    expect(faultsOf(fields)).toEqual([])
  })

  test('says from which day it is counted, and how often it falls due', () => {
    expect(faultsOf({ on: null })).toEqual([
      'on: A duty that falls due "every" needs the day that it is counted from; write it, or choose "undated".',
    ])
    expect(faultsOf({ interval: null })).toEqual([
      'interval: It is not said how often the duty falls due; write a number of days or months, or choose "undated".',
    ])
  })

  test('says nothing that would not count', () => {
    expect(faultsOf({ falls: 'undated', on: null })).toEqual([
      'interval: A duty without a date has no interval; leave it out, or say from when it is counted.',
    ])
    expect(faultsOf({ falls: 'after-event' })).toEqual([
      'on: A duty that falls due "after-event" is not counted from a day; leave the day out, or choose "once" or "every".',
    ])
  })

  test('never falls due for ever on one day, nor from a time before all memory', () => {
    expect(faultsOf({ interval: { low: 0, high: 0, unit: 'day' } })).toEqual([
      'interval: An interval is a whole number of days or months from 1 to 36525; write one.',
    ])
    expect(faultsOf({ interval: { low: 1.5, high: 1.5, unit: 'month' } })).toEqual([
      'interval: An interval is a whole number of days or months from 1 to 1200; write one.',
    ])
    expect(faultsOf({ on: '0900-01-01' })).toEqual([
      'on: What falls due again and again is counted from a day on or after 1945-01-01; write that day.',
    ])
  })
})
