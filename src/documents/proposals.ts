import { IncorrectValue, parseEdtf } from '#kit'

import type { Page } from './html-document.ts'

/** Something the document seems to say of itself, and where: asked about, never taken silently. */
export interface Proposal {
  readonly value: string
  /** `meta article:published_time`, `first line`. */
  readonly basis: string
}

/** What a document seems to say of itself; null where it says nothing. */
export interface Proposals {
  readonly title: Proposal | null
  /** EDTF. */
  readonly published: Proposal | null
  /** BCP 47. */
  readonly language: Proposal | null
}

/** Where pages give their date, the most deliberate first: selector, attribute. */
const DATES: readonly (readonly [selector: string, attribute: string])[] = [
  ['meta[property="article:published_time"]', 'content'],
  ['meta[name="article:published_time"]', 'content'],
  ['meta[itemprop="datePublished"]', 'content'],
  ['time[itemprop="datePublished"]', 'datetime'],
  ['meta[name="citation_publication_date"]', 'content'],
  ['meta[name="dcterms.issued"]', 'content'],
  ['meta[name="dcterms.created"]', 'content'],
  ['meta[name="DC.date"]', 'content'],
  ['meta[name="dc.date"]', 'content'],
  ['meta[name="date"]', 'content'],
  ['meta[name="pubdate"]', 'content'],
  ['time[pubdate]', 'datetime'],
  ['article time[datetime]', 'datetime'],
  ['time[datetime]', 'datetime'],
]
const TITLES: readonly (readonly [selector: string, attribute: string])[] = [
  ['meta[property="og:title"]', 'content'],
  ['meta[name="citation_title"]', 'content'],
  ['title', ''],
  ['h1', ''],
]
const LANGUAGES: readonly (readonly [selector: string, attribute: string])[] = [
  ['html[lang]', 'lang'],
  ['meta[http-equiv="content-language"]', 'content'],
  ['meta[property="og:locale"]', 'content'],
]
const LONGEST_TITLE = 200

/** What a page says of itself in its head. */
export function proposalsOfPage(page: Page): Proposals {
  return {
    title: firstOf(page, TITLES, asTitle),
    published: firstOf(page, DATES, asDate) ?? linkedDataDate(page),
    language: firstOf(page, LANGUAGES, asLanguage),
  }
}

/** What a Markdown text says of itself in its front matter and first heading. */
export function proposalsOfMarkdown(text: string): Proposals {
  const front = /^---\n(.*?)\n---(?:\n|$)/s.exec(text)?.[1] ?? ''
  const field = (name: string): string =>
    new RegExp(`^${name}:[ \\t]*["']?(.*?)["']?[ \\t]*$`, 'im').exec(front)?.[1] ?? ''
  const heading = /^#{1,2}[ \t]+(.+?)[ \t#]*$/m.exec(text)?.[1] ?? ''
  return {
    title:
      proposed(asTitle(field('title')), 'front matter title') ??
      proposed(asTitle(heading), 'first heading') ??
      firstLine(text.slice(front === '' ? 0 : front.length + 8)),
    published: proposed(asDate(field('date')), 'front matter date'),
    language: proposed(asLanguage(field('lang')), 'front matter lang'),
  }
}

/** What a plain text says of itself: no more than its first line. */
export function proposalsOfText(text: string): Proposals {
  return { title: firstLine(text), published: null, language: null }
}

function firstOf(
  page: Page,
  sources: readonly (readonly [selector: string, attribute: string])[],
  read: (text: string) => string | null,
): Proposal | null {
  for (const [selector, attribute] of sources) {
    const element = page.querySelector(selector)
    const text = attribute === '' ? element?.textContent : element?.getAttribute(attribute)
    const value = read(text ?? '')
    if (value !== null) return { value, basis: selector }
  }
  return null
}

/** schema.org's `datePublished` in JSON-LD, read as text so that broken JSON still yields it. */
function linkedDataDate(page: Page): Proposal | null {
  for (const script of page.querySelectorAll('script[type="application/ld+json"]')) {
    const text = /"datePublished"\s*:\s*"([^"]*)"/.exec(script.textContent ?? '')?.[1]
    const value = asDate(text ?? '')
    if (value !== null) return { value, basis: 'JSON-LD datePublished' }
  }
  return null
}

/** The day as written, whatever the time and zone after it; a month or year where no more is given. */
function asDate(text: string): string | null {
  const [, year, month, day] =
    /^(\d{4})(?:[-/](\d{2})(?:[-/](\d{2}))?)?(?=$|[T ])/.exec(text.trim()) ?? []
  if (year === undefined) return null
  const date = [year, month, day].filter((part) => part !== undefined).join('-')
  try {
    return parseEdtf(date).text
  } catch (error) {
    if (error instanceof IncorrectValue) return null
    throw error
  }
}

function asTitle(text: string): string | null {
  const title = text.replaceAll(/\s+/g, ' ').trim()
  if (title === '') return null
  return title.length <= LONGEST_TITLE ? title : `${title.slice(0, LONGEST_TITLE).trimEnd()}…`
}

function asLanguage(text: string): string | null {
  try {
    return Intl.getCanonicalLocales(text.trim().replaceAll('_', '-'))[0] ?? null
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function firstLine(text: string): Proposal | null {
  return proposed(asTitle(/^.*\S.*$/m.exec(text)?.[0] ?? ''), 'first line')
}

function proposed(value: string | null, basis: string): Proposal | null {
  return value === null ? null : { value, basis }
}
