/** A link of a feed or an entry (RFC 4287 §4.2.7; the names of archives: RFC 5005 §4). */
export interface AtomLink {
  readonly rel: 'self' | 'alternate' | 'current' | 'prev-archive'
  readonly href: string
  readonly type: 'text/html' | 'application/atom+xml'
}

/** One thing that came onto the record. */
export interface AtomEntry {
  /** `urn:uuid:…`, the same for ever. */
  readonly id: string
  readonly title: string
  readonly updated: string
  readonly author: string
  /** Its page. */
  readonly href: string
  readonly category: { readonly term: string; readonly label: string } | null
  readonly summary: string
}

/** A feed as it is written down. */
export interface AtomFeed {
  readonly id: string
  readonly language: string
  readonly title: string
  readonly subtitle: string
  readonly author: string
  readonly updated: string
  readonly links: readonly AtomLink[]
  /** An archive never changes again, so that nobody need fetch it twice. */
  readonly form: 'latest' | 'archive'
  readonly entries: readonly AtomEntry[]
}

/** Writes a feed as Atom (RFC 4287); an archive is marked as RFC 5005 asks. */
export function writeAtom(feed: AtomFeed): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0" xml:lang="${escaped(feed.language)}">`,
    element('id', feed.id),
    element('title', feed.title),
    element('subtitle', feed.subtitle),
    element('updated', feed.updated),
    `<author>${element('name', feed.author)}</author>`,
    ...feed.links.map(writeLink),
    ...(feed.form === 'archive' ? ['<fh:archive/>'] : []),
    ...feed.entries.map(writeEntry),
    '</feed>',
    '',
  ].join('\n')
}

function writeEntry({ category, ...entry }: AtomEntry): string {
  return [
    '<entry>',
    element('id', entry.id),
    element('title', entry.title),
    element('updated', entry.updated),
    `<author>${element('name', entry.author)}</author>`,
    writeLink({ rel: 'alternate', href: entry.href, type: 'text/html' }),
    ...(category === null
      ? []
      : [`<category term="${escaped(category.term)}" label="${escaped(category.label)}"/>`]),
    element('summary', entry.summary),
    '</entry>',
  ].join('\n')
}

function writeLink({ rel, href, type }: AtomLink): string {
  return `<link rel="${rel}" type="${type}" href="${escaped(href)}"/>`
}

function element(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}
/** Whatever is not a Char of XML 1.0 (§2.2) cannot be written in any way; half a character neither. */
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/** A text as it may stand in an element or an attribute; what XML cannot hold is shown as U+FFFD. */
export function escaped(text: string): string {
  return text
    .replaceAll(NOT_XML, '\uFFFD')
    .replaceAll(/[&<>"\t\n\r]/g, (character) => ESCAPES[character] ?? character)
}
