import { z } from 'zod'

import {
  type Answer,
  answerSchema,
  type Context,
  defineAccount,
  figuresBySubject,
  type Row,
  rowSchema,
  askingOf,
} from '#desk-kit'
import { groupBy } from '#kit'
import { addUpFigures, inForce } from '#register'
import type { Asking, Figure, StandingClaim } from '#register'

import { type Counts, readCounts } from './counts.ts'
import { pledge } from './kinds.ts'
import { firstDay, happenedBy, datedBy } from './movements.ts'
import {
  blocker,
  ENDED_STAGES,
  PLEDGE_STAGES,
  pledgeConfirmation,
  rulePledge,
  type Stage,
} from './pledge-kinds.ts'
import { type PledgeRule, type Validity, validityOf } from './pledge-validity.ts'

/** What a State has promised, how far the promise has come, what blocks it and until when it holds. */
export interface PledgeRow extends Row {
  readonly stage: Stage
  readonly promise: (typeof PROMISES)[number]
  /** The claim by which the promise is where it is, and the document that it stands in. */
  readonly step: {
    readonly claim: string
    readonly document: string | null
    readonly since: string
  } | null
  readonly blockers: readonly Blocker[]
  readonly validity: Validity
}

interface Blocker {
  readonly subject: string
  readonly claim: string
  readonly stage: (typeof PLEDGE_STAGES)[number]
  readonly matter: string
  readonly on: string
}

/**
 * Whether a promise counts on the day: `lapsed` where it is said to have lapsed, or ran out by the rule on record
 * and nobody renewed it.
 */
const PROMISES = ['valid', 'lapsed', 'withdrawn'] as const

const stageSchema = z.enum([...PLEDGE_STAGES, ...ENDED_STAGES])
const pledgeRowSchema: z.ZodType<PledgeRow> = rowSchema.extend({
  stage: stageSchema,
  promise: z.enum(PROMISES),
  step: z
    .object({ claim: z.string(), document: z.string().nullable(), since: z.string() })
    .nullable(),
  blockers: z.array(
    z.object({
      subject: z.string(),
      claim: z.string(),
      stage: z.enum(PLEDGE_STAGES),
      matter: z.string(),
      on: z.string(),
    }),
  ),
  validity: z.object({
    state: z.enum(['current', 'to-confirm', 'expired', 'arriving', 'arrived', 'ended', 'no-rule']),
    until: z.string().nullable(),
  }),
})

/**
 * What each State has promised, as ranges; promises without a number are counted, never taken for zero. The total
 * is of what is valid on the day; what has lapsed stands apart from it.
 */
export const pledgesAccount = defineAccount<Answer<PledgeRow>>({
  name: 'pledges',
  title: 'forces.pledges-account',
  answer: answerSchema(pledgeRowSchema),
  async run(ctx, at) {
    const rows = await readPledges(ctx, at)
    const lapsed = totalOf(rows, 'lapsed')
    return {
      ...askingOf(at),
      rows,
      total: totalOf(rows, 'valid'),
      apart: lapsed.basis.length === 0 ? [] : [{ title: 'forces.pledges.lapsed', figure: lapsed }],
    }
  },
})

/** Every promise that stands on the day, in the order of their names. */
async function readPledges(ctx: Context, at: Asking): Promise<readonly PledgeRow[]> {
  const subjects = await figuresBySubject(ctx, at, {
    kind: pledge.name,
    unit: 'person',
    quantityOf: ({ value }) => pledge.read(value).personnel,
  })
  const { blockers, confirmed, rule } = await readFollowed(ctx, at)
  const arrivals = arrivalsBy(at.validOn, await readCounts(ctx, at))
  return subjects.map(({ row, claims }) => {
    const stage = stageOf(claims, row)
    const said = claims.map(({ valid }) => firstDay(valid))
    const renewed = confirmed.get(row.subject) ?? []
    const validity = validityOf(
      { stage, said: [...new Set([...said, ...renewed])], arrivals: arrivals(row.party) },
      { rule, day: at.validOn },
    )
    return {
      ...row,
      stage,
      promise: promiseOf(stage, validity),
      step: stepOf(claims, { ...row, stage }),
      blockers: (blockers.get(row.subject) ?? []).map(({ told }) => told),
      validity,
    }
  })
}

/** The promises that are valid, lapsed or withdrawn, added up. */
export function totalOf(
  rows: readonly Pick<PledgeRow, 'promise' | 'figure'>[],
  which: PledgeRow['promise'],
): Figure {
  const counted = rows.filter(({ promise }) => promise === which).map(({ figure }) => figure)
  return addUpFigures(counted, 'person')
}

