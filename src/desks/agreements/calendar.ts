import type { CalendarEvent, Context } from '#desk-kit'
import type { Asking } from '#register'

import { readDates } from './dates.ts'
import { readWatches } from './watch.ts'

/** Hearings, and the last days of orders and agreements, warned of as the rules on record say. */
export async function agreementsCalendar(
  ctx: Context,
  at: Asking,
): Promise<readonly CalendarEvent[]> {
  const rules = await readWatches(ctx, at)
  const dates = await readDates(ctx, at)
  return dates.map(({ subject, matter, title, from, until, description, state, changedAt }) => ({
    key: `agreements.${matter}.${subject}`,
    title,
    from,
    until,
    description,
    path: matter === 'agreement-ends' ? 'agreements/agreements' : 'agreements/cases',
    state,
    warnings: rules.get(matter) ?? [],
    changedAt,
  }))
}
