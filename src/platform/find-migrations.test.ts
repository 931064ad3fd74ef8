import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { findMigrations } from './find-migrations.ts'

let root: string
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-test-migrations-'))
})
afterEach(() => fs.rmSync(root, { recursive: true, force: true }))

function put(file: string, sql: string): void {
  fs.mkdirSync(path.join(root, 'src', path.dirname(file)), { recursive: true })
  fs.writeFileSync(path.join(root, 'src', file), sql)
}

test('migrations of all modules are found oldest first, each with its way back', () => {
  put('b/migrations/20260102T000000_second.sql', 'two')
  put('a/migrations/20260101T000000_first.sql', 'one')
  put('a/migrations/20260101T000000_first.down.sql', 'one back')
  expect(findMigrations(root)).toEqual([
    { name: '20260101T000000_first.sql', sql: 'one', down: 'one back' },
    { name: '20260102T000000_second.sql', sql: 'two', down: null },
  ])
})

test('a way back without its migration is an error', () => {
  put('a/migrations/20260101T000000_first.down.sql', 'one back')
  expect(() => findMigrations(root)).toThrow('leads back from no migration')
})

test('a name that tells no time, or that is there twice, is an error', () => {
  put('a/migrations/first.sql', 'one')
  expect(() => findMigrations(root)).toThrow('The migration first.sql needs a name of its own')
  fs.rmSync(path.join(root, 'src'), { recursive: true })
  put('a/migrations/20260101T000000_first.sql', 'one')
  put('b/migrations/20260101T000000_first.sql', 'one')
  expect(() => findMigrations(root)).toThrow('20260101T000000_first.sql needs a name of its own')
})