function promiseOf(stage: Stage, { state }: Validity): PledgeRow['promise'] {
  if (stage === 'withdrawn') return 'withdrawn'
  return stage === 'lapsed' || state === 'expired' ? 'lapsed' : 'valid'
}

/** Whether a promise has ended beside the ladder, as somebody says. */
export function isEnded(stage: Stage): boolean {
  return ENDED_STAGES.some((ended) => ended === stage)
}

/** The furthest stage among the claims that the figure rests on; among all where it rests on none. */
function stageOf(claims: readonly StandingClaim[], row: Pick<Row, 'figure'>): Stage {
  const stages = countedIn(claims, row).map(({ value }) => pledge.read(value).stage)
  const ended = ENDED_STAGES.find((stage) => stages.includes(stage))
  return ended ?? PLEDGE_STAGES.findLast((stage) => stages.includes(stage)) ?? 'interest'
}

function countedIn(claims: readonly StandingClaim[], { figure }: Pick<Row, 'figure'>) {
  const chosen = new Set(figure.basis.filter((basis) => basis.chosen).map(({ claim }) => claim))
  return chosen.size === 0 ? claims : claims.filter(({ id }) => chosen.has(id))
}

/** By which claim, in which document, the promise is at its stage. */
function stepOf(
  claims: readonly StandingClaim[],
  promise: Pick<PledgeRow, 'stage' | 'figure'>,
): PledgeRow['step'] {
  const claim = countedIn(claims, promise).findLast(
    ({ value }) => pledge.read(value).stage === promise.stage,
  )
  return claim === undefined
    ? null
    : { claim: claim.id, document: claim.document, since: claim.valid }
}

/** When people of a contributor had arrived by a day. */
function arrivalsBy(day: string, { moves }: Pick<Counts, 'moves'>) {
  const arrived = moves.filter(
    (move) => move.direction === 'arrival' && happenedBy(move, day) === 'yes',
  )
  const of = groupBy(arrived, ({ contributor }) => contributor)
  return (party: string | null) => (of.get(party ?? '') ?? []).map(({ last }) => last)
}

interface Followed {
  readonly blockers: ReadonlyMap<string, readonly { readonly told: Blocker }[]>
  readonly confirmed: ReadonlyMap<string, readonly string[]>
  readonly rule: PledgeRule | null
}

/** What blocks promises on the day, when they were confirmed, and the rule by which they run out. */
async function readFollowed(ctx: Context, at: Asking): Promise<Followed> {
  const kinds = [blocker.name, pledgeConfirmation.name, rulePledge.name]
  const claims = await inForce(ctx.db, ctx.mission, kinds, at)
  const confirmed = claims.filter(({ kind }) => kind === pledgeConfirmation.name)
  return {
    blockers: groupBy(blockersIn(claims, at.validOn), ({ pledge: about }) => about),
    confirmed: new Map(
      [...groupBy(confirmed, ({ subject }) => subject)].map(([subject, said]) => [
        subject,
        said.map(({ value }) => firstDay(pledgeConfirmation.read(value).on)),
      ]),
    ),
    rule: ruleIn(claims.findLast(({ kind }) => kind === rulePledge.name)),
  }
}

/** What blocks on the day: a blocker is lifted as soon as anybody says so. */
function blockersIn(claims: readonly StandingClaim[], day: string) {
  const told = claims.filter(({ kind }) => kind === blocker.name)
  return [...groupBy(told, ({ subject }) => subject)].flatMap(([subject, said]) => {
    const values = said.map(({ id, value }) => ({ ...blocker.read(value), claim: id }))
    const [first] = values
    const isLifted = values.some(
      ({ lifted }) => lifted !== null && happenedBy(datedBy(lifted), day) === 'yes',
    )
    if (first === undefined || isLifted || happenedBy(datedBy(first.on), day) === 'no') return []
    const { pledge: about, claim, stage, matter, on } = first
    return [{ pledge: about, told: { subject, claim, stage, matter, on } }]
  })
}

function ruleIn(claim: StandingClaim | undefined): PledgeRule | null {
  if (claim === undefined) return null
  const { first, every, warning } = rulePledge.read(claim.value)
  const [firstMonths, everyMonths] = [first.high ?? first.low, every.high ?? every.low]
  if (firstMonths === null || everyMonths === null) return null
  return { firstMonths, everyMonths, warningDays: warning.high ?? 0, claim: claim.id }
}
