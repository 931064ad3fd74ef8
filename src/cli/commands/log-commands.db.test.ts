import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { type Clock, openKeyFolder } from '#platform'
import { publishCheckpoint } from '#register'

import { cliOn } from '../../../test/cli-runner.ts'
import { describeOnEngines } from '../../../test/database.ts'
import { aParty, MISSION, openRecord } from '../../../test/drafts.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-test-keys-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

let ticks = 0
const clock: Clock = {
  now: () => `2026-11-24T08:00:00.${String(++ticks).padStart(3, '0')}Z`,
  today: () => '2026-11-24',
}

describeOnEngines('on the command line', (open, engine) => {
  const keysFolder = path.join(folder, engine)
  let run: ReturnType<typeof cliOn>
  let unsigned: { readonly listed: string; readonly rotated: string }
  beforeAll(async () => {
    const { db } = await open()
    run = cliOn(db, clock, keysFolder)
    const appender = await openRecord(db, clock)
    const [listed, rotated] = [await run('keys', 'list'), await run('keys', 'rotate')]
    unsigned = { listed: listed.out, rotated: rotated.err }
    await appender.append({ mission: MISSION, actor: 'test' }, [aParty('ONE')])
    const keys = { folder: openKeyFolder(keysFolder), origin: 'cli.example/log' }
    await publishCheckpoint({ db, clock, keys }, MISSION)
  })

  test('there is no key before anything is signed', () => {
    expect(unsigned.listed).toContain('No log is signed yet')
    expect(unsigned.rotated).toContain('(keys.unused)')
  })

  test('keys are listed, changed and retired', async () => {
    const { out } = await run('keys', 'list')
    expect(out).toMatch(
      /^cli\.example\/log\/mss-test\+[0-9a-f]{8}\+A\S+\n {2}from size 1 \(.*\); signs; file log-1\.pem\n$/,
    )
    expect((await run('keys', 'rotate')).out).toContain('log-2.pem')
    expect((await run('keys', 'list')).out.match(/; signs; file log-\d\.pem/g)).toHaveLength(2)
    expect((await run('keys', 'retire')).code).toBe(2)
    expect((await run('keys', 'retire', 'log-1.pem')).out).toContain('signs no more')
    expect((await run('keys', 'list')).out).toContain('retired at size 1')
    expect(fs.readdirSync(keysFolder)).toEqual(['log-2.pem'])
  })

  test('a key is said to be lost only where it is', async () => {
    expect((await run('keys', 'lost')).err).toContain('(keys.not_lost)')
    fs.rmSync(path.join(keysFolder, 'log-2.pem'))
    expect((await run('keys', 'rotate')).err).toContain('(keys.in_transition)')
    expect((await run('keys', 'lost')).out).toContain('log-1.pem signs from now on')
    expect((await run('keys', 'list')).out).toContain('lost at size 1')
    expect((await run('keys', 'burn')).code).toBe(2)
  })

  test('witnesses and witnessed logs are named, listed and dropped', async () => {
    const { out } = await run('witness', 'list')
    const own = /cosigns as (\S+)/.exec(out)?.[1] ?? ''
    expect(own).toMatch(/^cli\.example\/log\/witness\+[0-9a-f]{8}\+B/)
    const [log = ''] = (await run('keys', 'list')).out.split('\n')
    expect((await run('witness', 'add', own)).err).toContain('(witness.key)')
    expect((await run('witness', 'add', log)).code).toBe(0)
    expect((await run('witness', 'trust', own)).code).toBe(2)
    expect((await run('witness', 'trust', own, 'file:///etc')).err).toContain('(witness.url)')
    expect((await run('witness', 'trust', own, 'http://127.0.0.1:1/witness')).code).toBe(0)
    const listed = (await run('witness', 'list')).out
    expect(listed).toContain(`witness of ${log}, not seen yet`)
    expect(listed).toContain(`asks ${own} at http://127.0.0.1:1/witness`)
    expect((await run('witness', 'ask')).out).toContain('unreachable')
    expect((await run('witness', 'ask', 'http://127.0.0.1:2')).out).toContain('no such witness')
    for (const key of [own, log]) expect((await run('witness', 'drop', key)).code).toBe(0)
    expect((await run('witness', 'drop', log)).err).toContain('(witness.key_unknown)')
  })
})
