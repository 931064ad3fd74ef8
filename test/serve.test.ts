import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'

import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'

import { type Started, startProcess } from './processes/start-process.ts'

// The server as a process of its own, as `npm start` runs it.

const SERVER = path.resolve('src/main/server.ts')
const CLI = path.resolve('src/main/cli.ts')

const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-test-serve-'))
const environment = { ROLLCALL_DATA: dataFolder, PORT: '0', DATABASE_URL: '' }
const running: Started[] = []
beforeAll(() => {
  fs.cpSync(inject('templates').folder, dataFolder, { recursive: true })
})
afterAll(async () => {
  for (const { child, ended } of running) {
    child.kill('SIGKILL')
    await ended
  }
  fs.rmSync(dataFolder, { recursive: true, force: true })
})

function start(file: string, more: Readonly<Record<string, string>> = {}): Started {
  const started = startProcess(file, file === CLI ? ['serve'] : [], {
    environment: { ...environment, ...more },
  })
  running.push(started)
  return started
}

async function portOf(started: Started): Promise<number> {
  await started.until('this machine only.')
  const [, port] = /http:\/\/127\.0\.0\.1:(\d+)/.exec(started.said()) ?? []
  return Number(port)
}

/** Whether anybody answers at this address. */
async function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port, timeout: 2000 })
    const end = (answered: boolean) => () => {
      socket.destroy()
      resolve(answered)
    }
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false))
  })
}

describe('a server', () => {
  let server: Started
  let port: number

  test('loads the example on its first start, says where it listens and answers there', async () => {
    server = start(SERVER)
    port = await portOf(server)
    const [example, listens] = server.said().split('\n')
    expect(example).toMatch(/^The example mission mss-haiti is on record: \d+ entries\.$/)
    expect(listens).toBe(`Rollcall listens on http://127.0.0.1:${port} — this machine only.`)
    const page = await fetch(`http://127.0.0.1:${port}/m/mss-haiti`)
    expect({ status: page.status, type: page.headers.get('content-type') }).toEqual({
      status: 200,
      type: 'text/html; charset=UTF-8',
    })
  })

  test('listens to this machine alone', async () => {
    const others = Object.values(os.networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal }) => !internal)
    expect(await answers('127.0.0.1', port)).toBe(true)
    for (const { address } of others) expect(await answers(address, port)).toBe(false)
  })

  test('refuses a second on the same port, or on the same data, with a sentence', async () => {
    const elsewhere = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-test-serve-'))
    fs.cpSync(inject('templates').folder, elsewhere, { recursive: true })
    const samePort = start(CLI, { PORT: String(port), ROLLCALL_DATA: elsewhere })
    expect(await samePort.ended).toBe(1)
    fs.rmSync(elsewhere, { recursive: true, force: true })
    expect(samePort.complained()).toContain(
      `rollcall: Port ${port} of this machine is taken by another program; stop that one, or set PORT to another port. (serve.port_taken)`,
    )
    const sameData = start(CLI)
    expect(await sameData.ended).toBe(1)
    expect(sameData.complained()).toContain(
      `rollcall: The data folder ${dataFolder} is held by process ${server.child.pid}`,
    )
  })

  test('closes its record and ends with 0 when it is told to stop, also with a connection open', async () => {
    const idle = net.connect({ host: '127.0.0.1', port })
    idle.on('error', () => undefined)
    await new Promise((resolve) => idle.once('connect', resolve))
    server.child.kill('SIGTERM')
    expect(await server.ended).toBe(0)
    idle.destroy()
    expect(fs.existsSync(path.join(dataFolder, 'rollcall.lock'))).toBe(false)
  })

  test('finds its record as it was on the next start, and stops at Ctrl-C', async () => {
    const again = start(CLI)
    const page = await fetch(`http://127.0.0.1:${await portOf(again)}/api/v1/missions`)
    expect(await page.text()).toContain('mss-haiti')
    expect(again.said()).not.toContain('The example mission')
    again.child.kill('SIGINT')
    expect(await again.ended).toBe(0)
  })

  test('tells operators its counts on a port of their own, which is told from the one for pages', async () => {
    const counted = start(SERVER, { ROLLCALL_METRICS_PORT: '0' })
    const port = await portOf(counted)
    await counted.until('/metrics.')
    const [address = ''] = /http:\/\/127\.0\.0\.1:\d+\/metrics/.exec(counted.said()) ?? []
    await fetch(`http://127.0.0.1:${port}/m/mss-haiti`)
    const text = await (await fetch(address)).text()
    expect(text).toContain('route="/m/:mission",status="200"} 1')
    expect(text).toMatch(/rollcall_statement_seconds_count\{statement="\S+"\} [1-9]/)
    expect(text).not.toContain('mss-haiti')
    expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(404)
    counted.child.kill('SIGTERM')
    expect(await counted.ended).toBe(0)
  })

  test('whose port for counts is taken ends with a sentence and holds nothing', async () => {
    const other = net.createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const taken = other.address()
    const port = typeof taken === 'object' && taken !== null ? taken.port : 0
    const refused = start(SERVER, { ROLLCALL_METRICS_PORT: String(port) })
    expect(await refused.ended).toBe(1)
    expect(refused.complained()).toContain(`or set ROLLCALL_METRICS_PORT to another port`)
    await new Promise((resolve) => other.close(resolve))
    expect(fs.existsSync(path.join(dataFolder, 'rollcall.lock'))).toBe(false)
  })

  test('writes no line below the level that is named, and says when it stops', async () => {
    const quiet = start(SERVER, { ROLLCALL_LOG: 'error' })
    await portOf(quiet)
    quiet.child.kill('SIGTERM')
    expect([await quiet.ended, quiet.complained()]).toEqual([0, ''])
    const telling = start(SERVER)
    await portOf(telling)
    telling.child.kill('SIGTERM')
    await telling.ended
    const events = telling
      .complained()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line).event)
    expect(events).toEqual(['server.started', 'server.stopping', 'server.stopped'])
  })

  test('refuses a port that is none', async () => {
    const refused = start(SERVER, { PORT: '80a' })
    expect(await refused.ended).toBe(1)
    expect(refused.complained()).toContain('rollcall: PORT is "80a", which is not a port')
  })
})
