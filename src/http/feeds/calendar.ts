import ical, {
  ICalAlarmType,
  ICalCalendarMethod,
  ICalEventClass,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator'

import { addDays, type Day, type Instant, secondOf } from '#kit'

/** One date as a calendar holds it: whole days. */
export interface CalendarEntry {
  /** A UUID, the same for ever (RFC 7986 §5.3), so that the entry moves and is not doubled. */
  readonly uid: string
  readonly title: string
  readonly from: Day
  /** The last day. */
  readonly until: Day
  readonly description: string
  /** Its page, whole. */
  readonly href: string
  readonly state: 'certain' | 'possible' | 'cancelled'
  readonly warnings: readonly number[]
  readonly changedAt: Instant
}

/** A calendar as it is written down. */
export interface Calendar {
  readonly name: string
  readonly description: string
  /** Its own address, whole. */
  readonly href: string
  readonly openness: 'public' | 'confidential'
  readonly entries: readonly CalendarEntry[]
}

const STATUS = {
  certain: ICalEventStatus.CONFIRMED,
  possible: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
} as const
const DAY_SECONDS = 86_400
/** Calendars ask again this often: what is due is known days before. */
const HOUR_SECONDS = 3600
/** From here on changes are counted, so that their number fits into 31 bits until 2068. */
const FIRST_CHANGE = secondOf('2000-01-01T00:00:00Z')

/** Writes a calendar as iCalendar (RFC 5545, names of calendars: RFC 7986); the same record gives the same bytes. */
export function writeCalendar(calendar: Calendar): string {
  const written = ical({
    prodId: { company: 'Rollcall', product: 'Record', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    name: plain(calendar.name),
    description: plain(calendar.description),
    source: calendar.href,
    ttl: HOUR_SECONDS,
  })
  for (const entry of calendar.entries) {
    const event = written.createEvent({
      id: entry.uid,
      // When it was recorded, not when it is asked for; later changes have higher numbers (RFC 5545 §3.8.7.4).
      stamp: new Date(entry.changedAt),
      lastModified: new Date(entry.changedAt),
      sequence: secondOf(entry.changedAt) - FIRST_CHANGE,
      start: new Date(entry.from),
      // The day on which it is over (RFC 5545 §3.6.1).
      end: new Date(addDays(entry.until, 1)),
      allDay: true,
      summary: plain(entry.title),
      description: plain(entry.description),
      url: entry.href,
      status: STATUS[entry.state],
      class: calendar.openness === 'public' ? ICalEventClass.PUBLIC : ICalEventClass.CONFIDENTIAL,
      transparency: ICalEventTransparency.TRANSPARENT,
    })
    if (entry.state === 'cancelled') continue
    for (const days of entry.warnings) {
      event.createAlarm({
        type: ICalAlarmType.display,
        trigger: days * DAY_SECONDS,
        description: plain(entry.title),
      })
    }
  }
  return `${written.toString()}\r\n`
}

/** A text without what no line of a calendar may hold (RFC 5545 §3.1, CONTROL); line ends become `\n`. */
function plain(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(/(?![\n\t])\p{Cc}/gu, '\uFFFD')
}
