import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'

import { z } from 'zod'

import { RefusedError } from '#platform'

/** A file of the copy. */
export interface CopiedFile {
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

/** The list of all files of a copy; its presence says that the folder is one. */
const MANIFEST = 'manifest.json'
/** Names of files that a run which was interrupted may have left. */
const JOURNAL = '.publishing'

const manifestShape = z.object({ files: z.array(z.object({ name: z.string() })) })

/**
 * The folder that a copy is written to. Files are written aside and renamed, so that whoever serves the
 * folder never serves half a file; only what differs is written, and only what a copy wrote is removed.
 */
export class CopyFolder {
  private readonly folder: string
  private readonly before: readonly string[]
  private readonly files: CopiedFile[] = []
  private changed = 0

  /** Refused where the folder holds anything that no copy wrote. */
  constructor(folder: string) {
    this.folder = folder
    fs.mkdirSync(folder, { recursive: true })
    const found = fs.readdirSync(folder)
    const isCopy = found.includes(MANIFEST) || found.includes(JOURNAL)
    if (!isCopy && found.some((name) => !name.startsWith('.'))) {
      throw new RefusedError(
        'conflict',
        'publish.folder_taken',
        `${folder} holds other files than a copy of the record; name a new folder, or one that "publish" wrote.`,
      )
    }
    this.before = [...this.manifested(), ...this.begun()].filter(isInside)
  }

  /** Puts a file in its place, unless the same lies there already. */
  async put(name: string, content: string | AsyncIterable<Uint8Array>): Promise<void> {
    const place = path.join(this.folder, name)
    const draft = `${place}.part`
    fs.appendFileSync(this.path(JOURNAL), `${name}\n`)
    fs.mkdirSync(path.dirname(place), { recursive: true })
    if (typeof content === 'string') fs.writeFileSync(draft, content)
    else await pipeline(content, fs.createWriteStream(draft))
    const file = { name, ...measure(draft) }
    this.files.push(file)
    if (fs.existsSync(place) && measure(place).sha256 === file.sha256) {
      fs.rmSync(draft)
      return
    }
    fs.renameSync(draft, place)
    this.changed += 1
  }

  /** Writes the lists of all files, and removes what an earlier copy had and this one has not. */
  async close(
    manifestOf: (files: readonly CopiedFile[]) => string,
  ): Promise<{ readonly files: number; readonly changed: number; readonly removed: number }> {
    const listed = this.files.toSorted((a, b) => (a.name < b.name ? -1 : 1))
    await this.put(MANIFEST, manifestOf(listed))
    const sums = [...listed, ...this.files.slice(-1)]
    const lines = sums.map(({ name, sha256 }) => `${sha256}  ${name}\n`)
    await this.put('SHA256SUMS', lines.join(''))
    const kept = new Set(this.files.map(({ name }) => name))
    const gone = [...new Set(this.before)].filter((name) => !kept.has(name))
    for (const name of gone) this.remove(name)
    fs.rmSync(this.path(JOURNAL), { force: true })
    return { files: this.files.length, changed: this.changed, removed: gone.length }
  }

  private remove(name: string): void {
    fs.rmSync(this.path(name), { force: true })
    fs.rmSync(`${this.path(name)}.part`, { force: true })
    let folder = path.dirname(this.path(name))
    while (folder.length > this.folder.length && isEmpty(folder)) {
      fs.rmdirSync(folder)
      folder = path.dirname(folder)
    }
  }

  private manifested(): readonly string[] {
    if (!fs.existsSync(this.path(MANIFEST))) return []
    const text = fs.readFileSync(this.path(MANIFEST), 'utf8')
    return manifestShape.parse(JSON.parse(text)).files.map(({ name }) => name)
  }

  private begun(): readonly string[] {
    if (!fs.existsSync(this.path(JOURNAL))) return []
    return fs.readFileSync(this.path(JOURNAL), 'utf8').split('\n')
  }

  private path(name: string): string {
    return path.join(this.folder, name)
  }
}

/** A list that somebody changed must not make us remove anything beside the copy. */
function isInside(name: string): boolean {
  return name !== '' && !path.isAbsolute(name) && !name.split(/[/\\]/).includes('..')
}

function isEmpty(folder: string): boolean {
  return fs.existsSync(folder) && fs.readdirSync(folder).length === 0
}

const CHUNK = 1024 * 1024

/** The size and hash of a file, read piece by piece. */
function measure(file: string): Omit<CopiedFile, 'name'> {
  const hash = createHash('sha256')
  const buffer = Buffer.alloc(CHUNK)
  const descriptor = fs.openSync(file, 'r')
  try {
    let bytes = 0
    for (;;) {
      const read = fs.readSync(descriptor, buffer, 0, CHUNK, null)
      if (read === 0) return { bytes, sha256: hash.digest('hex') }
      hash.update(buffer.subarray(0, read))
      bytes += read
    }
  } finally {
    fs.closeSync(descriptor)
  }
}
