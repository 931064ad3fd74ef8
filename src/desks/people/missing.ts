import { z } from 'zod'

import {
  type AnyRow,
  type Answer,
  answerSchema,
  type Context,
  defineAccount,
  figureSchema,
  plainRowSchema,
  askingOf,
} from '#desk-kit'
import { daysBetween, groupBy, parseEdtf } from '#kit'
import {
  type Asking,
  decidedOn,
  decisionsInForce,
  type Figure,
  findSubjects,
  inForce,
  listAllSaid,
  type StandingClaim,
  type StoredClaim,
} from '#register'

import { type Deadline, deadlineSchema, readDeadlines } from './deadlines.ts'
import { search, status } from './kinds.ts'
import { familyContact, searchLog } from './missing-kinds.ts'
import { limitOf, readRules, toldIn } from './rules.ts'

/** What one authority holds to have become of somebody. */
export interface Position {
  readonly claim: string
  readonly assertedBy: string
  readonly reportedBy: string | null
  readonly status: string
  readonly since: string | null
  readonly saidAt: string
  readonly authority: string
  /** Whether an approved decision chose it. */
  readonly chosen: boolean
}

const CONTACT_STATES = ['within', 'overdue', 'never', 'no-rule'] as const

/** How long ago the family was last spoken to, and whether that is longer than the rule on record. */
export interface Contact {
  readonly last: string | null
  readonly days: Figure | null
  readonly rule: Figure | null
  readonly state: (typeof CONTACT_STATES)[number]
}

/** A line of a log: a contact, a search. */
export interface Logged {
  readonly claim: string
  readonly on: string
  readonly what: string
  readonly how: string
}

/** Somebody missing: each authority's position side by side, and what is done. */
export interface MissingRow extends AnyRow {
  readonly figure: null
  /** What an approved decision holds to be so; null while nobody decided, whatever anybody says. */
  readonly held: string | null
  readonly positions: readonly Position[]
  readonly contact: Contact
  readonly contacts: readonly Logged[]
  readonly searches: readonly Logged[]
  readonly deadlines: readonly Deadline[]
}

const loggedSchema = z.object({
  claim: z.string(),
  on: z.string(),
  what: z.string(),
  how: z.string(),
})

const missingRowSchema: z.ZodType<MissingRow> = plainRowSchema.extend({
  held: z.string().nullable(),
  positions: z.array(
    z.object({
      claim: z.string(),
      assertedBy: z.string(),
      reportedBy: z.string().nullable(),
      status: z.string(),
      since: z.string().nullable(),
      saidAt: z.string(),
      authority: z.string(),
      chosen: z.boolean(),
    }),
  ),
  contact: z.object({
    last: z.string().nullable(),
    days: figureSchema.nullable(),
    rule: figureSchema.nullable(),
    state: z.enum(CONTACT_STATES),
  }),
  contacts: z.array(loggedSchema),
  searches: z.array(loggedSchema),
  deadlines: z.array(deadlineSchema),
})

/**
 * What each authority holds to have become of somebody, side by side. Nobody is ever taken for dead by the
 * strength of a source or by the passing of time: only a decision that a second person approved is held.
 */
export const missingAccount = defineAccount<Answer<MissingRow>>({
  name: 'missing',
  title: 'people.missing-account',
  answer: answerSchema(missingRowSchema),
  async run(ctx, at) {
    const claims = await inForce(ctx.db, ctx.mission, [status.name, search.name], at)
    const bySubject = groupBy(
      claims.filter(({ kind }) => kind === status.name),
      ({ subject }) => subject,
    )
    const known = await readKnown(ctx, at, [...bySubject.keys()])
    const searches = claims.filter(({ kind }) => kind === search.name)
    const rows = [...bySubject].map(([subject, positions]) =>
      rowOf(subject, positions, { ...known, searches, at }),
    )
    return {
      ...askingOf(at),
      rows: rows.toSorted((a, b) => (a.subject < b.subject ? -1 : 1)),
      total: null,
    }
  },
})

