import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterAll, expect, test } from 'vitest'

import { openKeyFolder } from './key-folder.ts'

const above = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-test-keys-'))
afterAll(() => fs.rmSync(above, { recursive: true, force: true }))

test('keys are made one after the other, readable by their owner alone, and found again', () => {
  const folder = path.join(above, 'keys')
  const keys = openKeyFolder(folder)
  expect(keys.list('log')).toEqual([])
  const [first, second] = [keys.make('log'), keys.make('log')]
  expect([first.name, second.name, keys.make('witness').name]).toEqual([
    'log-1.pem',
    'log-2.pem',
    'witness-1.pem',
  ])
  expect(fs.statSync(path.join(folder, first.name)).mode & 0o777).toBe(0o600)
  const found = openKeyFolder(folder).list('log')
  expect(found.map(({ key }) => key.equals(first.key))).toEqual([true, false])
  expect(fs.readdirSync(folder)).toHaveLength(3)
  keys.remove(second)
  expect(keys.list('log').map(({ name }) => name)).toEqual(['log-1.pem'])
})

test('a file that is no key is refused by its name, without its content', () => {
  const folder = path.join(above, 'wrong')
  fs.mkdirSync(folder)
  fs.writeFileSync(path.join(folder, 'log-1.pem'), 'secret text')
  const read = () => openKeyFolder(folder).list('log')
  expect(read).toThrow('log-1.pem cannot be read')
  expect(read).not.toThrow('secret text')
})
