import { z } from 'zod'

import {
  type AnyRow,
  type Answer,
  answerSchema,
  type Context,
  defineAccount,
  plainRowSchema,
  askingOf,
} from '#desk-kit'
import { daysBetween, disjoint, groupBy, sameQuantity } from '#kit'
import { type Asking, type Basis, inForce, type StandingClaim } from '#register'

import { type Counts, readCounts, type Told } from './counts.ts'
import { deploymentStart } from './kinds.ts'
import { ruleDuplicate } from './ledger-kinds.ts'
import { arrivedBy } from './ledger-lines.ts'
import { datedBy, headsOf, type Move } from './movements.ts'

/** What can be doubtful about movements: rivals about one, two that may be one, a total or a start that does not fit. */
export const DOUBTS = ['rivals', 'duplicate', 'total', 'start'] as const

/** A doubt about a movement, with the claims that raise it. */
export interface CheckRow extends AnyRow {
  readonly figure: null
  readonly doubt: (typeof DOUBTS)[number]
  /** `settled` where a total somebody gave says that both count, or neither more. */
  readonly state: 'open' | 'settled'
  /** The other movement, where two are doubted to be two. */
  readonly other: string | null
  readonly on: string
  readonly basis: readonly Claimed[]
}

type Claimed = Pick<Basis, 'claim' | 'assertedBy' | 'reportedBy' | 'low' | 'high' | 'chosen'>

const checkRowSchema: z.ZodType<CheckRow> = plainRowSchema.extend({
  doubt: z.enum(DOUBTS),
  state: z.enum(['open', 'settled']),
  other: z.string().nullable(),
  on: z.string(),
  basis: z.array(
    z.object({
      claim: z.string(),
      assertedBy: z.string(),
      reportedBy: z.string().nullable(),
      low: z.number().nullable(),
      high: z.number().nullable(),
      chosen: z.boolean(),
    }),
  ),
})

/** Movements that are told of in different ways, or may be one told of twice, up to the day asked about. */
export const movementChecksAccount = defineAccount<Answer<CheckRow>>({
  name: 'movement-checks',
  title: 'forces.movement-checks-account',
  answer: answerSchema(checkRowSchema),
  async run(ctx, at) {
    const counts = await readCounts(ctx, at)
    const known = { ...counts, moves: counts.moves.filter(({ first }) => first <= at.validOn) }
    const { within, starts } = await readChecked(ctx, at)
    const rows = [
      ...rivalsIn(known.moves),
      ...(within === null ? [] : duplicatesIn(known, within)),
      ...totalsIn(known),
      ...startsIn(known.moves, starts),
    ]
    return {
      ...askingOf(at),
      rows: rows.toSorted((a, b) => (a.on < b.on ? -1 : 1)),
      total: null,
    }
  },
})

/** How many days apart two movements may be one, and when deployments began, as sources date it. */
async function readChecked(ctx: Context, at: Asking) {
  const claims = await inForce(ctx.db, ctx.mission, [ruleDuplicate.name, deploymentStart.name], at)
  const rule = claims.find(({ kind }) => kind === ruleDuplicate.name)
  return {
    within: rule === undefined ? null : ruleDuplicate.read(rule.value).within.high,
    starts: claims.filter(({ kind }) => kind === deploymentStart.name),
  }
}

/** A movement of which the sources give different numbers. */
function rivalsIn(moves: readonly Move[]): readonly CheckRow[] {
  return moves
    .filter(({ figure }) => figure.disputed)
    .map((move) =>
      rowOf(move, { doubt: 'rivals', state: 'open', other: null, basis: move.figure.basis }),
    )
}

/** Pairs of one contributor in one direction, near in time, of which some source gives the same number. */
export function duplicatesIn(counts: Counts, within: number): readonly CheckRow[] {
  const groups = groupBy(
    counts.moves.filter(({ direction }) => direction !== 'rotation'),
    ({ contributor, direction }) => `${contributor} ${direction}`,
  )
  return [...groups.values()].flatMap((moves) => {
    const ordered = moves.toSorted((a, b) => (a.first < b.first ? -1 : 1))
    return ordered.flatMap((move, place) =>
      ordered
        .slice(place + 1)
        .filter(
          (later) => daysBetween(move.first, later.first) <= within && haveSameSize(move, later),
        )
        .map((later) =>
          rowOf(later, {
            doubt: 'duplicate',
            state: isSettled(later, counts) ? 'settled' : 'open',
            other: move.subject,
            basis: [...move.figure.basis, ...later.figure.basis],
          }),
        ),
    )
  })
}

/** Totals of arrivals that cannot be right beside the single arrivals on record. */
function totalsIn({ totals, moves }: Counts): readonly CheckRow[] {
  return totals.flatMap((total) => {
    const sum = sumUntil(total, moves)
    return sum.basis.length === 0 || !disjoint(sum, total.personnel)
      ? []
      : [
          rowOf(total, {
            doubt: 'total',
            state: 'open',
            other: null,
            basis: [total.basis, ...sum.basis],
          }),
        ]
  })
}

/** Starts of deployments that lie after people are known to have arrived. */
function startsIn(moves: readonly Move[], starts: readonly StandingClaim[]): readonly CheckRow[] {
  return starts.flatMap((claim) => {
    const { contributor, on } = deploymentStart.read(claim.value)
    const dated = datedBy(on)
    const before = moves.find(
      (move) =>
        move.contributor === contributor && move.direction === 'arrival' && move.last < dated.first,
    )
    if (before === undefined) return []
    const { id, subject, assertedBy, reportedBy } = claim
    const basis = { claim: id, assertedBy, reportedBy, low: null, high: null, chosen: false }
    return rowOf(
      { on, subject, contributor },
      {
        doubt: 'start',
        state: 'open',
        other: before.subject,
        basis: [basis, ...before.figure.basis],
      },
    )
  })
}

function haveSameSize(a: Move, b: Move): boolean {
  return a.claims.some((one) =>
    b.claims.some((other) => {
      const [left, right] = [headsOf(one).personnel, headsOf(other).personnel]
      return left.low !== null && sameQuantity(left, right)
    }),
  )
}

/** Whether somebody gave a total of arrivals with both, which fits what the single ones add up to. */
function isSettled({ contributor, last, direction }: Move, { totals, moves }: Counts): boolean {
  if (direction !== 'arrival') return false
  const own = moves.filter((move) => move.contributor === contributor)
  return totals.some(
    (total) =>
      total.contributor === contributor &&
      total.last >= last &&
      !disjoint(sumUntil(total, own), total.personnel),
  )
}

function sumUntil({ contributor, last }: Told, moves: readonly Move[]) {
  const arrivals = moves.filter(
    (move) => move.contributor === contributor && move.direction === 'arrival',
  )
  return arrivedBy(last, arrivals, [])
}

function rowOf(
  { subject, contributor, on }: Pick<Told, 'subject' | 'contributor' | 'on'>,
  doubt: Pick<CheckRow, 'doubt' | 'state' | 'other' | 'basis'>,
): CheckRow {
  return { subject, party: contributor, figure: null, title: null, on, ...doubt }
}
