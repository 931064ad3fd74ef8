import type { CalendarEvent, Context, Duty } from '#desk-kit'
import { parseEdtf, sightOf, startOfDay } from '#kit'
import { type Asking, findOpenings, inForce, isAsOpenAs, listWaiting } from '#register'

import { casualtyCase } from './case-kinds.ts'
import { isOpen, readGates } from './case-rules.ts'
import { latestOfEach } from './cases.ts'
import { readDeadlines } from './deadlines.ts'
import { AT_THE_DESK } from './handling.ts'
import { lastDayOf, missingAccount } from './missing.ts'
import { rollCallAccount } from './roll-call.ts'
import { limitOf, readRules } from './rules.ts'

/**
 * What waits at the people desk. Only whoever is let into the medical compartment is told: others do not see the
 * logs, and for them nothing on record would look like nothing done.
 */
export async function peopleDuties(ctx: Context, at: Asking): Promise<readonly Duty[]> {
  const { compartments } = sightOf(ctx.actor, ctx.mission, ctx.clock.now())
  if (!compartments.includes('medical')) return []
  return [
    ...(await caseDuties(ctx, at)),
    ...(await contactDuties(ctx, at)),
    ...(await rollDuties(ctx, at)),
  ]
}

async function caseDuties(ctx: Context, at: Asking): Promise<readonly Duty[]> {
  const cases = latestOfEach(await inForce(ctx.db, ctx.mission, [casualtyCase.name], at))
  const openings = await findOpenings(
    ctx.db,
    ctx.mission,
    cases.map(({ id }) => id),
  )
  const waiting = await decisionsWaiting(ctx, at)
  const gateOf = await readGates(ctx, at)
  const duties: Duty[] = []
  for (const { id, subject, value, recordedAt } of cases) {
    const gate = gateOf(subject)
    const audience = openings.get(id)?.audience ?? AT_THE_DESK
    const step = stepOf({ ...gate, isKept: isAsOpenAs(AT_THE_DESK, audience) })
    if (step === null || (step.sort === 'authorise' && waiting.has(subject))) continue
    duties.push({
      ...PLAIN,
      key: `people.${step.sort}.${id}`,
      sort: `people.duty.${step.sort}`,
      title: subject,
      party: casualtyCase.read(value).contributor,
      since: recordedAt,
      path: step.sort === 'lift' ? `release?entry=${id}` : `${step.path}?case=${subject}`,
    })
  }
  return duties
}

const PLAIN = { due: null, proposal: null } as const

/** The next thing to do about a casualty; null where it has gone as far as it may. */
export function stepOf(gate: {
  readonly authorised: boolean
  readonly kinTold: boolean
  readonly stateConsents: boolean
  readonly isKept: boolean
}): { readonly sort: string; readonly path: string } | null {
  if (!gate.authorised) return { sort: 'authorise', path: 'people/do/authorise-casualty' }
  if (!gate.kinTold) return { sort: 'next-of-kin', path: 'people/do/tell-next-of-kin' }
  if (!gate.stateConsents) return { sort: 'consent', path: 'people/do/record-consent' }
  return isOpen(gate) && gate.isKept ? { sort: 'lift', path: 'release' } : null
}

/** The subjects of the notifications on which a first authoriser's yes waits for the second. */
async function decisionsWaiting(ctx: Context, at: Asking): Promise<ReadonlySet<string>> {
  const waiting = await listWaiting(ctx.db, ctx.mission, at)
  return new Set(
    waiting.flatMap(({ type, said: { parts } }) => {
      const { kind, subject } = parts['content'] ?? {}
      return type === 'decision' && kind === casualtyCase.name && typeof subject === 'string'
        ? [subject]
        : []
    }),
  )
}

const CLOSED: ReadonlySet<string> = new Set(['found-alive', 'remains-recovered', 'killed'])

async function contactDuties(ctx: Context, at: Asking): Promise<readonly Duty[]> {
  const { rows } = await missingAccount.run(ctx, at)
  return rows.flatMap(({ subject, title, party, held, contact, positions }) => {
    const isLate = contact.state === 'overdue' || contact.state === 'never'
    if (!isLate || (held !== null && CLOSED.has(held))) return []
    const first = positions.map(({ saidAt }) => saidAt).toSorted()[0] ?? at.knownAt
    return [
      {
        ...PLAIN,
        key: `people.contact.${subject}.${contact.last ?? ''}`,
        sort: 'people.duty.contact',
        title: title ?? subject,
        party,
        since: contact.last === null ? first : startOfDay(lastDayOf(contact.last)),
        path: `people/do/log-family-contact?person=${subject}`,
      },
    ]
  })
}

async function rollDuties(ctx: Context, at: Asking): Promise<readonly Duty[]> {
  const { rows } = await rollCallAccount.run(ctx, at)
  return rows.flatMap(({ subject, title, party, state, lastAt }) =>
    state === 'unaccounted'
      ? [
          {
            ...PLAIN,
            key: `people.unaccounted.${subject}.${lastAt ?? ''}`,
            sort: 'people.duty.unaccounted',
            title: title ?? subject,
            party,
            since: lastAt ?? at.knownAt,
            path: 'people/do/report-presence',
          },
        ]
      : [],
  )
}

/** The days set by courts, with as many days of warning as the rule on record gives. */
export async function peopleCalendar(ctx: Context, at: Asking): Promise<readonly CalendarEvent[]> {
  const warning = limitOf((await readRules(ctx, at)).get('court-deadline'))
  const warnings = warning === null ? [] : [Math.round(warning / MINUTES_A_DAY)]
  return (await readDeadlines(ctx, at)).flatMap(({ claim, until, content, order, recordedAt }) => {
    const { from, to } = parseEdtf(until)
    const day = to.latest ?? from.earliest
    if (day === null) return []
    return [
      {
        key: `people.deadline.${claim}`,
        title: content,
        from: day,
        until: null,
        description: order,
        path: 'people/missing',
        state: from.earliest === to.latest ? ('certain' as const) : ('possible' as const),
        warnings,
        changedAt: recordedAt,
      },
    ]
  })
}

const MINUTES_A_DAY = 1440
