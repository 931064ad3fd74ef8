import { createHash } from 'node:crypto'

import { canonicalJson } from '#kit'

import { accountMembers } from './account-members.ts'
import { blobMembers } from './blob-members.ts'
import type { Dossier, Member } from './dossier.ts'
import { ENTRY_MEMBERS } from './entry-members.ts'
import { README_MEMBERS } from './readme-members.ts'

/** A file of a download with its size and SHA-256. */
export interface Measured {
  readonly member: Member
  readonly bytes: number
  readonly sha256: string
}

/** All files of a download, in their fixed order; the manifest and the list of sums come last. */
export interface Measurement {
  readonly files: readonly Measured[]
}

/** Names of the files that tell of the others. */
const MANIFEST = 'manifest.json'
const SUMS = 'SHA256SUMS'

/** Reads every file of a download once to learn its size and hash; nothing of it is kept. */
export async function measure(dossier: Dossier): Promise<Measurement> {
  const files: Measured[] = []
  for await (const member of membersOf(dossier)) files.push(await measureOne(dossier, member))
  const manifest = await measureOne(dossier, await manifestOf(dossier, files))
  const sums = await measureOne(dossier, sumsOf([...files, manifest]))
  return { files: [...files, manifest, sums] }
}

async function* membersOf(dossier: Dossier): AsyncGenerator<Member> {
  yield* README_MEMBERS
  yield* ENTRY_MEMBERS
  yield* accountMembers(dossier.site.desks)
  yield* blobMembers(dossier)
}

async function measureOne(dossier: Dossier, member: Member): Promise<Measured> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of member.chunks(dossier)) {
    const data = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    hash.update(data)
    bytes += data.length
  }
  return { member, bytes, sha256: hash.digest('hex') }
}

/** What the download rests on and what is in it, as canonical JSON (RFC 8785). */
async function manifestOf(
  { ctx, at, title }: Dossier,
  files: readonly Measured[],
): Promise<Member> {
  const { validOn, knownAt, recordAt } = at
  const content = canonicalJson({
    format: 'rollcall-download/1',
    mission: ctx.mission,
    title,
    asking: { validOn, knownAt, recordAt: { seq: recordAt.seq, at: recordAt.at } },
    root: recordAt.root,
    files: files.map(({ member, bytes, sha256 }) => ({ name: member.name, bytes, sha256 })),
  })
  return made(MANIFEST, 'application/json; charset=utf-8', `${content}\n`)
}

/** The same for `sha256sum --check`. */
function sumsOf(files: readonly Measured[]): Member {
  const lines = files.map(({ member, sha256 }) => `${sha256}  ${member.name}\n`)
  return made(SUMS, 'text/plain; charset=utf-8', lines.join(''))
}

function made(name: string, mediaType: string, content: string): Member {
  return {
    name,
    mediaType,
    about: `download.about.${name}`,
    async *chunks() {
      yield content
    },
  }
}
