import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { Quantity } from '#kit'

import { AUTHORITIES, type Authority, type StandingClaim } from './entry.ts'
import { addUpFigures, figureOf } from './figure.ts'

interface Given {
  readonly low: number | null
  readonly high: number | null
  readonly authority: Authority
  readonly reach: StandingClaim['reach']
  readonly modality: StandingClaim['modality']
}

let count = 0

function claim(fields: Partial<Given>): StandingClaim {
  const {
    low = 1000,
    high = 1000,
    authority = 'official-statement',
    reach = 'certain',
    modality = 'affirmed',
  } = fields
  return {
    id: `claim-${++count}`,
    seq: count,
    recordedAt: '2026-01-01T00:00:00.000Z',
    kind: 'forces.pledge',
    subject: 'pledge-ben',
    value: { low, high },
    modality,
    valid: '2024-02-26/..',
    saidAt: '2024-02-26T23:59:59Z',
    reach,
    assertedBy: 'USA',
    reportedBy: null,
    document: null,
    authority,
    citations: [],
    note: null,
  }
}

function quantityOf({ value }: StandingClaim): Quantity {
  const bound = (side: unknown) => (typeof side === 'number' ? side : null)
  return { low: bound(value['low']), high: bound(value['high']), unit: 'person' }
}

function figure(claims: readonly StandingClaim[], decided: readonly string[] | null = null) {
  return figureOf({ claims, decided, unit: 'person', quantityOf })
}

describe('the figure of a subject', () => {
  test('a formal notification goes before an announcement, which is shown beside it', () => {
    const [announced, notified] = [
      claim({ low: 2000, high: 2000 }),
      claim({ low: 1500, high: 1500, authority: 'formal-notification' }),
    ]
    expect(figure([announced, notified])).toMatchObject({
      low: 1500,
      high: 1500,
      disputed: true,
      basis: [
        { claim: announced.id, low: 2000, chosen: false },
        { claim: notified.id, low: 1500, chosen: true },
      ],
    })
  })

  test('equals that disagree make a range, open where one of them is', () => {
    expect(
      figure([
        claim({ authority: 'press-paraphrase' }),
        claim({ authority: 'press-paraphrase', high: null }),
      ]),
    ).toMatchObject({ low: 1000, high: null, disputed: true })
  })

  test('a decision stands before any authority, and the dispute stays visible', () => {
    const [law, press] = [
      claim({ authority: 'legal-instrument' }),
      claim({ low: 7, high: 7, authority: 'anonymous' }),
    ]
    expect(figure([law, press], [press.id])).toMatchObject({ low: 7, high: 7, disputed: true })
  })

  test('a promise without a number is counted as such, never as zero', () => {
    expect(figure([claim({ low: null, high: null })])).toMatchObject({
      low: null,
      high: null,
      unquantified: 1,
      disputed: false,
    })
  })

  test('a number from a lower authority is better than none from a higher', () => {
    expect(
      figure([
        claim({ low: null, high: null, authority: 'legal-instrument' }),
        claim({ authority: 'anonymous' }),
      ]),
    ).toMatchObject({ low: 1000, unquantified: 0, disputed: false })
  })

  test('what only possibly stands may be nothing yet', () => {
    expect(figure([claim({ reach: 'possible' })])).toMatchObject({ low: 0, high: 1000 })
    expect(figure([claim({}), claim({ low: 1200, high: 1200, reach: 'possible' })])).toMatchObject({
      low: 1000,
      high: 1200,
    })
  })

  test('a number that somebody denies is disputed and still that number', () => {
    expect(figure([claim({}), claim({ modality: 'denied' })])).toMatchObject({
      low: 1000,
      high: 1000,
      disputed: true,
    })
  })

  test('a number that is only denied is no number, and nothing left unquantified', () => {
    expect(figure([claim({ modality: 'denied' })])).toMatchObject({
      low: null,
      high: null,
      unquantified: 0,
    })
  })
})

const given = fc.record({
  low: fc.option(fc.nat(5000)),
  width: fc.option(fc.nat(500)),
  authority: fc.constantFrom(...AUTHORITIES),
  reach: fc.constantFrom('certain' as const, 'possible' as const),
  modality: fc.constantFrom('affirmed' as const, 'denied' as const, 'estimated' as const),
})
const rivals = fc
  .array(given, { minLength: 1, maxLength: 6 })
  .map((all) =>
    all.map(({ low, width, ...rest }) =>
      claim({ ...rest, low, high: low === null || width === null ? null : low + width }),
    ),
  )

test('every claim is in the basis once, and the figure holds whatever was chosen', () => {
  fc.assert(
    fc.property(rivals, (claims) => {
      const { low, high, basis } = figure(claims)
      expect(basis.map((one) => one.claim)).toEqual(claims.map(({ id }) => id))
      for (const one of basis.filter(({ chosen }) => chosen)) {
        expect(low ?? 0).toBeLessThanOrEqual(one.low ?? Number.POSITIVE_INFINITY)
        expect(high ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(one.high ?? 0)
      }
    }),
  )
})

test('a total is the same in whatever order its figures come, and counts what has no number', () => {
  fc.assert(
    fc.property(fc.array(rivals, { minLength: 1, maxLength: 6 }), (groups) => {
      const figures = groups.map((claims) => figure(claims))
      const [total, backwards] = [
        addUpFigures(figures, 'person'),
        addUpFigures(figures.toReversed(), 'person'),
      ]
      expect([backwards.low, backwards.high, backwards.unquantified, backwards.disputed]).toEqual([
        total.low,
        total.high,
        total.unquantified,
        total.disputed,
      ])
      expect(total.unquantified).toBe(
        figures.filter(({ unquantified }) => unquantified === 1).length,
      )
    }),
  )
})
