import type { CalendarEvent, Context } from '#desk-kit'
import { findClaims, type Asking } from '#register'

import { pledgesAccount } from './pledges.ts'
import { toursAccount } from './tours.ts'

/** The desk's dates: ends of tours, and the days until which pledges are to be confirmed. */
export async function calendar(ctx: Context, at: Asking): Promise<readonly CalendarEvent[]> {
  const events = [...(await endsOfTours(ctx, at)), ...(await confirmations(ctx, at))]
  const claims = await findClaims(
    ctx.db,
    ctx.mission,
    events.flatMap(({ restsOn }) => restsOn),
    at,
  )
  return events.map(({ restsOn, ...event }) => ({
    ...event,
    changedAt: restsOn
      .map((id) => claims.get(id)?.recordedAt ?? '')
      .reduce((a, b) => (a > b ? a : b), ''),
  }))
}

type Dated = Omit<CalendarEvent, 'changedAt'> & { readonly restsOn: readonly string[] }

async function endsOfTours(ctx: Context, at: Asking): Promise<readonly Dated[]> {
  const { rows } = await toursAccount.run(ctx, at)
  return rows.flatMap(
    ({ subject, title, arrived, ends, rule, figure, warnings }): readonly Dated[] =>
      ends === null
        ? []
        : [
            {
              key: `forces.tour ${subject}`,
              title: title ?? subject,
              from: ends.from,
              until: ends.until === ends.from ? null : ends.until,
              description: arrived,
              path: 'forces/tours',
              state: ends.until === ends.from ? 'certain' : 'possible',
              warnings,
              restsOn: [
                ...(rule === null ? [] : [rule]),
                ...figure.basis.map(({ claim }) => claim),
              ],
            },
          ],
  )
}

async function confirmations(ctx: Context, at: Asking): Promise<readonly Dated[]> {
  const { rows } = await pledgesAccount.run(ctx, at)
  return rows.flatMap(({ subject, title, validity, figure }): readonly Dated[] =>
    validity.until === null
      ? []
      : [
          {
            key: `forces.pledge ${subject}`,
            title: title ?? subject,
            from: validity.until,
            until: null,
            description: '',
            path: 'forces/pledges',
            state: 'certain',
            warnings: [],
            restsOn: figure.basis.map(({ claim }) => claim),
          },
        ],
  )
}
