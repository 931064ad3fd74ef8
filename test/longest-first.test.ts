import fs from 'node:fs'

import { expect, test } from 'vitest'

import { LONGEST } from './longest-first.ts'

test('every file that is to be run first is there', () => {
  expect(LONGEST.filter((file) => !fs.existsSync(file))).toEqual([])
})
