import type { Hono } from 'hono'

import type { Desk } from '#desk-kit'
import { namedId } from '#kit'
import { RefusedError } from '#platform'
import { text } from '#ui'

import { visitOf } from '../request.ts'
import type { Site, Visit } from '../site.ts'
import type { AtomEntry, AtomFeed } from './atom.ts'
import { contestedEntries } from './contested-feed.ts'
import { mountDue } from './due.ts'
import { entriesInWords } from './entry-words.ts'
import { feedPath } from './paths.ts'
import { archivedEntries, latestEntries } from './record-feed.ts'
import type { Told } from './record-feed.ts'
import { sendFeed } from './send-feed.ts'

/** Puts a feed of the whole record, one of the contested subjects and one of every desk at their addresses. */
export function mountFeeds(app: Hono, site: Site): void {
  app.get('/m/:mission/feed.atom', async (request) =>
    sendArrivals(await visitOf(site, request), site, null),
  )
  app.get('/m/:mission/contested/feed.atom', async (request) =>
    sendContested(await visitOf(site, request), site),
  )
  mountDue(app, site)
  for (const desk of site.desks) {
    app.get(`/m/:mission/${desk.name}/feed.atom`, async (request) =>
      sendArrivals(await visitOf(site, request), site, desk),
    )
  }
}

/** What tells one feed from another. */
interface Named {
  /** The address inside the mission. */
  readonly path: string
  readonly title: string
  readonly subtitle: string
  /** The page that shows the same. */
  readonly page: string
}

async function sendArrivals(visit: Visit, site: Site, desk: Desk | null): Promise<Response> {
  const archive = archiveIn(visit)
  const told =
    archive === null
      ? await latestEntries(visit, desk)
      : await archivedEntries(visit, desk, archive)
  if (told === null) throw noArchive(String(archive))
  const entries = await entriesInWords(visit, site, told.entries)
  const named = namedOf(visit, desk)
  return sendFeed(site, visit, {
    ...feedOf(visit, named, entries),
    form: archive === null ? 'latest' : 'archive',
    links: linksOf(visit, named, { archive, earlier: told.earlier }),
  })
}

async function sendContested(visit: Visit, site: Site): Promise<Response> {
  const { reader } = visit
  const named = {
    path: feedPath('contested'),
    title: text(reader, 'feed.contested.title', { mission: reader.mission.title }),
    subtitle: text(reader, 'feed.contested.subtitle'),
    page: 'contested',
  }
  return sendFeed(site, visit, {
    ...feedOf(visit, named, await contestedEntries(visit, site)),
    form: 'latest',
    links: linksOf(visit, named, { archive: null, earlier: null }),
  })
}

function namedOf({ reader }: Visit, desk: Desk | null): Named {
  const mission = reader.mission.title
  if (desk === null) {
    return {
      path: feedPath(null),
      title: text(reader, 'feed.record.title', { mission }),
      subtitle: text(reader, 'feed.record.subtitle'),
      page: 'timeline',
    }
  }
  return {
    path: feedPath(desk.name),
    title: text(reader, 'feed.desk.title', { mission, desk: text(reader, desk.title) }),
    subtitle: text(reader, 'feed.desk.subtitle'),
    page: desk.name,
  }
}

function feedOf(
  { reader, at }: Visit,
  { path, title, subtitle }: Named,
  entries: readonly AtomEntry[],
): Omit<AtomFeed, 'form' | 'links'> {
  return {
    id: `urn:uuid:${namedId(`${reader.mission.id}/${path}/${reader.language}`)}`,
    language: reader.language,
    title,
    subtitle,
    author: text(reader, 'layout.name'),
    updated: entries[0]?.updated ?? at.recordAt.at,
    entries,
  }
}

function linksOf(
  { reader }: Visit,
  { path, page }: Named,
  { archive, earlier }: { readonly archive: number | null } & Pick<Told, 'earlier'>,
): AtomFeed['links'] {
  const language = { language: reader.language }
  const feed = (rel: 'self' | 'current' | 'prev-archive', query: string) => ({
    rel,
    href: reader.link(`${path}${query}`, language),
    type: 'application/atom+xml' as const,
  })
  const at = (place: number) => `?archive=${place}`
  return [
    feed('self', archive === null ? '' : at(archive)),
    { rel: 'alternate', href: reader.link(page, language), type: 'text/html' },
    ...(archive === null ? [] : [feed('current', '')]),
    ...(earlier === null ? [] : [feed('prev-archive', at(earlier))]),
  ]
}

function archiveIn({ request }: Visit): number | null {
  const written = request.req.query('archive')
  if (written === undefined) return null
  if (!/^\d{1,8}$/.test(written)) throw noArchive(written)
  return Number(written)
}

function noArchive(written: string): RefusedError {
  return new RefusedError(
    'not_found',
    'feeds.archive',
    `This feed has no archive "${written}"; follow the link "prev-archive" from the feed without it.`,
  )
}
