import type { Context } from '#desk-kit'
import type { Quantity } from '#kit'
import { RefusedError } from '#platform'
import { type Asking, inForce } from '#register'

import { worstOf } from './differences.ts'
import { type ClosedLine, ruleDifference } from './ledger-kinds.ts'
import type { LedgerLine } from './ledger-lines.ts'

/** A reason for a difference as a rule on record names it. */
export interface Reason {
  readonly code: string
  readonly meaning: string
  readonly basis: string
  readonly claim: string
}

/** The reasons for differences that are on record for the day asked about. */
export async function readReasons(ctx: Context, at: Asking): Promise<readonly Reason[]> {
  const claims = await inForce(ctx.db, ctx.mission, [ruleDifference.name], at)
  return claims
    .filter(({ modality }) => modality === 'affirmed')
    .map(({ id, value }) => ({ ...ruleDifference.read(value), claim: id }))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
}

/** Refuses a close of which a difference has no reason, or a reason no rule or nothing to explain. */
export function checkReasons(
  closed: readonly ClosedLine[],
  {
    lines,
    reasons,
    day,
  }: {
    readonly lines: readonly LedgerLine[]
    readonly reasons: readonly Reason[]
    readonly day: string
  },
): void {
  const missing = closed.flatMap((line, place) => {
    const state = worstOf(lines[place]?.reported ?? [])
    return line.reasons.length > 0 || state === null || state === 'agrees' ? [] : [sentenceOf(line)]
  })
  if (missing.length > 0) {
    throw new RefusedError(
      'incorrect',
      'forces.difference_unexplained',
      `${day} cannot be closed: ${missing.join('; ')}. Give each of them a reason: ${codesOf(reasons)}.`,
    )
  }
  const codes = new Set(reasons.map(({ code }) => code))
  const unknown = closed.flatMap((line) => line.reasons).find(({ reason }) => !codes.has(reason))
  if (unknown === undefined) return
  throw new RefusedError(
    'incorrect',
    'forces.reason_unknown',
    `"${unknown.reason}" is not a reason on record for ${day}; write one of: ${codesOf(reasons)}. New ones are recorded as forces.rule-difference.`,
  )
}

function sentenceOf({ contributor, computed, reported }: ClosedLine): string {
  const told = reported.map(({ personnel }) => amountOf(personnel)).join(' and ')
  return `${contributor ?? 'the mission as a whole'} is computed as ${amountOf(computed)} and reported as ${told}, without a reason`
}

function amountOf({ low, high }: Quantity): string {
  if (low === high) return low === null ? 'not quantified' : String(low)
  if (high === null) return `at least ${String(low)}`
  return low === null ? `at most ${high}` : `${low} to ${high}`
}

function codesOf(reasons: readonly Reason[]): string {
  return reasons.length === 0
    ? 'no reason is on record; record a forces.rule-difference'
    : reasons.map(({ code }) => code).join(', ')
}
