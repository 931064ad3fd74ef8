import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { ListPage } from '#register'

import { checkCursor, pageOf } from './paging.ts'

test('pages joined are the list, for any list and any length of page', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ minLength: 1 })),
      fc.integer({ min: 1, max: 9 }),
      (items, limit) => {
        const seen: string[] = []
        let after: string | null = null
        do {
          const page: ListPage<string> = pageOf(items, { after, limit }, (item) => item)
          expect(page.items.length).toBeLessThanOrEqual(limit)
          seen.push(...page.items)
          after = page.next
        } while (after !== null)
        expect(seen).toEqual(items)
      },
    ),
  )
})

test('a cursor that no page gave is refused by what it was', () => {
  expect(() => pageOf(['a'], { after: 'b', limit: 1 }, (item) => item)).toThrow(/"b" is no cursor/)
})

test.each([
  ['seq', '2147483648'],
  ['seq', '-1'],
  ['seq', '1 OR 1=1'],
  ['said-and-seq', '63845107199'],
  ['said-and-seq', '63845107199.9999999999'],
  ['day-and-seq', '99999999.1'],
  ['day-and-seq', '738000.x'],
  ['offset', '1000000'],
] as const)('as a %s, the cursor %s is refused', (form, after) => {
  expect(() => checkCursor(form, after)).toThrow(after)
})

test.each([
  ['seq', '2147483647'],
  ['said-and-seq', '63845107199.12'],
  ['offset', '200'],
  ['name', 'pledge-ben forces.pledge'],
  ['name', null],
] as const)('as a %s, the cursor %s is taken', (form, after) => {
  expect(() => checkCursor(form, after)).not.toThrow()
})
