import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterEach, beforeEach, expect, inject, test } from 'vitest'

import { startProcess } from '../../test/processes/start-process.ts'
import { openOwner } from './database.ts'

const STRACE = '/usr/bin/strace'
const SYSTEM_CALLS = ['-f', '-e', 'trace=fsync,fdatasync', '-o']

let dataFolder: string

beforeEach(() => {
  dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-test-data-'))
  fs.cpSync(inject('templates').folder, dataFolder, { recursive: true })
})
afterEach(() => fs.rmSync(dataFolder, { recursive: true, force: true }))

const place = () => ({ kind: 'folder', dataFolder }) as const

test('a second process is refused the folder, told who holds it and what to do', async () => {
  const first = startProcess('commit-rows.ts', [dataFolder, '1000000'])
  await first.until('ready')
  try {
    const second = startProcess('commit-rows.ts', [dataFolder, '1'])
    expect(await second.ended).toBe(1)
    expect(second.said()).toBe('')
    expect(second.complained()).toContain(
      `The data folder ${dataFolder} is held by process ${first.child.pid}; stop that process first, or set ROLLCALL_DATA to another folder.`,
    )
  } finally {
    first.child.kill('SIGKILL')
    await first.ended
  }
})

test('the same process is refused a folder it has open', async () => {
  const db = await openOwner(place())
  await expect(openOwner(place())).rejects.toMatchObject({
    refusal: 'conflict',
    code: 'database.folder_held',
  })
  await db.close()
  await (await openOwner(place())).close()
})

test('what was acknowledged outlives a SIGKILL, and the folder opens again', async () => {
  const writer = startProcess('commit-rows.ts', [dataFolder, '1000000'])
  await writer.until('\n300\n')
  writer.child.kill('SIGKILL')
  await writer.ended
  const acknowledged = Number(/(\d+)\n$/.exec(writer.said())?.[1])

  const db = await openOwner(place())
  const [row] = await db.run<{ count: number; last: number }>(
    { name: 'test.count', text: 'SELECT count(*) AS count, max(number) AS last FROM public.row' },
    [],
  )
  await db.close()
  expect(row?.count).toBe(row?.last)
  expect(row?.count).toBeGreaterThanOrEqual(acknowledged)
})

test.skipIf(!fs.existsSync(STRACE))('every commit reaches the disk with an fsync', async () => {
  const calls = async (commits: number) => {
    const trace = path.join(dataFolder, `calls-${commits}`)
    const run = startProcess('commit-rows.ts', [dataFolder, String(commits)], {
      under: [STRACE, ...SYSTEM_CALLS, trace],
    })
    expect([await run.ended, run.complained()]).toEqual([0, expect.anything()])
    return fs
      .readFileSync(trace, 'utf8')
      .split('\n')
      .filter((line) => line.endsWith('= 0')).length
  }
  const without = await calls(0)
  fs.rmSync(path.join(dataFolder, 'database'), { recursive: true })
  fs.cpSync(path.join(inject('templates').folder, 'database'), path.join(dataFolder, 'database'), {
    recursive: true,
  })
  expect((await calls(50)) - without).toBeGreaterThanOrEqual(50)
})
