import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { desks } from '#desks'
import { createApp, openSite } from '#http'
import { type Db, fixedClock, openKeyFolder } from '#platform'
import { openAppender, openPublisher, openReaders } from '#register'

import { type Listening, listen } from '../src/main/listen.ts'
import { testAuth } from './auth.ts'
import { cliOn, NOW, type Ran } from './cli-runner.ts'
import { describeOnEngines } from './database.ts'
import { recordOfAllKinds } from './drafts-of-all-kinds.ts'
import { MISSION, openRecord } from './drafts.ts'

// `rollcall verify` against what a server shows and what somebody kept.

const clock = fixedClock(NOW)
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-test-verify-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

describeOnEngines('rollcall verify', (open, engine) => {
  let db: Db
  let run: (...argv: readonly string[]) => Promise<Ran>
  let server: Listening
  let address: string
  /** Changes what the server answers, as a false one would. */
  let falsify = (body: string): string => body

  beforeAll(async () => {
    db = (await open()).db
    run = cliOn(db, clock)
    await openRecord(db, clock)
    const appender = openAppender({ db, clock, delayHours: 72 })
    for (const { actor, drafts } of recordOfAllKinds()) {
      await appender.append({ mission: MISSION, actor }, drafts)
    }
    const failed = (_mission: string, error: unknown) => {
      throw error
    }
    const keys = { folder: openKeyFolder(path.join(folder, engine)), origin: 'verify.example' }
    const post = async () => ({ status: 404, mediaType: 'text/plain', body: '' })
    const publisher = await openPublisher({ db, clock, keys, post, failed })
    const app = createApp(
      openSite({
        readers: openReaders(db),
        clock,
        appender,
        publisher,
        desks,
        auth: testAuth({ db, clock }),
        log: () => undefined,
      }),
    )
    const door = new Hono()
    door.all('*', async (request) => {
      // Without accept-encoding, so that what is sent can be read and changed.
      const answer = await app.request(request.req.url)
      const isJson = (answer.headers.get('content-type') ?? '').includes('json')
      return isJson ? new Response(falsify(await answer.text()), { status: answer.status }) : answer
    })
    server = await listen(door, 0)
    address = `http://127.0.0.1:${server.port}`
    return async () => server.close()
  })

  test('says what it checked, and the root', async () => {
    const { code, out } = await run('verify')
    expect(code).toBe(0)
    expect(out).toMatch(
      /^mss-test: 30 entries are as they were put on record; \d+ signed checkpoints and \d+ derived rows agree\. 7 field groups were erased by entries that say so\.\nroot [0-9a-f]{64} at size 30\n$/,
    )
  })

  test('finds a server to show what is in the log', async () => {
    const { code, out, err } = await run('verify', '--against', address)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('as they stand in the log of 30 entries')
  })

  test.each([
    [
      'in a list',
      (body: string) => body.replace('"title":"Noon briefing"', '"title":"Late briefing"'),
    ],
    ['in the evidence', (body: string) => body.replace('read out at noon', 'read out at nine')],
    ['in a commitment', (body: string) => body.replace(/"statement:[0-9a-f]/, '"statement:x')],
  ])('names the entry that a false server shows otherwise: %s', async (_where, change) => {
    falsify = change
    const { code, err } = await run('verify', '--against', address)
    falsify = (body) => body
    expect(code).toBe(1)
    expect(err).toMatch(/mss-test: Entry \d+ \([0-9a-f-]{36}\): /)
  })

  test('compares a checkpoint that somebody kept, and refuses one that was altered', async () => {
    const text = await (await fetch(`${address}/log/${MISSION}/checkpoint`)).text()
    const file = path.join(folder, `${engine}.checkpoint`)
    fs.writeFileSync(file, text)
    expect(await run('verify', '--against', file)).toMatchObject({ code: 0 })
    fs.writeFileSync(file, text.replace('\n30\n', '\n29\n'))
    const { code, err } = await run('verify', '--against', file)
    expect(code).toBe(1)
    expect(err).toContain('No key of the log')
    expect(err).toContain('another root at size 29')
  })

  test('refuses what it cannot read', async () => {
    expect(await run('verify', '--from', 'x')).toMatchObject({ code: 2 })
    expect(await run('verify', '--against', path.join(folder, 'none'))).toMatchObject({ code: 1 })
    expect(await run('verify', '--against', `${address}/nowhere`)).toMatchObject({ code: 1 })
  })
})
