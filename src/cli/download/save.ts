import fs from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import { z } from 'zod'

import { type Progress, RefusedError } from '#platform'

/** Asks for one file of a download. */
export type Ask = (name: string) => Promise<Response>

/** What was saved. */
export interface Saved {
  readonly files: number
  readonly bytes: number
}

const manifestShape = z.object({ files: z.array(z.object({ name: z.string() })) })
/** The files that the manifest does not list: itself and the sums. */
const BESIDE = ['manifest.json', 'SHA256SUMS']

/** Saves the whole download as one archive; refused where the file exists. */
export async function saveArchive(ask: Ask, file: string, progress: Progress): Promise<Saved> {
  refuseExisting(file)
  const draft = `${file}.part`
  try {
    const bytes = await saveOne(await ask('record.tar'), draft)
    progress.step(1, 1)
    fs.renameSync(draft, file)
    return { files: 1, bytes }
  } catch (error) {
    fs.rmSync(draft, { force: true })
    throw error
  }
}

/** Saves every file of the download in a folder; refused where the folder exists. */
export async function saveFolder(ask: Ask, folder: string, progress: Progress): Promise<Saved> {
  refuseExisting(folder)
  const draft = `${folder}.part`
  fs.rmSync(draft, { recursive: true, force: true })
  try {
    const manifest = manifestShape.parse(await (await ask('manifest.json')).json())
    const names = [...manifest.files.map(({ name }) => name), ...BESIDE]
    let bytes = 0
    for (const [place, name] of names.entries()) {
      const file = path.join(draft, name)
      fs.mkdirSync(path.dirname(file), { recursive: true })
      bytes += await saveOne(await ask(name), file)
      progress.step(place + 1, names.length)
    }
    fs.renameSync(draft, folder)
    return { files: names.length, bytes }
  } catch (error) {
    fs.rmSync(draft, { recursive: true, force: true })
    throw error
  }
}

/** Writes what was answered, piece by piece; answers how many bytes it was. */
async function saveOne({ status, body }: Response, file: string): Promise<number> {
  if (status !== 200 || body === null) {
    throw new Error(`A file of the download was answered with status ${status}.`)
  }
  await pipeline(Readable.fromWeb(body), fs.createWriteStream(file, { flush: true }))
  return fs.statSync(file).size
}

function refuseExisting(target: string): void {
  if (!fs.existsSync(target)) return
  throw new RefusedError(
    'conflict',
    'download.exists',
    `${target} exists already, and a download never writes over anything; name a new one.`,
  )
}
