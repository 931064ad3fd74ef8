import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { z } from 'zod'

import { RefusedError } from './errors.ts'
import { processStart } from './process-start.ts'

/** A hold on a data folder. */
export interface FolderLock {
  release(): void
}

const holderShape = z.object({
  pid: z.number().int().positive(),
  /** When the process began: a process id is given out again after its process has ended. */
  start: z.string().nullable(),
  host: z.string(),
})
type Holder = z.infer<typeof holderShape>

const TAKEOVER_ATTEMPTS = 5

/**
 * Takes a data folder for this process, or refuses naming the process that holds it. PGlite itself has
 * no lock: two processes in one folder lose rows that were acknowledged, without an error.
 */
export async function lockFolder(dataFolder: string): Promise<FolderLock> {
  const file = path.join(dataFolder, 'rollcall.lock')
  const own: Holder = { pid: process.pid, start: processStart(process.pid), host: os.hostname() }
  for (let attempt = 0; attempt < TAKEOVER_ATTEMPTS; attempt += 1) {
    if (place(file, own)) return { release: () => release(file, own) }
    const found = readText(file)
    if (found === undefined) continue
    const holder = parseHolder(found)
    if (holder === undefined || isAlive(holder)) refuse(dataFolder, file, holder)
    removeStale(file, found)
  }
  return refuse(dataFolder, file, undefined)
}

/** Puts the whole lock in place in one step, so that nobody ever reads half of it. */
function place(file: string, own: Holder): boolean {
  const draft = `${file}.${own.pid}`
  fs.writeFileSync(draft, JSON.stringify(own), { flush: true })
  try {
    fs.linkSync(draft, file)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  } finally {
    fs.rmSync(draft, { force: true })
  }
}

/** Moves a dead holder's lock aside; where another process was quicker, its fresh lock is put back. */
function removeStale(file: string, stale: string): void {
  const aside = `${file}.${process.pid}.stale`
  try {
    fs.renameSync(file, aside)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  if (readText(aside) !== stale) fs.linkSync(aside, file)
  fs.rmSync(aside, { force: true })
}

function release(file: string, own: Holder): void {
  if (readText(file) === JSON.stringify(own)) fs.rmSync(file, { force: true })
}

/** Whether the holder still runs. On another machine that cannot be seen, so it counts as running. */
function isAlive(holder: Holder): boolean {
  if (holder.host !== os.hostname()) return true
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
  return holder.start === null || processStart(holder.pid) === holder.start
}

function refuse(dataFolder: string, file: string, holder: Holder | undefined): never {
  const who =
    holder === undefined
      ? `a lock that cannot be read (${file})`
      : `process ${holder.pid}${holder.host === os.hostname() ? '' : ` on ${holder.host}`}`
  throw new RefusedError(
    'conflict',
    'database.folder_held',
    `The data folder ${dataFolder} is held by ${who}; stop that process first, or set ROLLCALL_DATA to another folder. If you are sure that nothing uses it, delete ${file}.`,
  )
}

function readText(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

function parseHolder(text: string): Holder | undefined {
  try {
    return holderShape.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
