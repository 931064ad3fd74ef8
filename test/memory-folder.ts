import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** Where Linux keeps files in memory. */
const MEMORY = '/dev/shm'
/** What a run of all tests has on the disk at once, several times over. */
const ENOUGH_BYTES = 2 ** 31
const HOUR_MS = 3_600_000

/**
 * The folder for what tests write: in memory where there is room, since every commit of the embedded engine
 * is synced, and nothing of a test need outlive it. Undefined where the system's own has to do.
 */
export function memoryFolder(): string | undefined {
  if (!fs.existsSync(MEMORY)) return undefined
  const { bavail, bsize } = fs.statfsSync(MEMORY)
  if (bavail * bsize < ENOUGH_BYTES) return undefined
  const folder = path.join(MEMORY, `rollcall-tests-${os.userInfo().uid}`)
  fs.mkdirSync(folder, { recursive: true })
  // Whoever runs a server for a test reaches its folder, and sees none of the others.
  fs.chmodSync(folder, 0o711)
  removeLeft(folder)
  return folder
}

/** A run that was killed has left its folders, which would stay in memory; no run takes an hour. */
function removeLeft(folder: string): void {
  for (const name of fs.readdirSync(folder)) {
    const left = path.join(folder, name)
    const { mtimeMs } = fs.statSync(left)
    if (mtimeMs < Date.now() - HOUR_MS) fs.rmSync(left, { recursive: true, force: true })
  }
}
