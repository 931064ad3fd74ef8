import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { pipeline } from 'node:stream/promises'

import { pack } from 'tar-stream'

import { RefusedError } from '../errors.ts'

/** A tar file that is written member by member, and that bears its name only once it is whole. */
export interface ArchiveWriter {
  /** Adds a member and answers its SHA-256; waits where the disk is slower. */
  add(name: string, content: Uint8Array): Promise<string>
  /** Brings everything to the disk and gives the file its name. */
  end(): Promise<void>
  /** Leaves nothing behind. */
  giveUp(): Promise<void>
}

/** Readable for its owner alone: it holds what the whole database holds. */
const MODE = 0o600

/** Opens a new archive beside its place; refused where something lies there already. */
export function openArchiveWriter(file: string, mtime: Date): ArchiveWriter {
  if (fs.existsSync(file)) {
    throw new RefusedError(
      'conflict',
      'backup.file_exists',
      `${file} exists already, and a backup never writes over anything; name a new file.`,
    )
  }
  const draft = `${file}.part`
  fs.rmSync(draft, { force: true })
  const archive = pack()
  const written = pipeline(archive, fs.createWriteStream(draft, { flush: true, mode: MODE }))
  // Told to whoever adds or ends; until then a full disk must not end the process.
  written.catch(() => undefined)
  return {
    async add(name, content) {
      const added = new Promise<void>((resolve, reject) => {
        const header = { name, size: content.length, mode: MODE, mtime }
        const entry = archive.entry(header, (error) => (error ? reject(error) : resolve()))
        entry.end(content)
      })
      await Promise.race([added, written])
      return createHash('sha256').update(content).digest('hex')
    },
    async end() {
      archive.finalize()
      await written
      fs.renameSync(draft, file)
    },
    async giveUp() {
      archive.destroy()
      await written.catch(() => undefined)
      fs.rmSync(draft, { force: true })
    },
  }
}