async function readKnown(ctx: Context, at: Asking, names: readonly string[]) {
  const { db, mission } = ctx
  const rules = await readRules(ctx, at)
  const filter = {
    kinds: [familyContact.name, searchLog.name],
    document: null,
    order: 'said',
  } as const
  return {
    subjects: await findSubjects(db, mission, names, at),
    decisions: await decisionsInForce(db, mission, at),
    rule: rules.get('family-contact'),
    log: await listAllSaid(db, mission, filter, at),
    deadlines: await readDeadlines(ctx, at),
  }
}

type Known = Awaited<ReturnType<typeof readKnown>> & {
  readonly searches: readonly StandingClaim[]
  readonly at: Asking
}

function rowOf(subject: string, claims: readonly StandingClaim[], known: Known): MissingRow {
  const decided = decidedOn(known.decisions, { kind: status.name, subject }) ?? []
  const positions = claims.map((claim) => positionOf(claim, decided))
  const of = (kind: string) =>
    known.log.filter((claim) => claim.kind === kind && claim.subject === subject)
  const contacts = of(familyContact.name).map(contactOf).toSorted(latestFirst)
  return {
    subject,
    party: known.subjects.get(subject)?.party ?? null,
    figure: null,
    title: known.subjects.get(subject)?.title ?? null,
    held: positions.find(({ chosen }) => chosen)?.status ?? null,
    positions,
    contact: gapOf(contacts[0], known),
    contacts,
    searches: [
      ...known.searches.filter((claim) => claim.subject === subject).map(searchOf),
      ...of(searchLog.name).map(loggedSearchOf).toSorted(latestFirst),
    ],
    deadlines: known.deadlines.filter((one) => one.about === subject),
  }
}

function positionOf(
  { id, assertedBy, reportedBy, value, saidAt, authority }: StandingClaim,
  decided: readonly string[],
): Position {
  const said = status.read(value)
  const chosen = decided.includes(id)
  return { claim: id, assertedBy, reportedBy, ...said, saidAt, authority, chosen }
}

function contactOf({ id, value }: StoredClaim): Logged {
  const { on, matter, way } = familyContact.read(value)
  return { claim: id, on, what: matter, how: way }
}

function loggedSearchOf({ id, value }: StoredClaim): Logged {
  const { on, area, outcome } = searchLog.read(value)
  return { claim: id, on, what: area, how: outcome }
}

function searchOf({ id, value, valid }: StandingClaim): Logged {
  const { status: how, matter } = search.read(value)
  return { claim: id, on: valid, what: matter, how }
}

function latestFirst(a: Logged, b: Logged): number {
  return lastDayOf(a.on) < lastDayOf(b.on) ? 1 : -1
}

/** The last day that a date may mean. */
export function lastDayOf(on: string): string {
  const { from, to } = parseEdtf(on)
  return to.latest ?? from.earliest ?? '9999-12-31'
}

/** The gap since the last contact, against the rule; without either, that is what is said. */
function gapOf(last: Logged | undefined, { rule, at }: Known): Contact {
  const told = rule === undefined ? null : toldIn(rule, 'day')
  if (last === undefined) return { last: null, days: null, rule: told, state: 'never' }
  const gap = daysBetween(lastDayOf(last.on), at.validOn)
  const limit = limitOf(rule)
  const days: Figure = {
    low: gap,
    high: gap,
    unit: 'day',
    disputed: false,
    unquantified: 0,
    basis: [
      { claim: last.claim, assertedBy: '', reportedBy: null, low: gap, high: gap, chosen: true },
    ],
  }
  return { last: last.on, days, rule: told, state: gapState(gap, limit) }
}

function gapState(days: number, limitMinutes: number | null): Contact['state'] {
  if (limitMinutes === null) return 'no-rule'
  return days * MINUTES_A_DAY > limitMinutes ? 'overdue' : 'within'
}

const MINUTES_A_DAY = 1440
