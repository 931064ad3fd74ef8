import { createHash } from 'node:crypto'

/**
 * The name and version of the rules below. A citation points into the text they give, so a change to
 * them is a new version, and texts of the old one stay as they are.
 */
export const TEXT_EXTRACTOR = 'rollcall-text/1'

/** Line ends of every system and printer: CR LF, CR, form feed, vertical tab, next line, line and paragraph separator. */
const LINE_ENDS = /\r\n|[\r\f\v\u0085\u2028\u2029]/g
/** What prints nothing: soft hyphens, zero-width spaces, word joiners, byte order marks, control characters but tab and line feed. */
const UNPRINTED = /[\u00AD\u200B\u2060\uFEFF]|(?![\t\n])\p{Cc}/gu

/**
 * The canonical text of a plain text: line ends become `\n`, what prints nothing is dropped, characters
 * are composed (Unicode NFC). Everything else stays where and as it is: white space and quotation marks
 * are folded when a quote is compared, not here, so that readers see the document's own.
 */
export function canonicalText(raw: string): string {
  return raw.replaceAll(LINE_ENDS, '\n').replaceAll(UNPRINTED, '').normalize('NFC')
}

/** SHA-256 in hexadecimal, of bytes or of a text's UTF-8. */
export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex')
}
