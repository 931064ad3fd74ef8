import type { Context, Duty } from '#desk-kit'
import { addDays, type Instant, startOfDay } from '#kit'
import { findClaims } from '#register'
import type { Asking } from '#register'

import { readDates } from './dates.ts'
import { type GateSpan, gateSpans } from './gates-over-time.ts'
import { gatesAccount, type GateRow } from './gates.ts'
import { readWatches } from './watch.ts'

/** What waits at the desk: gates that have changed, orders and agreements that end, hearings. */
export async function agreementsDuties(ctx: Context, at: Asking): Promise<readonly Duty[]> {
  const rules = await readWatches(ctx, at)
  const [lookedBack] = rules.get('gate-changed') ?? []
  const changed = lookedBack === undefined ? [] : await changedGates(ctx, at, lookedBack)
  const dates = await readDates(ctx, at)
  const near = dates.flatMap(({ subject, matter, title, party, from, until, state }): Duty[] => {
    const [ahead] = rules.get(matter) ?? []
    const last = until ?? from
    if (ahead === undefined || state === 'cancelled') return []
    if (last < at.validOn || addDays(at.validOn, ahead) < from) return []
    return [
      {
        key: `agreements.${matter}.${subject}.${from}`,
        sort: `agreements.duty.${matter}`,
        title,
        party,
        since: startOfDay(addDays(from, -ahead)),
        due: last,
        path: matter === 'agreement-ends' ? 'agreements/agreements' : 'agreements/cases',
        proposal: null,
      },
    ]
  })
  return [...changed, ...near]
}

/** Gates that answer otherwise than they did so many days ago, from what was known then. */
async function changedGates(ctx: Context, at: Asking, days: number): Promise<readonly Duty[]> {
  const { rows } = await gatesAccount.run(ctx, at)
  const before = await gatesAccount.run(ctx, {
    ...at,
    validOn: addDays(at.validOn, -days),
    knownAt: earlier(at.knownAt, days),
  })
  const changed = rows.filter(
    ({ subject, state }) => before.rows.find((row) => row.subject === subject)?.state !== state,
  )
  if (changed.length === 0) return []
  const spans = await gateSpans(ctx, at)
  const duties: Duty[] = []
  for (const row of changed) {
    const since = await sinceWhen(ctx, { at, row, spans })
    duties.push({
      key: `agreements.gate-changed.${row.subject}.${row.state}.${since}`,
      sort: 'agreements.duty.gate-changed',
      title: row.title ?? row.subject,
      party: row.party,
      since,
      due: null,
      path: 'agreements/gates',
      proposal: null,
    })
  }
  return duties
}

/** Since its state began, or since what it rests on had been said, whichever is later. */
async function sinceWhen(
  ctx: Context,
  {
    at,
    row,
    spans,
  }: { readonly at: Asking; readonly row: GateRow; readonly spans: readonly GateSpan[] },
): Promise<Instant> {
  const span = spans.find(
    ({ subject, condition, from, until }) =>
      subject === row.subject &&
      condition === null &&
      (from === null || from <= at.validOn) &&
      (until === null || at.validOn <= until),
  )
  const ids = row.conditions.flatMap(({ basis }) =>
    basis.filter(({ chosen }) => chosen).map(({ claim }) => claim),
  )
  const said = [...(await findClaims(ctx.db, ctx.mission, ids, at)).values()].map(
    ({ saidAt }) => saidAt,
  )
  const began = span?.from == null ? [] : [startOfDay(span.from)]
  return [...said, ...began].toSorted().at(-1) ?? startOfDay(at.validOn)
}

function earlier(instant: Instant, days: number): Instant {
  const day = instant.slice(0, 'YYYY-MM-DD'.length)
  return `${addDays(day, -days)}${instant.slice(day.length)}`
}
