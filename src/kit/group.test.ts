import { expect, test } from 'vitest'

import { groupBy } from './group.ts'

test('groups keep the order in which their first item came', () => {
  const groups = groupBy(['pear', 'apple', 'plum', 'fig'], (word) => word[0])
  expect([...groups]).toEqual([
    ['p', ['pear', 'plum']],
    ['a', ['apple']],
    ['f', ['fig']],
  ])
})
