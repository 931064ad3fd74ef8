import fs from 'node:fs'
import path from 'node:path'

import { type Context, type Kind, parseDraft, recordDrafts } from '#desk-kit'
import { LARGEST_BYTES, takeIn, type TakenIn } from '#documents'
import { newId } from '#kit'
import { RefusedError } from '#platform'
import { type DocumentDraft, UNSAID } from '#register'

import { describeDocument, type Described } from './describe.ts'
import { findKnown, type KnownDocument } from './known-documents.ts'

/** What became of a file: the document it is on record, and what is to be said about it. */
export interface TakenInFile {
  readonly id: string
  readonly lines: readonly string[]
}

/**
 * Takes a file in as a document. The same bytes twice are one document; where the record already refers to
 * it without holding it, the held copy takes over what the reference says.
 */
export async function takeInFile(
  context: Context & { readonly kinds: ReadonlyMap<string, Kind> },
  file: string,
  given: Described & { readonly release: string | undefined },
): Promise<TakenInFile> {
  const bytes = readFile(file)
  const taken = takeIn({ bytes, fileName: path.basename(file) })
  const known = await findKnown(context, taken)
  const held = known.find((document) => document.isHeld && document.sha256 === taken.sha256)
  if (held !== undefined) {
    return {
      id: held.id,
      lines: [`${held.id} is this document, on record as entry ${held.seq} already; nothing new.`],
    }
  }
  const { described, notes } = describeDocument(file, { given, known: known[0], taken })
  const draft = parseDraft(context.kinds, {
    type: 'document',
    id: newId(),
    ...described,
    handling: { ...UNSAID, release: given.release ?? UNSAID.release },
    mediaType: taken.mediaType,
    sha256: taken.sha256,
    bytes: null,
    text: null,
    textSha256: taken.textSha256,
  })
  if (draft.type !== 'document') throw new Error('A document was taken for something else.')
  const document = { ...draft, bytes, text: taken.text }
  const [receipt] = await recordDrafts(context, context.kinds, [document])
  return {
    id: document.id,
    lines: [
      `${document.id} recorded as entry ${receipt?.seq ?? '?'}.`,
      ...summaryOf(document, taken),
      ...notes,
      ...known.slice(0, 1).map((reference) => citationsNote(reference, taken)),
    ],
  }
}

function readFile(file: string): Buffer {
  const status = fs.statSync(file, { throwIfNoEntry: false })
  if (status?.isFile() !== true) {
    throw new RefusedError(
      'not_found',
      'cli.no_file',
      `There is no file ${file}; name one that exists.`,
    )
  }
  if (status.size > LARGEST_BYTES) {
    const megabytes = LARGEST_BYTES / 1024 / 1024
    throw new RefusedError(
      'incorrect',
      'documents.too-large',
      `${path.basename(file)} has ${(status.size / 1024 / 1024).toFixed(1)} MB; at most ${megabytes} MB are taken in. Divide it, or take in the part that is cited.`,
    )
  }
  return fs.readFileSync(file)
}

function summaryOf(
  document: DocumentDraft,
  { sha256, text, textSha256 }: TakenIn,
): readonly string[] {
  const { title, publisher, published, language } = document
  return [
    `  “${title}”, ${publisher}, ${published} (${language})`,
    `  bytes  sha256 ${sha256}`,
    `  text   sha256 ${textSha256}, ${text.content.length} characters, by ${text.extractor}`,
  ]
}

function citationsNote(reference: KnownDocument, { textSha256 }: TakenIn): string {
  return reference.textSha256 === null || reference.textSha256 === textSha256
    ? `  The record refers to it as ${reference.id}; what is cited there can be read now.`
    : `  The record refers to it as ${reference.id}, but cites another text of it (sha256 ${reference.textSha256}): those citations stay closed. Cite the passages again in this text.`
}
