import type { CalendarEvent, Context } from '#desk-kit'
import type { Day, Instant } from '#kit'
import { type Asking, inForce, type StandingClaim } from '#register'

import { addDaysWithin, boundsOf, type DayBounds } from './cadence.ts'
import { term } from './kinds.ts'
import type { ObligationState } from './obligation-state.ts'
import { type ObligationRow, rowOf } from './obligations.ts'
import { type ReadObligation, readObligations } from './read-obligations.ts'
import { termAccount, type TermRow } from './term.ts'
import type { Warnings } from './warnings.ts'

/** How far ahead what falls due again and again is put into the calendar: a year and a month. */
const AHEAD_DAYS = 396

/** The dates of the desk: when obligations fall due and when authorisations run out, with the warnings on record. */
export async function mandateCalendar(ctx: Context, at: Asking): Promise<readonly CalendarEvent[]> {
  const until = addDaysWithin(at.validOn, AHEAD_DAYS)
  const { obligations, warnings, terms } = await readObligations(ctx, at, until)
  const { rows } = await termAccount.run(ctx, at)
  const recorded = new Map(
    (await inForce(ctx.db, ctx.mission, [term.name], at)).map(({ id, recordedAt }) => [
      id,
      recordedAt,
    ]),
  )
  return [
    ...obligations.flatMap((read) => eventOf(read, { on: at.validOn, warnings })),
    ...rows.flatMap((row) => eventOfTerm(row, { recorded, terms })),
  ]
}

function eventOf(
  read: ReadObligation,
  { on, warnings }: { readonly on: Day; readonly warnings: Warnings | null },
): readonly CalendarEvent[] {
  const row = rowOf(read, on, warnings)
  const days = row.due === null ? null : spanOf(boundsOf(row.due))
  if (days === null) return []
  return [
    {
      ...days,
      key: `mandate.obligation/${row.subject}/${row.trigger ?? row.due ?? ''}`,
      title: row.title ?? row.duty,
      description: descriptionOf(row),
      path: 'mandate/obligations',
      state: stateOf(read, days),
      warnings: isDone(row.state) ? [] : (warnings?.days ?? []),
      changedAt: latestOf(claimsBehind(read).map(({ recordedAt }) => recordedAt)),
    },
  ]
}

function descriptionOf({ event, duty, instrument, paragraph }: ObligationRow): string {
  return [event ?? duty, instrument, paragraph].filter((part) => part !== null).join(' · ')
}

function stateOf(
  { duty, occurrence, outcome }: ReadObligation,
  { until }: Span,
): CalendarEvent['state'] {
  if (outcome.state === 'waived') return 'cancelled'
  return duty.isPossible || occurrence.mayHaveEnded || until !== null ? 'possible' : 'certain'
}

function isDone(state: ObligationState): boolean {
  return state === 'met' || state === 'waived'
}

function claimsBehind({ duty, occurrence, outcome }: ReadObligation): readonly StandingClaim[] {
  return [...duty.chosen, ...(occurrence.trigger?.claims ?? []), ...outcome.claims]
}

function eventOfTerm(
  row: TermRow,
  {
    recorded,
    terms,
  }: { readonly recorded: ReadonlyMap<string, Instant>; readonly terms: Warnings | null },
): readonly CalendarEvent[] {
  const days = row.until === null ? null : spanOf(boundsOf(row.until))
  if (days === null) return []
  const basis = row.figure.basis.flatMap(({ claim, chosen }) =>
    chosen ? (recorded.get(claim) ?? []) : [],
  )
  return [
    {
      ...days,
      key: `mandate.term/${row.subject}`,
      title: row.title ?? row.subject,
      description: row.instrument ?? '',
      path: 'mandate/term',
      state: days.until === null ? 'certain' : 'possible',
      warnings: terms?.days ?? [],
      changedAt: latestOf(basis),
    },
  ]
}

type Span = Pick<CalendarEvent, 'from' | 'until'>

/** A day, or the days among which it lies; none where one of them is open. */
function spanOf({ earliest, latest }: DayBounds): Span | null {
  if (earliest === null || latest === null) return null
  return { from: earliest, until: earliest === latest ? null : latest }
}

function latestOf(instants: readonly Instant[]): Instant {
  return instants.reduce((latest, one) => (one > latest ? one : latest), '')
}
