import type { Context, Duty } from '#desk-kit'
import { addDays, type Day, startOfDay } from '#kit'
import { type Asking, decisionsInForce, inForce } from '#register'

import { closingSubject } from './closes.ts'
import { type Counts, readCounts } from './counts.ts'
import { worstOf } from './differences.ts'
import { dayClose, ruleClosing } from './ledger-kinds.ts'
import { ledgerOn } from './ledger-lines.ts'
import { firstDay } from './movements.ts'
import { pledgesAccount } from './pledges.ts'
import { toursAccount, type TourRow } from './tours.ts'

/** What waits at the desk: differences to explain, days to close, pledges to confirm, tours that end. */
export async function duties(ctx: Context, at: Asking): Promise<readonly Duty[]> {
  const counts = await readCounts(ctx, at)
  const closed = await closedDays(ctx, at)
  const reported = reportedDays(counts).filter((day) => day <= at.validOn && !closed.has(day))
  return [
    ...reported.flatMap((day) => differencesOn(day, counts)),
    ...(await daysToClose(ctx, at, closed)),
    ...(await pledgesToConfirm(ctx, at)),
    ...toursEnding((await toursAccount.run(ctx, at)).rows),
  ]
}

/** The days of which an approved close stands. */
async function closedDays(ctx: Context, at: Asking): Promise<ReadonlySet<Day>> {
  const decisions = await decisionsInForce(ctx.db, ctx.mission, at)
  return new Set(
    decisions
      .filter(({ kind }) => kind === dayClose.name)
      .map(({ subject }) => subject.slice(closingSubject('').length)),
  )
}

/** The days for which somebody reported, as far as they are known to the day. */
function reportedDays({ reports }: Counts): readonly Day[] {
  const days = reports.filter(({ first, last }) => first === last).map(({ first }) => first)
  return [...new Set(days)].toSorted()
}

/** A line for each contributor whose reports of the day do not surely agree with what was computed. */
function differencesOn(day: Day, counts: Counts): readonly Duty[] {
  return ledgerOn(day, counts)
    .filter(({ reported }) => ['differs', 'possible'].includes(worstOf(reported) ?? ''))
    .map(({ contributor }) => ({
      key: `forces.difference ${day} ${contributor ?? 'mission'}`,
      sort: 'forces.duty.difference',
      title: day,
      party: contributor,
      since: startOfDay(day),
      due: null,
      path: `forces/do/close-day?day=${day}&validOn=${day}`,
      proposal: null,
    }))
}

/** The days that are not closed, as far back as the rule on record watches; none where there is no rule. */
async function daysToClose(
  ctx: Context,
  at: Asking,
  closed: ReadonlySet<Day>,
): Promise<readonly Duty[]> {
  const rule = (await inForce(ctx.db, ctx.mission, [ruleClosing.name], at)).at(-1)
  if (rule === undefined) return []
  const { within, watched } = ruleClosing.read(rule.value)
  const began = firstDay(rule.valid)
  const days = Array.from({ length: watched.high ?? 0 }, (_, back) =>
    addDays(at.validOn, -back - 1),
  )
  return days
    .filter((day) => day >= began && !closed.has(day))
    .map((day) => ({
      key: `forces.day-open ${day}`,
      sort: 'forces.duty.day-open',
      title: day,
      party: null,
      since: startOfDay(addDays(day, 1)),
      due: addDays(day, within.high ?? 0),
      path: `forces/do/close-day?day=${day}&validOn=${day}`,
      proposal: null,
    }))
}

async function pledgesToConfirm(ctx: Context, at: Asking): Promise<readonly Duty[]> {
  const { rows } = await pledgesAccount.run(ctx, at)
  return rows.flatMap(({ subject, title, party, validity, step }) =>
    validity.until !== null && (validity.state === 'to-confirm' || validity.state === 'expired')
      ? [
          {
            key: `forces.pledge ${subject} ${validity.until}`,
            sort: 'forces.duty.pledge',
            title: title ?? subject,
            party,
            since: startOfDay(firstDay(step?.since ?? validity.until) || validity.until),
            due: validity.until,
            path: `record/forces.pledge-confirmation?subject=${subject}`,
            proposal: null,
          },
        ]
      : [],
  )
}

/** Tours that end soon; one that is over has had its warnings, and shows on the page. */
function toursEnding(tours: readonly TourRow[]): readonly Duty[] {
  return tours.flatMap(({ subject, title, party, ends, state, warnings }) =>
    ends !== null && (state === 'first-warning' || state === 'last-warning')
      ? [
          {
            key: `forces.tour ${subject} ${state}`,
            sort: 'forces.duty.tour',
            title: title ?? subject,
            party,
            since: startOfDay(addDays(ends.from, -(warnings[0] ?? 0))),
            due: ends.from,
            path: 'forces/tours',
            proposal: null,
          },
        ]
      : [],
  )
}
