import { z } from 'zod'

import {
  type Answer,
  answerSchema,
  type Context,
  defineAccount,
  type Row,
  rowSchema,
  askingOf,
} from '#desk-kit'
import { addMonths, groupBy } from '#kit'
import {
  type Asking,
  decisionsInForce,
  findSubjects,
  inForceThrough,
  type StandingClaim,
} from '#register'

import { type Counts, decidedAmong, readCounts } from './counts.ts'
import { movement } from './kinds.ts'
import { manifest } from './ledger-kinds.ts'
import { firstDay, happenedBy, lastDay, type Move, movesAmong } from './movements.ts'
import { pledgesAccount } from './pledges.ts'

/** People who are announced to arrive after the day asked about, or on the way without a date: nobody who is there. */
export interface AnnouncedRow extends Row {
  readonly from: (typeof FROM)[number]
  /** EDTF; null where no day is given. */
  readonly on: string | null
}

/** A plan that somebody announced, an arrival on record for a later day, or a pledge that is on the way. */
const FROM = ['planned', 'later', 'pledge'] as const

const announcedRowSchema: z.ZodType<AnnouncedRow> = rowSchema.extend({
  from: z.enum(FROM),
  on: z.string().nullable(),
})

/** How many months are looked ahead: the longest that an authorisation has run. */
export const MONTHS_AHEAD = 12

/** Who is announced to arrive: movements planned or dated later, the earliest first, then pledges on the way. */
export const announcedAccount = defineAccount<Answer<AnnouncedRow>>({
  name: 'announced',
  title: 'forces.announced-account',
  answer: answerSchema(announcedRowSchema),
  async run(ctx, at) {
    return { ...askingOf(at), rows: await readAnnounced(ctx, at), total: null }
  },
})

/** The movements and pledges that are announced at the asking, under their subjects' names as recorded. */
async function readAnnounced(ctx: Context, at: Asking): Promise<readonly AnnouncedRow[]> {
  const counts = await readCounts(ctx, at)
  const claims = await claimsAhead(ctx, at)
  const decided = decidedAmong(await decisionsInForce(ctx.db, ctx.mission, at), KINDS)
  const moves = laterMoves(claims, { decided, counts, day: at.validOn })
  const names = moves.map(({ subject }) => subject)
  const subjects = await findSubjects(ctx.db, ctx.mission, names, at)
  const dated = moves.map(({ subject, contributor, figure, on, claims: told }) => ({
    subject,
    party: contributor,
    figure,
    title: subjects.get(subject)?.title ?? null,
    from: told.some(({ modality }) => modality === 'planned')
      ? ('planned' as const)
      : ('later' as const),
    on,
  }))
  const { rows: promises } = await pledgesAccount.run(ctx, at)
  const pledges = promises.filter(
    ({ stage, promise }) => stage === 'movement' && promise === 'valid',
  )
  const undated = pledges.map(({ subject, party, figure, title }) => ({
    subject,
    party,
    figure,
    title,
    from: 'pledge' as const,
    on: null,
  }))
  return [...dated, ...undated]
}

/**
 * The arrivals that lie after a day, the earliest first. What somebody says has happened goes before a plan of the
 * same movement; what may have happened by the day already is counted in the strength and left out here.
 */
export function laterMoves(
  claims: readonly StandingClaim[],
  known: {
    readonly decided: ReadonlyMap<string, readonly string[]>
    readonly counts: Pick<Counts, 'moves'>
    readonly day: string
  },
): readonly Move[] {
  const counted = new Set(
    known.counts.moves
      .filter((move) => happenedBy(move, known.day) !== 'no')
      .map(({ subject }) => subject),
  )
  const told = [...groupBy(latestOfEach(claims), ({ subject }) => subject)].flatMap(
    ([subject, rivals]) => {
      const happened = rivals.filter(({ modality }) => modality !== 'planned')
      const isDenied = rivals.every(({ modality }) => modality === 'denied')
      if (counted.has(subject) || isDenied) return []
      return happened.some(({ modality }) => modality !== 'denied') ? happened : rivals
    },
  )
  return movesAmong(told, known.decided)
    .filter(({ direction, last }) => direction === 'arrival' && last > known.day)
    .toSorted((a, b) => (a.first < b.first ? -1 : 1))
}

const KINDS = [movement.name, manifest.name]

/** What is said of movements on the day asked about or any day of the months ahead. */
async function claimsAhead(ctx: Context, at: Asking): Promise<readonly StandingClaim[]> {
  const end = addMonths(at.validOn, MONTHS_AHEAD)
  const stretches = await inForceThrough(ctx.db, ctx.mission, KINDS, at)
  const ahead = stretches
    .filter(({ from, until }) => (from ?? '') <= end && (until ?? '9') >= at.validOn)
    .flatMap(({ claims }) => claims)
  const found = new Map<string, StandingClaim>()
  for (const claim of ahead) {
    if (found.get(claim.id)?.reach !== 'certain') found.set(claim.id, claim)
  }
  return [...found.values()]
}

/** What each said last of a movement, whichever of the days ahead it is about. */
function latestOfEach(claims: readonly StandingClaim[]): readonly StandingClaim[] {
  const lanes = groupBy(
    claims,
    ({ kind, subject, assertedBy }) => `${kind} ${subject} ${assertedBy}`,
  )
  return [...lanes.values()].map((said) =>
    said.reduce((a, b) =>
      a.saidAt < b.saidAt || (a.saidAt === b.saidAt && a.seq < b.seq) ? b : a,
    ),
  )
}

/** An announced movement with the days that its date can mean. */
export function daysOf({ on }: Pick<AnnouncedRow, 'on'>) {
  return on === null ? null : { first: firstDay(on), last: lastDay(on) }
}
