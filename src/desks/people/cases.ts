import type { Context } from '#desk-kit'
import { groupBy, parseEdtf, type Quantity } from '#kit'
import {
  type Asking,
  type Basis,
  type Decision,
  decidedOn,
  decisionsInForce,
  type Figure,
  figureOf,
  findClaims,
  findSubjects,
  inForce,
  type StandingClaim,
  type StoredSubject,
} from '#register'

import { casualtyCase, within } from './case-kinds.ts'
import { casualty, status } from './kinds.ts'

/** What a casualty is counted as. */
export const CATEGORIES = ['killed', 'injured', 'missing', 'ill'] as const
export type Category = (typeof CATEGORIES)[number]

/** One thing that counts: an event's dead or hurt, somebody missing, a member's own case. */
export interface CaseLine {
  readonly subject: string
  readonly title: string | null
  readonly group: string
  readonly nationality: string | null
  readonly category: Category
  readonly figure: Figure
  /** When it happened (EDTF); null where nobody says. */
  readonly on: string | null
  /** The case that counts it already. */
  readonly within: string | null
  /** Of a member's own case: whether two people have authorised it. Null for what others say. */
  readonly notified: 'authorised' | 'waiting' | null
}

const OF_EVENT: Readonly<Record<string, Category>> = {
  killed: 'killed',
  'died-of-wounds': 'killed',
  injured: 'injured',
  'seriously-injured': 'injured',
  missing: 'missing',
}

/** What an authority's position on a person counts as, if it were the only one; alive counts as nothing. */
const OF_STATUS: Readonly<Record<string, Category>> = {
  killed: 'killed',
  'remains-recovered': 'killed',
  'presumed-dead': 'killed',
  missing: 'missing',
  unaccounted: 'missing',
  'search-under-way': 'missing',
  undetermined: 'missing',
}

const OF_TYPE: Readonly<Record<string, Category>> = {
  fatality: 'killed',
  injury: 'injured',
  illness: 'ill',
  missing: 'missing',
}

const ONE: Quantity = { low: 1, high: 1, unit: 'person' }
const NONE: Quantity = { low: 0, high: 0, unit: 'person' }

/** Every casualty that the reader may know of, once each; a person whom authorities disagree on is a range. */
export async function readCases(ctx: Context, at: Asking): Promise<readonly CaseLine[]> {
  const { db, mission } = ctx
  const claims = await inForce(db, mission, [casualty.name, status.name, within.name], at)
  const decisions = await decisionsInForce(db, mission, at)
  const of = (kind: string) => claims.filter((claim) => claim.kind === kind)
  const own = await ownCases(ctx, at, decisions)
  const names = [...claims, ...own.map(({ claim }) => claim)].map(({ subject }) => subject)
  const subjects = await findSubjects(db, mission, [...new Set(names)], at)
  const known = { decisions, subjects, within: withinOf(of(within.name)) }
  const told = [
    ...linesOf(of(casualty.name), (rivals) => eventLines(rivals, known)),
    ...linesOf(of(status.name), (rivals) => personLines(rivals, known)),
  ]
  const counted = new Set(told.map(({ subject, category }) => `${subject} ${category}`))
  return [...told, ...own.map((one) => ownLine(one, known, counted))].sort(byDate)
}

interface Known {
  readonly decisions: readonly Decision[]
  readonly subjects: ReadonlyMap<string, StoredSubject>
  readonly within: ReadonlyMap<string, string>
}

function linesOf(
  claims: readonly StandingClaim[],
  lines: (rivals: readonly StandingClaim[]) => readonly CaseLine[],
): readonly CaseLine[] {
  return [...groupBy(claims, ({ subject }) => subject).values()].flatMap(lines)
}

function withinOf(claims: readonly StandingClaim[]): ReadonlyMap<string, string> {
  return new Map(claims.map(({ subject, value }) => [subject, within.read(value).case]))
}

/** An event is counted as the strongest authority has it; what others count is beside it. */
function eventLines(rivals: readonly StandingClaim[], known: Known): readonly CaseLine[] {
  const read = new Map(rivals.map(({ id, value }) => [id, casualty.read(value)]))
  const [first] = rivals
  const categoryOf = ({ id }: StandingClaim) => OF_EVENT[read.get(id)?.category ?? '']
  return [...new Set(rivals.map(categoryOf))].flatMap((category) => {
    if (category === undefined || first === undefined) return []
    const figure = figureOf({
      claims: rivals,
      decided: decidedOn(known.decisions, first),
      unit: 'person',
      quantityOf: (claim) =>
        categoryOf(claim) === category ? (read.get(claim.id)?.people ?? null) : NONE,
    })
    const chosen = read.get(figure.basis.find((one) => one.chosen)?.claim ?? '')
    const { group = 'unstated', nationality = null, on = null } = chosen ?? {}
    return [{ ...lineOf(rivals, known), category, figure, group, nationality, on, notified: null }]
  })
}

