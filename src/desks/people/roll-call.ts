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
  type Ground,
  groundOf,
  groundSchema,
} from '#desk-kit'
import { endOfDay, groupBy, type Instant, secondOf } from '#kit'
import { type Asking, type Figure, findSubjects, inForce, type StandingClaim } from '#register'

import { member, memberStatus, presence } from './member-kinds.ts'
import { limitOf, readRules, toldIn } from './rules.ts'

const STATES = ['present', 'away', 'unaccounted', 'not-known'] as const

/** One member on a day: present, away for a reason, unaccounted for, or nothing to say it by. */
export interface RollRow extends AnyRow {
  readonly figure: null
  readonly state: (typeof STATES)[number]
  /** The word on record: a status where the reader may know it, else that of the last event. */
  readonly word: string | null
  readonly component: string
  /** When the member last answered, or was accounted for. */
  readonly lastAt: string | null
  /** Whole hours since then, up to the moment that the answer counts to. */
  readonly hours: Figure | null
  /** The rule on record; null where there is none, and then nobody is called unaccounted for. */
  readonly rule: Figure | null
  readonly basis: readonly Ground[]
}

const rollRowSchema: z.ZodType<RollRow> = plainRowSchema.extend({
  state: z.enum(STATES),
  word: z.string().nullable(),
  component: z.string(),
  lastAt: z.string().nullable(),
  hours: figureSchema.nullable(),
  rule: figureSchema.nullable(),
  basis: z.array(groundSchema),
})

/**
 * The roll-call of a day: every member who serves on it, with what is known of them. Hours are counted to the end
 * of the day asked about, or to what was known then; today to the present moment.
 */
export const rollCallAccount = defineAccount<Answer<RollRow>>({
  name: 'roll-call',
  title: 'people.roll-call-account',
  answer: answerSchema(rollRowSchema),
  async run(ctx, at) {
    const kinds = [member.name, memberStatus.name, presence.name]
    const claims = await inForce(ctx.db, ctx.mission, kinds, at)
    const rule = (await readRules(ctx, at)).get('unaccounted') ?? null
    const bySubject = groupBy(claims, ({ subject }) => subject)
    const subjects = await findSubjects(ctx.db, ctx.mission, [...bySubject.keys()], at)
    const until = countedTo(ctx, at)
    const rows = [...bySubject].flatMap(([subject, of]) => {
      const title = subjects.get(subject)?.title ?? null
      return rowsOf({ subject, title, claims: of }, { rule, until })
    })
    return {
      ...askingOf(at),
      rows: rows.toSorted(byContributor),
      total: null,
    }
  },
})

/** The moment to which hours are counted: never one that is still to come. */
function countedTo({ clock }: Context, { validOn, knownAt }: Asking): Instant {
  return [endOfDay(validOn), knownAt, clock.now()].reduce((a, b) => (a < b ? a : b))
}

function byContributor(a: RollRow, b: RollRow): number {
  const [one, other] = [a, b].map(({ party, subject }) => `${party ?? ''} ${subject}`)
  return (one ?? '') < (other ?? '') ? -1 : 1
}

interface OfMember {
  readonly subject: string
  readonly title: string | null
  readonly claims: readonly StandingClaim[]
}

interface Counting {
  readonly rule: Figure | null
  readonly until: Instant
}

function rowsOf({ subject, title, claims }: OfMember, counting: Counting): readonly RollRow[] {
  const of = (kind: string) => claims.filter((claim) => claim.kind === kind)
  const [serves] = of(member.name)
  if (serves === undefined) return []
  const { contributor, component } = member.read(serves.value)
  const status = latest(of(memberStatus.name))
  const event = latest(of(presence.name))
  const known = knownOf(status, event, counting)
  const basis = [serves, status, event].flatMap((claim) =>
    claim === undefined ? [] : [groundOf(claim, claim === serves ? 'rival' : 'chosen')],
  )
  return [{ subject, party: contributor, figure: null, title, component, ...known, basis }]
}

function latest(claims: readonly StandingClaim[]): StandingClaim | undefined {
  return claims.reduce<StandingClaim | undefined>(
    (last, one) => (last === undefined || one.saidAt >= last.saidAt ? one : last),
    undefined,
  )
}

type Known = Pick<RollRow, 'state' | 'word' | 'lastAt' | 'hours' | 'rule'>

/** What is known of a member: a status that says why they are away, else the last time they answered. */
function knownOf(
  status: StandingClaim | undefined,
  event: StandingClaim | undefined,
  counting: Counting,
): Known {
  const word = status === undefined ? null : memberStatus.read(status.value).status
  const last = lastOf(event, counting)
  if (word !== null && word !== 'present') return { ...last, state: 'away', word }
  return { ...last, word: last.word ?? word }
}

/** What the last event says of a member, and how long ago it was. */
function lastOf(event: StandingClaim | undefined, { rule, until }: Counting): Known {
  const told = rule === null ? null : toldIn(rule, 'hour')
  const nothing = { state: 'not-known' as const, word: null, lastAt: null, hours: null, rule: told }
  if (event === undefined) return nothing
  const { state: word, at: lastAt } = presence.read(event.value)
  const seconds = secondOf(until) - secondOf(lastAt)
  const state = stateOf(word, seconds, limitOf(rule ?? undefined))
  return { state, word, lastAt, hours: hoursFrom(event, seconds), rule: told }
}

/** Whoever has not answered for longer than the rule allows is unaccounted for, and so is whoever was found absent. */
export function stateOf(
  last: 'present' | 'accounted' | 'absent',
  seconds: number,
  limitMinutes: number | null,
): RollRow['state'] {
  if (limitMinutes === null) return 'not-known'
  const isLate = seconds > limitMinutes * SECONDS_A_MINUTE
  if (isLate || last === 'absent') return 'unaccounted'
  return last === 'present' ? 'present' : 'away'
}

function hoursFrom({ id, assertedBy, reportedBy }: StandingClaim, seconds: number): Figure {
  const low = Math.max(0, Math.floor(seconds / SECONDS_AN_HOUR))
  return {
    low,
    high: low,
    unit: 'hour',
    disputed: false,
    unquantified: 0,
    basis: [{ claim: id, assertedBy, reportedBy, low, high: low, chosen: true }],
  }
}

const SECONDS_A_MINUTE = 60
const SECONDS_AN_HOUR = 3600
