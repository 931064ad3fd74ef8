import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { lockFolder } from './data-lock.ts'
import { processStart } from './process-start.ts'

let folder: string
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-test-lock-'))
})
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

const lockFile = () => path.join(folder, 'rollcall.lock')
const leaveLock = (holder: object) => fs.writeFileSync(lockFile(), JSON.stringify(holder))

/** The id of a process that has ended. */
const deadPid = () => spawnSync(process.execPath, ['--version']).pid

test('a lock is held until it is released', async () => {
  const lock = await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toThrow(`held by process ${process.pid}`)
  lock.release()
  expect(fs.readdirSync(folder)).toEqual([])
  ;(await lockFolder(folder)).release()
})

test('the lock of a process that has ended is taken over', async () => {
  leaveLock({ pid: deadPid(), start: 'x', host: os.hostname() })
  const lock = await lockFolder(folder)
  expect(fs.readdirSync(folder)).toEqual(['rollcall.lock'])
  lock.release()
})

test('the lock of a process whose id another has been given is taken over', async () => {
  leaveLock({ pid: process.ppid, start: 'an earlier start', host: os.hostname() })
  const lock = await lockFolder(folder)
  expect(JSON.parse(fs.readFileSync(lockFile(), 'utf8'))).toMatchObject({ pid: process.pid })
  lock.release()
})

test('the lock of a process that runs is respected', async () => {
  leaveLock({ pid: process.ppid, start: processStart(process.ppid), host: os.hostname() })
  await expect(lockFolder(folder)).rejects.toThrow(`held by process ${process.ppid}`)
})

test('a lock that cannot be read is respected and named', async () => {
  fs.writeFileSync(lockFile(), '{"pid":')
  await expect(lockFolder(folder)).rejects.toThrow(`delete ${lockFile()}`)
})

test('releasing leaves the lock of another process alone', async () => {
  const lock = await lockFolder(folder)
  const other = JSON.stringify({ pid: 1, start: null, host: 'elsewhere' })
  fs.writeFileSync(lockFile(), other)
  lock.release()
  expect(fs.readFileSync(lockFile(), 'utf8')).toBe(other)
})
