import { describe, expect, test } from 'vitest'

import { boundsOf } from './cadence.ts'
import { endOf, type Instruments, type Link } from './instrument-ends.ts'
import type { SaidTerm } from './said-terms.ts'

function aTerm(instrument: string, from: string | null, until: string | null): SaidTerm {
  return {
    instrument,
    subject: 'term',
    from,
    until,
    end: until === null ? null : boundsOf(until),
    claims: [],
  }
}

function aLink(subject: string, instrument: string, how: Link['how'], since = '2024-09-30'): Link {
  return { subject, instrument, how, since: boundsOf(since) }
}

function instruments(terms: readonly SaidTerm[], links: readonly Link[]): Instruments {
  return {
    numbers: new Map(['a', 'b', 'c'].map((name) => [name, name.toUpperCase()])),
    terms,
    links,
  }
}

const FIRST = aTerm('A', '2023-10-02', '2024-10-02')
const SECOND = aTerm('B', null, '2025-10-02')
const THIRD = aTerm('C', '2025-10-02', '2026-10-02')

describe('what an instrument obliges to', () => {
  test('ends with its term', () => {
    expect(endOf('a', instruments([FIRST], []))).toEqual(boundsOf('2024-10-02'))
  })

  test('goes on with the term of an instrument that extends it, and of one that extends that', () => {
    const one = instruments([FIRST, SECOND], [aLink('b', 'a', 'extends')])
    expect(endOf('a', one)).toEqual(boundsOf('2025-10-02'))
    const two = instruments(
      [FIRST, SECOND, THIRD],
      [aLink('b', 'a', 'extends'), aLink('c', 'b', 'extends')],
    )
    expect(endOf('a', two)).toEqual(boundsOf('2026-10-02'))
  })

  test('ends where an instrument that replaces it begins', () => {
    const early = aTerm('C', '2025-07-01', '2026-07-01')
    const known = instruments(
      [FIRST, SECOND, early],
      [aLink('b', 'a', 'extends'), aLink('c', 'b', 'replaces')],
    )
    expect(endOf('a', known)).toEqual(boundsOf('2025-07-01'))
    const unsaid = instruments([SECOND], [aLink('c', 'b', 'replaces', '2025-06-30')])
    expect(endOf('b', unsaid)).toEqual({ earliest: '2025-06-30', latest: '2025-06-30' })
  })

  test('ends within a month where only the month is known', () => {
    expect(endOf('a', instruments([aTerm('A', null, '2025-09')], []))).toEqual({
      earliest: '2025-09-01',
      latest: '2025-09-30',
    })
  })

  test('has no end where none is on record, and a circle does not run for ever', () => {
    expect(endOf('a', instruments([], []))).toBeNull()
    const circle = instruments(
      [FIRST, SECOND],
      [aLink('b', 'a', 'extends'), aLink('a', 'b', 'extends')],
    )
    expect(endOf('a', circle)).toEqual(boundsOf('2025-10-02'))
  })
})
