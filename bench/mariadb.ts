import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** A MariaDB server of the benchmark's own: its own folder, its own socket, no network. */
export interface MariadbServer {
  readonly version: string
  /** The path of the socket that it listens on. */
  readonly socket: string
  /** Runs statements in one session of its own client and answers what they selected, row by row. */
  run(script: string): readonly string[]
  stop(): Promise<void>
}

interface Programs {
  readonly install: string
  readonly server: string
  readonly client: string
}

const PATIENCE_MS = 30_000
const STEP_MS = 100
const LARGEST_ANSWER = 64 * 1024 * 1024

/** Starts a server with the durability it has out of the box; undefined where MariaDB is not installed. */
export async function startMariadb(
  settings: readonly string[],
): Promise<MariadbServer | undefined> {
  const programs = findPrograms()
  if (programs === undefined) return undefined
  const identity = unprivileged()
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-bench-mariadb-'))
  const [data, socket] = [path.join(folder, 'data'), path.join(folder, 'socket')]
  if (identity !== null) fs.chownSync(folder, identity.uid, identity.gid)
  initialise(programs, { data, ...identity })
  const server = spawn(
    programs.server,
    ['--no-defaults', `--datadir=${data}`, `--socket=${socket}`, '--skip-networking', ...settings],
    { ...identity, cwd: folder, stdio: 'ignore' },
  )
  const killAtExit = () => server.kill('SIGKILL')
  process.once('exit', killAtExit)
  const stop = async () => {
    process.off('exit', killAtExit)
    const ended = once(server, 'exit')
    if (server.exitCode === null && server.kill('SIGTERM')) await ended
    fs.rmSync(folder, { recursive: true, force: true })
  }
  const run = (script: string) => runScript(programs.client, socket, script)
  try {
    await untilReady(run, () => server.exitCode)
    return { version: run('SELECT VERSION();')[0] ?? '', socket, run, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function findPrograms(): Programs | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin', '/usr/bin']
  const find = (name: string) =>
    folders.map((folder) => path.join(folder, name)).find((file) => fs.existsSync(file))
  const [install, server, client] = ['mariadb-install-db', 'mariadbd', 'mariadb'].map(find)
  if (install === undefined || server === undefined || client === undefined) return undefined
  return { install, server, client }
}

/** The server refuses to run as root: it takes the user that Debian made for it, else `nobody`. */
function unprivileged(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null
  const users = fs.readFileSync('/etc/passwd', 'utf8').split('\n')
  const found = ['mysql', 'nobody']
    .map((name) => users.find((line) => line.startsWith(`${name}:`)))
    .find((line) => line !== undefined)
  const [, , uid, gid] = found?.split(':') ?? []
  if (uid === undefined || gid === undefined)
    throw new Error('MariaDB must not run as root, and there is no user "mysql" or "nobody".')
  return { uid: Number(uid), gid: Number(gid) }
}

function initialise(
  { install }: Programs,
  { data, ...identity }: { data: string; uid?: number; gid?: number },
): void {
  const made = spawnSync(
    install,
    [
      '--no-defaults',
      `--datadir=${data}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
    ],
    { ...identity, cwd: path.dirname(data), encoding: 'utf8' },
  )
  if (made.status !== 0)
    throw new Error(`mariadb-install-db failed: ${made.stderr}${made.error?.message ?? ''}`)
}

async function untilReady(
  run: (script: string) => unknown,
  exitCode: () => number | null,
): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  while (exitCode() === null) {
    try {
      run('SELECT 1;')
      return
    } catch (error) {
      if (performance.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, STEP_MS))
    }
  }
  throw new Error(`The MariaDB server ended with code ${exitCode()} while starting.`)
}

function runScript(client: string, socket: string, script: string): readonly string[] {
  const ran = spawnSync(
    client,
    ['--no-defaults', `--socket=${socket}`, '--user=root', '--batch', '--skip-column-names'],
    { input: script, encoding: 'utf8', maxBuffer: LARGEST_ANSWER },
  )
  if (ran.status !== 0) throw new Error(`MariaDB: ${ran.stderr}${ran.error?.message ?? ''}`)
  return ran.stdout.split('\n').filter((line) => line !== '')
}
