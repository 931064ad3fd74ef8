import { RefusedError } from '#platform'

import { canonicalText, sha256, TEXT_EXTRACTOR } from './canonical-text.ts'
import { parsePage } from './html-document.ts'
import { HTML_EXTRACTOR, htmlText } from './html-text.ts'
import { mediaTypeOf } from './media-type.ts'
import type { MediaType } from './media-type.ts'
import { proposalsOfMarkdown, proposalsOfPage, proposalsOfText } from './proposals.ts'
import type { Proposals } from './proposals.ts'
import { decodeUtf8 } from './utf8.ts'

/** The largest file that is taken in. */
export const LARGEST_BYTES = 10 * 1024 * 1024

/** A file as it reaches us. */
export interface IncomingFile {
  readonly bytes: Uint8Array
  readonly fileName: string
  /** As the sender declares it; the file's name decides where it is missing or says nothing. */
  readonly mediaType?: string | undefined
}

/** A document ready for the record, with what it seems to say of itself for its officer to confirm. */
export interface TakenIn extends Proposals {
  readonly mediaType: MediaType
  readonly sha256: string
  readonly text: { readonly extractor: string; readonly content: string }
  readonly textSha256: string
}

/** Takes a file in: its hash, its canonical text and proposals, or a refusal that says what is wrong with it. */
export function takeIn({ bytes, fileName, mediaType }: IncomingFile): TakenIn {
  checkSize(bytes, fileName)
  const type = mediaTypeOf(fileName, mediaType)
  const { extractor, content, proposals } = extract(type, decode(bytes, fileName))
  if (content.trim() === '') throw withoutText(fileName)
  return {
    ...proposals,
    mediaType: type,
    sha256: sha256(bytes),
    text: { extractor, content },
    textSha256: sha256(content),
  }
}

interface Extracted {
  readonly extractor: string
  readonly content: string
  readonly proposals: Proposals
}

function extract(type: MediaType, raw: string): Extracted {
  if (type === 'text/html') {
    const page = parsePage(raw)
    return { extractor: HTML_EXTRACTOR, content: htmlText(page), proposals: proposalsOfPage(page) }
  }
  const content = canonicalText(raw)
  const proposals =
    type === 'text/markdown' ? proposalsOfMarkdown(content) : proposalsOfText(content)
  return { extractor: TEXT_EXTRACTOR, content, proposals }
}

function checkSize(bytes: Uint8Array, fileName: string): void {
  if (bytes.length > LARGEST_BYTES) {
    throw new RefusedError(
      'incorrect',
      'documents.too-large',
      `${fileName} has ${grouped(bytes.length)} bytes; at most 10 MB (${grouped(LARGEST_BYTES)} bytes) are taken in. Divide it, or take in the part that is cited.`,
    )
  }
  if (bytes.length === 0) {
    throw new RefusedError(
      'incorrect',
      'documents.empty',
      `${fileName} is empty; choose the file again.`,
    )
  }
}

function decode(bytes: Uint8Array, fileName: string): string {
  const zero = bytes.indexOf(0)
  if (zero !== -1) {
    throw new RefusedError(
      'incorrect',
      'documents.not-text',
      `${fileName} has a zero byte at ${zero}, so it is UTF-16 or no text; save it as UTF-8 text.`,
    )
  }
  const decoded = decodeUtf8(bytes)
  if ('text' in decoded) return decoded.text
  const value = (bytes[decoded.wrongAt] ?? 0).toString(16).padStart(2, '0')
  throw new RefusedError(
    'incorrect',
    'documents.not-utf8',
    `${fileName} is not UTF-8: byte ${decoded.wrongAt} (0x${value}) begins no character. Save it as UTF-8; guessing its encoding could change letters.`,
  )
}

function withoutText(fileName: string): RefusedError {
  return new RefusedError(
    'incorrect',
    'documents.no-text',
    `${fileName} holds no text; if it is a picture or a page drawn by a script, save its text and take that in.`,
  )
}

function grouped(bytes: number): string {
  return bytes.toLocaleString('en')
}
