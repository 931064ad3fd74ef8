import { addDays, type Day, type Instant } from '#kit'

import type { Notice } from './notice.ts'

type Schedule = Pick<Notice, 'rhythm' | 'time' | 'zone'>

/** Whether it is time to look for something new to tell. */
export function isTimeToLook(
  { lookedAt, ...schedule }: Schedule & Pick<Notice, 'lookedAt'>,
  now: Instant,
): boolean {
  return schedule.rhythm === 'at_once' || dayReached(schedule, now) > dayReached(schedule, lookedAt)
}

/**
 * The latest day on which clocks in the zone had come to show the time. Where they are put forward past it,
 * they come to it all the same; where they show it twice, the day is reached once.
 */
function dayReached({ time, zone }: Schedule, instant: Instant): Day {
  const shown = shownIn(zone, instant)
  return shown.time >= time ? shown.day : addDays(shown.day, -1)
}

/** What clocks in a zone show. */
function shownIn(zone: string, instant: Instant): { readonly day: Day; readonly time: string } {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const parts = new Map(
    format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]),
  )
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? ''
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
  }
}
