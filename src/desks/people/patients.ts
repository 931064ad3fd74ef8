import { type Context, type Ground, groundOf } from '#desk-kit'
import { groupBy } from '#kit'
import {
  type Asking,
  type Figure,
  figureOf,
  findSubjects,
  inForce,
  type StandingClaim,
} from '#register'

import { type Clock, clocksOf, type Moment } from './clocks.ts'
import { chain, clearance, patient, type Point, POINTS, timeKinds } from './evacuation-kinds.ts'
import { evacuation } from './kinds.ts'
import type { Measure } from './rule-kinds.ts'

/** What is on record of a patient and the way to a hospital. */
export interface PatientLine {
  readonly evacuation: string | null
  readonly contributor: string | null
  readonly letter: string | null
  readonly word: string | null
  readonly type: string | null
  /** How many people; of those that others tell of, not of a patient of our own. */
  readonly people: Figure | null
  readonly times: readonly {
    readonly point: string
    readonly at: string
    readonly basis: readonly Ground[]
  }[]
  readonly facilities: readonly string[]
  readonly chain: readonly Ground[]
  readonly agreements: readonly {
    readonly subject: string
    readonly stage: string | null
    readonly basis: readonly Ground[]
  }[]
  readonly clearance:
    | ({
        readonly host: string
        readonly hospital: string | null
        readonly escort: string | null
        readonly passport: string
        readonly payer: string | null
      } & { readonly basis: readonly Ground[] })
    | null
  readonly basis: readonly Ground[]
}

/** A patient, with the clocks. */
export interface Patient {
  readonly subject: string
  readonly party: string | null
  readonly title: string | null
  readonly line: PatientLine
  readonly clocks: readonly Clock[]
  /** `2025-03`, of the wound or else of the request. */
  readonly month: string
  /** Whether the clocks are asked of it: of our own patients, not of what others tell. */
  readonly isClocked: boolean
}

const KINDS = [patient, chain, clearance, evacuation, ...timeKinds].map(({ name }) => name)
const STAGE = 'agreements.stage'

/** Every patient on record, and the evacuations that others tell of, whose moments nobody gave. */
export async function readPatients(
  ctx: Context,
  at: Asking,
  rules: ReadonlyMap<Measure, Figure>,
): Promise<readonly Patient[]> {
  const { db, mission } = ctx
  const claims = await inForce(db, mission, [...KINDS, STAGE], at)
  const subjects = await findSubjects(
    db,
    mission,
    [...new Set(claims.map((one) => one.subject))],
    at,
  )
  const bySubject = groupBy(claims, ({ subject }) => subject)
  const on = (subject: string, kind: string) =>
    (bySubject.get(subject) ?? []).filter((claim) => claim.kind === kind)
  const patients = [...bySubject].flatMap(([subject, of]) => {
    const named = { subject, title: subjects.get(subject)?.title ?? null }
    const [told] = of.filter(({ kind }) => kind === patient.name)
    if (told !== undefined) return [{ ...named, ...ownPatient(told, on, rules) }]
    const others = of.filter(({ kind }) => kind === evacuation.name)
    return others.length === 0
      ? []
      : [{ ...named, ...toldPatient(others), party: subjects.get(subject)?.party ?? null }]
  })
  return patients.toSorted((a, b) =>
    a.month === b.month ? compare(a.subject, b.subject) : compare(b.month, a.month),
  )
}

type On = (subject: string, kind: string) => readonly StandingClaim[]

function ownPatient(claim: StandingClaim, on: On, rules: ReadonlyMap<Measure, Figure>) {
  const { evacuation: request, contributor, letter, word, type } = patient.read(claim.value)
  const both = (kind: string) => {
    const own = on(claim.subject, kind)
    return own.length > 0 ? own : on(request, kind)
  }
  const moments = new Map(POINTS.map((point) => [point, momentsAt(point, both)]))
  const line: PatientLine = {
    evacuation: request,
    contributor,
    letter,
    word,
    type,
    people: null,
    times: POINTS.flatMap((point) =>
      (moments.get(point) ?? []).map(({ at, claim: one }) => ({
        point,
        at,
        basis: [chosen(one)],
      })),
    ),
    ...chainOf(both(chain.name), on),
    clearance: clearanceOf(both(clearance.name)),
    basis: [chosen(claim)],
  }
  const first = moments.get('injury')?.[0] ?? moments.get('received')?.[0]
  return {
    party: contributor,
    line,
    clocks: clocksOf(moments, rules),
    month: (first?.at ?? claim.valid).slice(0, MONTH_LENGTH),
    isClocked: true,
  }
}

const MONTH_LENGTH = 7

function momentsAt(
  point: Point,
  both: (kind: string) => readonly StandingClaim[],
): readonly Moment[] {
  const kind = timeKinds[POINTS.indexOf(point)]
  if (kind === undefined) return []
  return both(kind.name).map((claim) => ({ at: kind.read(claim.value).at, claim }))
}

function chainOf(
  claims: readonly StandingClaim[],
  on: On,
): Pick<PatientLine, 'facilities' | 'chain' | 'agreements'> {
  const [claim] = claims
  if (claim === undefined) return { facilities: [], chain: [], agreements: [] }
  const { facilities, agreements } = chain.read(claim.value)
  return {
    facilities,
    chain: [chosen(claim)],
    agreements: agreements.map((subject) => {
      const stages = on(subject, STAGE)
      const stage = stages.at(-1)?.value['stage']
      return {
        subject,
        stage: typeof stage === 'string' ? stage : null,
        basis: stages.map(chosen),
      }
    }),
  }
}

function clearanceOf(claims: readonly StandingClaim[]): PatientLine['clearance'] {
  const [claim] = claims
  return claim === undefined ? null : { ...clearance.read(claim.value), basis: [chosen(claim)] }
}

/** What others tell of an evacuation: how many, when and where to; none of its moments. */
function toldPatient(claims: readonly StandingClaim[]) {
  const values = claims.map(({ value }) => evacuation.read(value))
  const people = figureOf({
    claims,
    decided: null,
    unit: 'person',
    quantityOf: ({ value }) => evacuation.read(value).people,
  })
  const line: PatientLine = {
    evacuation: null,
    contributor: null,
    letter: null,
    word: null,
    type: values[0]?.sort ?? null,
    people,
    times: [],
    facilities: values.map(({ to }) => to),
    chain: claims.map(chosen),
    agreements: [],
    clearance: null,
    basis: claims.map(chosen),
  }
  return { line, clocks: [], month: (values[0]?.on ?? '').slice(0, MONTH_LENGTH), isClocked: false }
}

function chosen(claim: Parameters<typeof groundOf>[0]): Ground {
  return groundOf(claim, 'chosen')
}

function compare(a: string, b: string): number {
  return a < b ? -1 : 1
}