/**
 * Nobody is promoted from missing to dead by the strength of a source: while authorities disagree and no
 * approved decision chooses, a person is none or one of either.
 */
function personLines(rivals: readonly StandingClaim[], known: Known): readonly CaseLine[] {
  const read = new Map(rivals.map(({ id, value }) => [id, status.read(value)]))
  const categoryOf = ({ id }: Pick<StandingClaim, 'id'>) => OF_STATUS[read.get(id)?.status ?? '']
  const equals = rivals.map((claim) => ({ ...claim, authority: 'anonymous' as const }))
  const sinces = [...read.values()].flatMap(({ since }) => (since === null ? [] : [since]))
  const first = rivals[0]
  return [...new Set(rivals.map(categoryOf))].flatMap((category) => {
    if (category === undefined || first === undefined) return []
    const figure = figureOf({
      claims: equals,
      decided: decidedOn(known.decisions, first),
      unit: 'person',
      quantityOf: (claim) => (categoryOf(claim) === category ? ONE : NONE),
    })
    const nationality = known.subjects.get(first.subject)?.party ?? null
    const on = sinces.toSorted()[0] ?? null
    return [
      {
        ...lineOf(rivals, known),
        category,
        figure,
        group: 'mission',
        nationality,
        on,
        notified: null,
      },
    ]
  })
}

function lineOf(rivals: readonly StandingClaim[], { subjects, within: inside }: Known) {
  const subject = rivals[0]?.subject ?? ''
  return {
    subject,
    title: subjects.get(subject)?.title ?? null,
    within: inside.get(subject) ?? null,
  }
}

/** A member's case as authorised; where that is still to come, as reported. */
interface OwnCase {
  readonly claim: Pick<StandingClaim, 'id' | 'subject' | 'value' | 'assertedBy' | 'reportedBy'>
  readonly notified: 'authorised' | 'waiting'
}

async function ownCases(
  { db, mission }: Context,
  at: Asking,
  decisions: readonly Decision[],
): Promise<readonly OwnCase[]> {
  const reported = latestOfEach(await inForce(db, mission, [casualtyCase.name], at))
  const ids = decisions.filter(({ kind }) => kind === casualtyCase.name).flatMap((d) => d.claims)
  const chosen = [...(await findClaims(db, mission, ids, at)).values()]
  const authorised = chosen.map((claim) => ({ claim, notified: 'authorised' as const }))
  const subjects = new Set(chosen.map(({ subject }) => subject))
  return [
    ...authorised,
    ...reported
      .filter(({ subject }) => !subjects.has(subject))
      .map((claim) => ({ claim, notified: 'waiting' as const })),
  ]
}

/** The version of each subject that was recorded last, in the order of the record. */
export function latestOfEach<Claim extends { readonly subject: string }>(
  claims: readonly Claim[],
): readonly Claim[] {
  return [...new Map(claims.map((claim) => [claim.subject, claim])).values()]
}

function ownLine(
  { claim, notified }: OwnCase,
  { subjects, within: inside }: Known,
  counted: ReadonlySet<string>,
): CaseLine {
  const { type, contributor, at, event } = casualtyCase.read(claim.value)
  const category = OF_TYPE[type] ?? 'ill'
  const isCounted = event !== null && counted.has(`${event} ${category}`)
  const basis: Basis = {
    claim: claim.id,
    assertedBy: claim.assertedBy,
    reportedBy: claim.reportedBy,
    low: 1,
    high: 1,
    chosen: true,
  }
  return {
    subject: claim.subject,
    title: subjects.get(claim.subject)?.title ?? null,
    group: 'mission',
    nationality: contributor,
    category,
    figure: { ...ONE, disputed: false, unquantified: 0, basis: [basis] },
    on: at,
    within: inside.get(claim.subject) ?? (isCounted ? event : null),
    notified,
  }
}

function byDate(a: CaseLine, b: CaseLine): number {
  const [one, other] = [firstDayOf(a.on), firstDayOf(b.on)]
  if (one !== other) return one < other ? -1 : 1
  return a.subject < b.subject ? -1 : 1
}

/** The earliest day that a date may mean; the end of time where there is none. */
export function firstDayOf(on: string | null): string {
  return (on === null ? null : parseEdtf(on).from.earliest) ?? '9999-12-31'
}
