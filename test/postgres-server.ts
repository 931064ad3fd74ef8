import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import pg from 'pg'

import { freePort } from './free-port.ts'
import { type Binaries, findBinaries } from './postgres-binaries.ts'

/** A PostgreSQL server for the tests. The address is that of an owner who is no superuser, as in service. */
export interface PostgresServer {
  readonly url: string
  stop(): Promise<void>
}

const PREFIX = 'rollcall-test-postgres-'
const PATIENCE_MS = 30_000
const STEP_MS = 50

// Nothing here outlives the run, so nothing needs to reach the disk.
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  // A worker of the system's own in a test's database would keep its owner from dropping it.
  'autovacuum=off',
  'max_connections=100',
  'log_min_messages=fatal',
]

/**
 * Uses the server of `TEST_DATABASE_URL` or starts one of its own, with settings beyond those of tests
 * where a benchmark needs them; undefined where there is none to start.
 */
export async function startPostgres(
  extra: readonly string[] = [],
): Promise<PostgresServer | undefined> {
  const given = process.env['TEST_DATABASE_URL']
  if (given !== undefined && given !== '') return { url: given, stop: async () => undefined }
  stopOrphans()
  const binaries = findBinaries()
  return binaries === undefined ? undefined : startIn(binaries, extra)
}

async function startIn(binaries: Binaries, extra: readonly string[]): Promise<PostgresServer> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `${PREFIX}${process.pid}-`))
  if (binaries.identity !== null) {
    fs.chownSync(folder, binaries.identity.uid, binaries.identity.gid)
  }
  const data = path.join(folder, 'data')
  initialise(binaries, data)
  const port = await freePort()
  const settings = [...SETTINGS, ...extra, `port=${port}`].flatMap((setting) => ['-c', setting])
  const server = spawn(path.join(binaries.folder, 'postgres'), ['-D', data, ...settings], {
    ...binaries.identity,
    cwd: folder,
    stdio: 'ignore',
  })
  const killAtExit = () => server.kill('SIGQUIT')
  process.once('exit', killAtExit)
  await makeOwner(port, server)
  return {
    url: `postgresql://rollcall_owner@127.0.0.1:${port}/postgres`,
    async stop() {
      process.off('exit', killAtExit)
      const ended = once(server, 'exit')
      if (server.kill('SIGINT')) await ended
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}

function initialise(binaries: Binaries, data: string): void {
  const made = spawnSync(
    path.join(binaries.folder, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...binaries.identity, cwd: path.dirname(data), encoding: 'utf8', env: { LC_ALL: 'C' } },
  )
  if (made.status !== 0)
    throw new Error(`initdb failed: ${made.stderr}${made.error?.message ?? ''}`)
}

async function makeOwner(port: number, server: ChildProcess): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  while (server.exitCode === null) {
    const client = new pg.Client({
      host: '127.0.0.1',
      port,
      user: 'postgres',
      database: 'postgres',
    })
    try {
      await client.connect()
      await client.query('CREATE ROLE rollcall_owner LOGIN CREATEDB CREATEROLE')
      return
    } catch (error) {
      if (performance.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, STEP_MS))
    } finally {
      await client.end()
    }
  }
  throw new Error(`The test's PostgreSQL server ended with code ${server.exitCode} while starting.`)
}

/** Stops servers whose test run was killed before it could stop them. */
function stopOrphans(): void {
  const folders = fs.readdirSync(os.tmpdir()).filter((name) => name.startsWith(PREFIX))
  for (const name of folders) {
    const run = Number(name.slice(PREFIX.length).split('-')[0])
    if (isRunning(run)) continue
    const folder = path.join(os.tmpdir(), name)
    const pidFile = path.join(folder, 'data', 'postmaster.pid')
    const server = fs.existsSync(pidFile)
      ? Number(fs.readFileSync(pidFile, 'utf8').split('\n')[0])
      : undefined
    if (server !== undefined && isServerIn(server, folder)) process.kill(server, 'SIGQUIT')
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}

/** A process id is given out again: only one that still works in that very folder is the server. */
function isServerIn(pid: number, folder: string): boolean {
  const command = spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
  return command.stdout.includes(folder)
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
