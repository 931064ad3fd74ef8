import { findBytes, findText, wholeContentOf } from '#register'

import type { Dossier, Member } from './dossier.ts'
import { entriesOf } from './entry-members.ts'

/**
 * What documents hold, each once under its SHA-256.
 * @yields The bytes as taken in, and the text that citations point into.
 */
export async function* blobMembers(dossier: Dossier): AsyncGenerator<Member> {
  const told = new Set<string>()
  for await (const page of entriesOf(dossier, 'document')) {
    for (const document of page) {
      const { isHeld, sha256, extractor, textSha256 } = wholeContentOf(document)
      if (isHeld === true && typeof sha256 === 'string') {
        yield* once(told, `blobs/${sha256}`, originalOf(sha256))
      }
      if (typeof extractor === 'string' && typeof textSha256 === 'string') {
        yield* once(told, `texts/${textSha256}.txt`, textOf(textSha256))
      }
    }
  }
}

function* once(told: Set<string>, name: string, member: Omit<Member, 'name'>): Generator<Member> {
  if (told.has(name)) return
  told.add(name)
  yield { name, ...member }
}

function originalOf(sha256: string): Omit<Member, 'name'> {
  return {
    // Never as what it says it is: a page of somebody else's would run under our name.
    mediaType: 'application/octet-stream',
    about: 'download.about.blobs',
    async *chunks({ ctx }) {
      yield (await findBytes(ctx.db, ctx.mission, sha256)) ?? notReadable()
    },
  }
}

function textOf(textSha256: string): Omit<Member, 'name'> {
  return {
    mediaType: 'text/plain; charset=utf-8',
    about: 'download.about.texts',
    async *chunks({ ctx }) {
      yield (await findText(ctx.db, ctx.mission, textSha256))?.content ?? notReadable()
    },
  }
}

/** A document may be listed although its bytes are kept back or were erased: then there is nothing to give. */
function notReadable(): string {
  return ''
}
