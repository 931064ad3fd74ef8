import type { Hono } from 'hono'

import type { CalendarEvent, Desk } from '#desk-kit'
import { addDays, namedId } from '#kit'
import { formatDay, text } from '#ui'
import type { Reader } from '#ui'

import { ROOTS } from '../doors.ts'
import { originOf, visitOf } from '../request.ts'
import type { Site, Visit } from '../site.ts'
import type { AtomEntry } from './atom.ts'
import { writeCalendar } from './calendar.ts'
import { calendarPath, duePath } from './paths.ts'
import { sendFeed } from './send-feed.ts'

/** What is over for longer than this is left out of the feed of what is due; calendars keep it. */
const KEPT_DAYS = 90

/** A desk that has dates. */
interface DatedDesk {
  readonly desk: Desk
  readonly datesOf: NonNullable<Desk['calendar']>
}

/** Puts a calendar and a feed of what is due at the address of every desk that has dates, behind both doors. */
export function mountDue(app: Hono, site: Site): void {
  for (const dated of site.desks.flatMap(datedDesk)) {
    for (const root of Object.values(ROOTS)) {
      app.get(`${root}/:mission/${calendarPath(dated.desk.name)}`, async (request) =>
        sendCalendar(await visitOf(site, request), site, dated),
      )
      app.get(`${root}/:mission/${duePath(dated.desk.name)}`, async (request) =>
        sendDue(await visitOf(site, request), site, dated),
      )
    }
  }
}

function datedDesk(desk: Desk): readonly DatedDesk[] {
  return desk.calendar === undefined ? [] : [{ desk, datesOf: desk.calendar }]
}

async function sendCalendar(
  visit: Visit,
  site: Site,
  { desk, datesOf }: DatedDesk,
): Promise<Response> {
  const { reader, ctx, at, request, door } = visit
  const whole = (path: string) =>
    new URL(reader.link(path, { language: reader.language }), originOf(site, request)).href
  const events = await datesOf(ctx, at)
  const written = writeCalendar({
    name: titleOf(reader, desk),
    description: text(reader, 'feed.due.subtitle'),
    href: whole(calendarPath(desk.name)),
    openness: door === 'portal' ? 'public' : 'confidential',
    entries: events.map((event) => ({
      ...event,
      uid: idOf(reader, desk, event),
      until: event.until ?? event.from,
      description: [event.description, ...stateOf(reader, event)].join('\n'),
      href: whole(event.path),
    })),
  })
  request.header('cache-control', door === 'portal' ? 'public, no-cache' : 'private, no-store')
  request.header('vary', 'accept-language')
  request.header('content-disposition', `inline; filename="${desk.name}.ics"`)
  request.header('content-type', 'text/calendar; charset=utf-8; method=PUBLISH')
  return request.body(written)
}

async function sendDue(visit: Visit, site: Site, { desk, datesOf }: DatedDesk): Promise<Response> {
  const { reader, ctx, at } = visit
  const from = addDays(at.validOn, -KEPT_DAYS)
  const events = (await datesOf(ctx, at))
    .filter((event) => (event.until ?? event.from) >= from)
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))
  const path = duePath(desk.name)
  const language = { language: reader.language }
  return sendFeed(site, visit, {
    id: `urn:uuid:${namedId(`${reader.mission.id}/${path}/${reader.language}`)}`,
    language: reader.language,
    title: titleOf(reader, desk),
    subtitle: text(reader, 'feed.due.subtitle'),
    author: text(reader, 'layout.name'),
    updated: events.reduce(
      (last, { changedAt }) => (changedAt > last ? changedAt : last),
      events[0]?.changedAt ?? at.recordAt.at,
    ),
    links: [
      { rel: 'self', href: reader.link(path, language), type: 'application/atom+xml' },
      { rel: 'alternate', href: reader.link(desk.name, language), type: 'text/html' },
    ],
    form: 'latest',
    entries: events.map((event) => entryOf(reader, desk, event)),
  })
}

function entryOf(reader: Reader, desk: Desk, event: CalendarEvent): AtomEntry {
  const from = formatDay(reader, event.from)
  const days =
    event.until === null || event.until === event.from
      ? text(reader, 'feed.due.day', { day: from })
      : text(reader, 'feed.due.days', { from, until: formatDay(reader, event.until) })
  return {
    id: `urn:uuid:${idOf(reader, desk, event)}`,
    title: `${from}: ${event.title}`,
    updated: event.changedAt,
    author: reader.mission.title,
    href: reader.link(event.path),
    category: { term: event.state, label: text(reader, `feed.due.state.${event.state}`) },
    summary: [days, ...stateOf(reader, event), event.description].join(' ').trim(),
  }
}

/** What is certain needs no word. */
function stateOf(reader: Reader, { state }: CalendarEvent): readonly string[] {
  return state === 'certain' ? [] : [text(reader, `feed.due.state.${state}`)]
}

function titleOf(reader: Reader, desk: Desk): string {
  const mission = reader.mission.title
  return text(reader, 'feed.due.title', { mission, desk: text(reader, desk.title) })
}

function idOf(reader: Reader, desk: Desk, { key }: CalendarEvent): string {
  return namedId(`${reader.mission.id}/${desk.name}/date/${key}`)
}
