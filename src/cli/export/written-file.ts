import { createHash, type Hash } from 'node:crypto'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { finished } from 'node:stream/promises'

/** A file of an export as its manifest lists it. */
export interface ListedFile {
  readonly name: string
  readonly sha256: string
  readonly bytes: number
  readonly rows: number
}

/** A file that is written piece by piece and hashed on the way. */
export class WrittenFile {
  private readonly name: string
  private readonly stream: fs.WriteStream
  private readonly hash: Hash = createHash('sha256')
  private bytes = 0
  private rows = 0

  constructor(folder: string, name: string) {
    this.name = name
    this.stream = fs.createWriteStream(path.join(folder, name), { flags: 'wx', flush: true })
  }

  /** Writes what holds so many rows, and waits where the disk is slower. */
  async write(content: string | Uint8Array, rows: number): Promise<void> {
    const data = typeof content === 'string' ? Buffer.from(content) : content
    this.hash.update(data)
    this.bytes += data.length
    this.rows += rows
    if (!this.stream.write(data)) await once(this.stream, 'drain')
  }

  /** Closes the file once all of it is on the disk. */
  async end(): Promise<ListedFile> {
    this.stream.end()
    await finished(this.stream)
    return {
      name: this.name,
      sha256: this.hash.digest('hex'),
      bytes: this.bytes,
      rows: this.rows,
    }
  }

  /** Gives the file up; whatever is in it does not count. */
  destroy(): void {
    this.stream.destroy()
  }
}
