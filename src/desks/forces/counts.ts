import { type Context, nameOfWork } from '#desk-kit'
import { groupBy, type Quantity } from '#kit'
import {
  type Asking,
  type Basis,
  type DecisionDraft,
  decisionsInForce,
  inForce,
  once,
  type StandingClaim,
} from '#register'

import { movement, strength } from './kinds.ts'
import {
  arrivalsToDate,
  manifest,
  ruleStatus,
  statusChange,
  type STATUSES,
} from './ledger-kinds.ts'
import { type Dated, datedBy, type Move, movesIn } from './movements.ts'

/** A status that a member can be counted as. */
export type Status = (typeof STATUSES)[number]

/** A number that somebody gave for a contributor and a day, with the claim that it stands in. */
export interface Told extends Dated {
  readonly subject: string
  /** Null for the mission as a whole. */
  readonly contributor: string | null
  readonly personnel: Quantity
  readonly basis: Basis
}

/** People of a contributor who changed from one status to another. */
export interface Change extends Told {
  readonly contributor: string
  readonly before: Status
  readonly after: Status
}

/** All that the strength of any day is counted from, as it stands at one asking. */
export interface Counts {
  readonly moves: readonly Move[]
  readonly changes: readonly Change[]
  readonly reports: readonly Told[]
  /** Totals of arrivals, the earliest first. */
  readonly totals: readonly Told[]
  /** Whether those with a status count; a status without a rule on record is not there. */
  readonly rules: ReadonlyMap<Status, StatusRule>
}

/** What the record's rule says of a status. */
export interface StatusRule {
  readonly counts: 'counted' | 'not-counted'
  readonly claim: string
}

const KINDS = [movement, manifest, statusChange, ruleStatus, strength, arrivalsToDate].map(
  ({ name }) => name,
)

/** Reads at once what the strength of any day is counted from. */
export async function readCounts(ctx: Context, at: Asking): Promise<Counts> {
  return once(ctx.db, {
    name: nameOfWork('forces counts', ctx, at),
    do: async () => readNow(ctx, at),
  })
}

async function readNow(ctx: Context, at: Asking): Promise<Counts> {
  const claims = await inForce(ctx.db, ctx.mission, KINDS, at)
  const decisions = await decisionsInForce(ctx.db, ctx.mission, at)
  const decided = (kinds: readonly string[]) => decidedAmong(decisions, kinds)
  return {
    moves: movesIn(claims, decided([movement.name, manifest.name])),
    changes: chosenOf(claims, statusChange.name, decided([statusChange.name])).map(changeIn),
    reports: affirmed(claims, strength.name).map(reportIn),
    totals: affirmed(claims, arrivalsToDate.name)
      .map(totalIn)
      .toSorted((a, b) => (a.last < b.last ? -1 : 1)),
    rules: rulesIn(affirmed(claims, ruleStatus.name)),
  }
}

/** The claims that decisions about these kinds chose, by subject. */
export function decidedAmong(
  decisions: readonly Pick<DecisionDraft, 'kind' | 'subject' | 'claims'>[],
  kinds: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    decisions
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ subject, claims }) => [subject, claims] as const),
  )
}

function affirmed(claims: readonly StandingClaim[], kind: string): readonly StandingClaim[] {
  return claims.filter(
    (claim) =>
      claim.kind === kind && (claim.modality === 'affirmed' || claim.modality === 'estimated'),
  )
}

/** One claim a subject: the decided one, else the latest said. */
function chosenOf(
  claims: readonly StandingClaim[],
  kind: string,
  decided: ReadonlyMap<string, readonly string[]>,
): readonly StandingClaim[] {
  return [...groupBy(affirmed(claims, kind), ({ subject }) => subject)].flatMap(
    ([subject, rivals]) => {
      const chosen = rivals.find(({ id }) => decided.get(subject)?.includes(id) === true)
      const latest = rivals.toSorted((a, b) => (a.saidAt < b.saidAt ? 1 : -1))[0]
      return [chosen ?? latest].filter((claim) => claim !== undefined)
    },
  )
}

function toldIn(
  claim: StandingClaim,
  personnel: Quantity,
): Pick<Told, 'subject' | 'personnel' | 'basis'> {
  const { id, subject, assertedBy, reportedBy } = claim
  const { low, high } = personnel
  return {
    subject,
    personnel,
    basis: { claim: id, assertedBy, reportedBy, low, high, chosen: true },
  }
}

function reportIn(claim: StandingClaim): Told {
  const { on, contributor, personnel } = strength.read(claim.value)
  return { ...toldIn(claim, personnel), ...datedBy(on), contributor }
}

function totalIn(claim: StandingClaim): Told {
  const { on, contributor, personnel } = arrivalsToDate.read(claim.value)
  return { ...toldIn(claim, personnel), ...datedBy(on), contributor }
}

function changeIn(claim: StandingClaim): Change {
  const { on, contributor, personnel, before, after } = statusChange.read(claim.value)
  return { ...toldIn(claim, personnel), ...datedBy(on), contributor, before, after }
}

function rulesIn(claims: readonly StandingClaim[]): ReadonlyMap<Status, StatusRule> {
  return new Map(
    claims.map(({ id, value }) => {
      const { status, counts } = ruleStatus.read(value)
      return [status, { counts, claim: id }] as const
    }),
  )
}
