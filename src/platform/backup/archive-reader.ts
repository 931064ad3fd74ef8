import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { pipeline } from 'node:stream/promises'

import { extract } from 'tar-stream'

import { RefusedError } from '../errors.ts'
import { type Manifest, MANIFEST, MANIFEST_HASH, manifestShape } from './manifest.ts'

/** One member as it lies in the archive. */
export interface ReadMember {
  readonly name: string
  readonly content: Buffer
  readonly sha256: string
}

/**
 * Reads the members of an archive one after the other; refused, naming the place, where it cannot be read.
 * @yields each member, whole
 */
export async function* readArchive(file: string): AsyncGenerator<ReadMember> {
  const members = extract()
  const read = pipeline(fs.createReadStream(file), members)
  // Told by the iteration as well, which is where it is heard.
  read.catch(() => undefined)
  let place = 'before its first member'
  try {
    for await (const entry of members) {
      const { name } = entry.header
      place = `in ${name}`
      const content = await wholeOf(entry)
      yield { name, content, sha256: createHash('sha256').update(content).digest('hex') }
      place = `after ${name}`
    }
    await read
  } catch (error) {
    throw unreadable(file, place, error)
  }
}

/** Reads the whole archive once and answers its manifest; refused with the name of the first damaged member. */
export async function checkArchive(file: string): Promise<Manifest> {
  const found = new Map<string, string>()
  let manifest: ReadMember | undefined
  let hash = ''
  for await (const member of readArchive(file)) {
    found.set(member.name, member.sha256)
    if (member.name === MANIFEST) manifest = member
    if (member.name === MANIFEST_HASH) hash = member.content.toString('utf8').trim()
  }
  if (manifest === undefined || hash === '') throw cutOff(file)
  if (manifest.sha256 !== hash) throw damaged(file, MANIFEST)
  const read = parseManifest(file, manifest.content)
  for (const { name, sha256 } of read.members) {
    if (found.get(name) !== sha256) throw damaged(file, name)
  }
  const strange = [...found.keys()].find((name) => !isListed(read, name))
  if (strange !== undefined) throw damaged(file, strange)
  return read
}

/** The refusal of an archive in which a member is not what the manifest says. */
export function damaged(file: string, member: string): RefusedError {
  return new RefusedError(
    'incorrect',
    'backup.damaged',
    `${file} is damaged: its member ${member} is missing or not what the manifest says. Nothing was restored; use another copy of this backup, or an earlier one.`,
  )
}

async function wholeOf(entry: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of entry) {
    if (chunk instanceof Uint8Array) chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function isListed({ members }: Manifest, name: string): boolean {
  return [MANIFEST, MANIFEST_HASH].includes(name) || members.some((member) => member.name === name)
}

function parseManifest(file: string, content: Buffer): Manifest {
  const parsed = manifestShape.safeParse(JSON.parse(content.toString('utf8')))
  if (parsed.success) return parsed.data
  throw new RefusedError(
    'incorrect',
    'backup.format',
    `${file} is a backup of a form that this version of Rollcall does not know; restore it with the version that made it, and upgrade then.`,
    { cause: parsed.error },
  )
}

function cutOff(file: string): RefusedError {
  return new RefusedError(
    'incorrect',
    'backup.cut_off',
    `${file} has no manifest at its end, so it is no backup, or only the beginning of one; use another copy.`,
  )
}

function unreadable(file: string, place: string, error: unknown): unknown {
  if (error instanceof RefusedError || !(error instanceof Error)) return error
  const isMissing = 'code' in error && error.code === 'ENOENT'
  return new RefusedError(
    isMissing ? 'not_found' : 'incorrect',
    isMissing ? 'backup.missing' : 'backup.unreadable',
    isMissing
      ? `There is no file ${file}; name a backup that "rollcall backup" wrote.`
      : `${file} cannot be read ${place} (${error.message}); it is no backup, or a damaged one. Nothing was restored.`,
    { cause: error },
  )
}
