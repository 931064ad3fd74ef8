import path from 'node:path'

import type { Aim } from './target.ts'

/** What to do with the links of one page of the copy. */
export interface Rewriting {
  /** Where the page lies. */
  readonly file: string
  aim(link: string): Aim
  /** What stands where the live page has a form. */
  readonly instead: string
}

/** A page with links that work from any folder of any server, or from a disk, and with nothing that cannot work. */
export function rewritePage(html: string, rewriting: Rewriting): string {
  return html
    .replaceAll(/<a\b([^>]*)>([\s\S]*?)<\/a>/g, (whole, attributes: string, inside: string) =>
      anchor({ whole, attributes, inside }, rewriting),
    )
    .replaceAll(/(<link\b[^>]*?) href="([^"]*)"/g, (_, before: string, link: string) => {
      const to = newLink(link, rewriting)
      return to === null ? before : `${before} href="${to}"`
    })
    .replaceAll(/<form\b[\s\S]*?<\/form>/g, `<p class="dim">${escaped(rewriting.instead)}</p>`)
    .replaceAll(/<li>\s*<\/li>/g, '')
    .replaceAll(/<ul class="acts">\s*<\/ul>/g, '')
}

/** A feed or another XML file with links that work from where it lies. */
export function rewriteXml(xml: string, rewriting: Rewriting): string {
  return xml.replaceAll(/ href="([^"]*)"/g, (whole, link: string) => {
    const to = newLink(link, rewriting)
    return to === null ? whole : ` href="${to}"`
  })
}

/** A style sheet that finds its files from where it lies. */
export function rewriteStyle(css: string, rewriting: Rewriting): string {
  return css.replaceAll(/url\((\/[^)"']+)\)/g, (whole, link: string) => {
    const to = newLink(link, rewriting)
    return to === null ? whole : `url(${to})`
  })
}

interface Anchor {
  readonly whole: string
  readonly attributes: string
  readonly inside: string
}

function anchor({ whole, attributes, inside }: Anchor, rewriting: Rewriting): string {
  const link = / href="([^"]*)"/.exec(attributes)?.[1]
  if (link === undefined || link.startsWith('#')) return whole
  const aim = rewriting.aim(plain(link))
  switch (aim.leads) {
    case 'elsewhere':
      return whole
    case 'to-work':
      return ''
    case 'nowhere':
      return `<a${attributes.replace(/ href="[^"]*"/, '')}>${inside}</a>`
    case 'inside':
      return `<a${attributes.replace(/ href="[^"]*"/, () => ` href="${relative(rewriting.file, aim)}"`)}>${inside}</a>`
  }
}

/** The link from here, ready to stand in an attribute; null where it does not lead inside. */
function newLink(link: string, rewriting: Rewriting): string | null {
  const found = rewriting.aim(plain(link))
  return found.leads === 'inside' ? relative(rewriting.file, found) : null
}

function relative(from: string, { target, hash }: Extract<Aim, { leads: 'inside' }>): string {
  const to = path.posix.relative(path.posix.dirname(from), target.file)
  return escaped(`${encodeURI(to)}${hash}`)
}

function plain(attribute: string): string {
  return attribute
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
