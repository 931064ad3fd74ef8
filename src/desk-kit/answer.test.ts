import fc from 'fast-check'
import { expect, test } from 'vitest'

import { accountBytes } from './answer.ts'
import type { Answer } from './desk.ts'

const answer: Answer = {
  validOn: '2024-03-08',
  knownAt: '2024-03-08T23:59:59Z',
  recordAt: { seq: 7, at: '2026-11-21T08:00:00Z', root: '00ff' },
  rows: [
    {
      subject: 'pledge-ben',
      party: 'BEN',
      title: 'Pledge of Benin',
      figure: {
        low: 1500,
        high: null,
        unit: 'person',
        disputed: true,
        unquantified: 0,
        basis: [
          {
            claim: '018e2f4e-0000-7000-8000-000000000001',
            assertedBy: 'BEN',
            reportedBy: null,
            low: 1500,
            high: null,
            chosen: true,
          },
        ],
      },
    },
  ],
  total: null,
}

test('an answer is one line with its names in the order the issue fixes', () => {
  expect(accountBytes(answer)).toBe(
    '{"validOn":"2024-03-08","knownAt":"2024-03-08T23:59:59Z","recordAt":{"seq":7,"at":"2026-11-21T08:00:00Z","root":"00ff"},' +
      '"rows":[{"subject":"pledge-ben","party":"BEN","figure":{"low":1500,"high":null,"unit":"person","disputed":true,"unquantified":0,' +
      '"basis":[{"claim":"018e2f4e-0000-7000-8000-000000000001","assertedBy":"BEN","reportedBy":null,"low":1500,"high":null,"chosen":true}]},' +
      '"title":"Pledge of Benin"}],"total":null}\n',
  )
})

test('the bytes do not depend on the order in which a desk wrote its names', () => {
  const names = Object.keys(answer)
  fc.assert(
    fc.property(fc.shuffledSubarray(names, { minLength: names.length }), (order) => {
      const shuffled = Object.fromEntries(
        order.map((name) => [name, Object.entries(answer).find(([key]) => key === name)?.[1]]),
      )
      expect(accountBytes({ ...shuffled, ...answer })).toBe(accountBytes(answer))
    }),
  )
})
