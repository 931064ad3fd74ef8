import { listNeeds, type Need } from '#desk-kit'
import { namedId } from '#kit'
import { formatDay, formatInstant, text } from '#ui'
import type { Reader } from '#ui'

import type { AtomEntry } from '../feeds/atom.ts'
import { sendFeed } from '../feeds/send-feed.ts'
import type { Site, Visit } from '../site.ts'

/** What waits for whoever asks as a feed of their own: told to their session or their token, never by a secret address. */
export async function sendNeedsFeed(visit: Visit, site: Site): Promise<Response> {
  const { reader, ctx, at } = visit
  const needs = (await listNeeds(ctx, site.desks, at)).toSorted((one, other) =>
    one.since > other.since ? -1 : 1,
  )
  const language = { language: reader.language }
  return sendFeed(site, visit, {
    id: `urn:uuid:${namedId(`${ctx.mission}/needs/${ctx.actor.id}/${reader.language}`)}`,
    language: reader.language,
    title: text(reader, 'needs.feed.title', { mission: reader.mission.title }),
    subtitle: text(reader, 'needs.lead'),
    author: text(reader, 'layout.name'),
    updated: needs[0]?.since ?? at.recordAt.at,
    links: [
      { rel: 'self', href: reader.link('needs.atom', language), type: 'application/atom+xml' },
      { rel: 'alternate', href: reader.link('needs', language), type: 'text/html' },
    ],
    form: 'latest',
    entries: needs.map((need) => entryOf(reader, site, need)),
  })
}

function entryOf(reader: Reader, { desks }: Site, need: Need): AtomEntry {
  const sort = text(reader, need.sort)
  const desk = desks.find(({ name }) => name === need.desk)
  return {
    id: `urn:uuid:${namedId(`${reader.mission.id}/needs/${need.key}`)}`,
    title: text(reader, 'needs.feed.entry', { sort, title: need.title }),
    updated: need.since,
    author: need.party === null ? reader.mission.title : reader.party(need.party),
    href: reader.link(need.path),
    category: { term: need.sort, label: sort },
    summary: [
      ...(desk === undefined ? [] : [text(reader, desk.title)]),
      text(reader, 'needs.feed.since', { instant: formatInstant(reader, need.since) }),
      ...(need.due === null
        ? []
        : [text(reader, 'needs.feed.due', { day: formatDay(reader, need.due) })]),
    ].join('. '),
  }
}
