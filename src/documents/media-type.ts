import { RefusedError } from '#platform'

/** The kinds of file whose text can be taken in. */
export type MediaType = 'text/plain' | 'text/markdown' | 'text/html'

const DECLARED = new Map<string, MediaType>([
  ['text/plain', 'text/plain'],
  ['text/markdown', 'text/markdown'],
  ['text/x-markdown', 'text/markdown'],
  ['text/html', 'text/html'],
  ['application/xhtml+xml', 'text/html'],
])
const ENDINGS = new Map<string, MediaType>([
  ['txt', 'text/plain'],
  ['text', 'text/plain'],
  ['md', 'text/markdown'],
  ['markdown', 'text/markdown'],
  ['html', 'text/html'],
  ['htm', 'text/html'],
  ['xhtml', 'text/html'],
])
/** What browsers and mail programs declare when they do not know. */
const SAYS_NOTHING = new Set(['', 'application/octet-stream', 'binary/octet-stream'])

/**
 * What sort of text a file is. The ending of the name goes first, because senders declare Markdown and
 * saved pages as plain text; then what the sender declares; any other is refused.
 */
export function mediaTypeOf(fileName: string, declared = ''): MediaType {
  const ending = endingOf(fileName)
  const named = declared.replace(/;.*/s, '').trim().toLowerCase()
  const isSilent = SAYS_NOTHING.has(named)
  const type = ENDINGS.get(ending) ?? DECLARED.get(named)
  if (type !== undefined && (isSilent || DECLARED.has(named))) return type
  const what = isSilent ? `ends in “.${ending}”` : `is declared as ${named}`
  throw new RefusedError(
    'incorrect',
    'documents.media-type',
    `${fileName} ${what}, which cannot be taken in; give plain text (.txt), Markdown (.md) or a web page (.html).`,
  )
}

function endingOf(fileName: string): string {
  return /\.([^./\\]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? ''
}
