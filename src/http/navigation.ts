import type { Desk } from '#desk-kit'
import { text, typefaceFor } from '#ui'
import type { NavigationItem, Reader, Site as Frame } from '#ui'

import { calendarPath, duePath, feedPath } from './feeds/paths.ts'
import type { Door, Site } from './site.ts'

/** Where in a mission the pages are that belong to no desk. */
const OWN_PAGES = {
  first: [
    { path: '', key: 'nav.overview' },
    { path: 'timeline', key: 'nav.timeline' },
  ],
  last: [
    { path: 'contested', key: 'nav.contested' },
    { path: 'documents', key: 'nav.sources' },
    { path: 'glossary', key: 'nav.glossary' },
  ],
} as const

/** Whose page it is, behind which door, and how much waits for them. */
interface Framed {
  readonly reader: Reader
  readonly door: Door
  readonly needs: number
}

/** What stands around every page for this reader. */
export function frameOf(
  site: Site,
  { reader, door, needs }: Framed,
  header: (name: string) => string | undefined,
): Frame {
  const own = (item: { readonly path: string; readonly key: string }): NavigationItem => ({
    path: item.path,
    label: text(reader, item.key),
  })
  return {
    assets: site.assets.addresses,
    typeface: typefaceFor({ saveData: header('save-data'), connection: header('ect') }),
    navigation: [
      ...(door === 'office' ? [{ path: 'needs', label: needsLabel(reader, needs) }] : []),
      ...OWN_PAGES.first.map(own),
      ...site.desks.flatMap((desk) => deskItem(desk, reader)),
      ...OWN_PAGES.last.map(own),
    ],
    action: door === 'office' ? { path: 'record', label: text(reader, 'nav.record') } : null,
    ...(door === 'office' ? officeFrame(site, reader) : publicFrame(site, reader)),
    still: site.still ?? null,
    within: 'mission',
  }
}

function needsLabel(reader: Reader, count: number): string {
  return count === 0 ? text(reader, 'nav.needs') : text(reader, 'nav.needs.count', { count })
}

/** Most feeds and the downloads are the public's; whoever works goes to the portal for them. */
function officeFrame(site: Site, reader: Reader): Pick<Frame, 'feeds' | 'about'> {
  return { feeds: dueFeed(site, reader), about: calendarOf(site, reader) }
}

/** The desk on whose pages the reader is. */
function deskHere({ desks }: Site, reader: Reader): Desk | undefined {
  const [, , , place] = reader.here.split(/[/?]/)
  return desks.find(({ name }) => name === place)
}

function dueFeed(site: Site, reader: Reader): readonly NavigationItem[] {
  const desk = deskHere(site, reader)
  if (desk?.calendar === undefined) return []
  const title = { mission: reader.mission.title, desk: text(reader, desk.title) }
  return [{ path: duePath(desk.name), label: text(reader, 'feed.due.title', title) }]
}

function calendarOf(site: Site, reader: Reader): readonly NavigationItem[] {
  const desk = deskHere(site, reader)
  if (desk?.calendar === undefined) return []
  return [
    { path: calendarPath(desk.name), label: text(reader, 'feed.calendar.name') },
    { path: duePath(desk.name), label: text(reader, 'feed.due.name') },
  ]
}

function publicFrame(site: Site, reader: Reader): Pick<Frame, 'feeds' | 'about'> {
  return {
    feeds: [...feedsFor(site, reader), ...dueFeed(site, reader)],
    about: [
      ...calendarOf(site, reader),
      { path: 'feed.atom', label: text(reader, 'feed.name') },
      { path: 'download', label: text(reader, 'download.name') },
      ...(site.verifyPath === undefined
        ? []
        : [{ path: site.verifyPath, label: text(reader, 'verify.name') }]),
    ],
  }
}

/** The feed of the whole record, that of contested subjects, and on a desk's pages the desk's own. */
function feedsFor(site: Site, reader: Reader): readonly NavigationItem[] {
  const mission = reader.mission.title
  const desk = deskHere(site, reader)
  const all = { path: feedPath(null), label: text(reader, 'feed.record.title', { mission }) }
  const contested = {
    path: feedPath('contested'),
    label: text(reader, 'feed.contested.title', { mission }),
  }
  if (desk === undefined) return [all, contested]
  const label = text(reader, 'feed.desk.title', { mission, desk: text(reader, desk.title) })
  return [{ path: feedPath(desk.name), label }, all, contested]
}

/** A desk is entered by its first page; one that has none yet is not offered. */
function deskItem(desk: Desk, reader: Reader): readonly NavigationItem[] {
  const [page] = desk.pages
  if (page === undefined) return []
  return [{ path: `${desk.name}/${page.account}`, label: text(reader, desk.title) }]
}
