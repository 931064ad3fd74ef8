import type { Context } from '#desk-kit'
import { type Day, groupBy, parseEdtf } from '#kit'
import { figureOf, inForce } from '#register'
import type { Asking, Figure, StandingClaim } from '#register'

import { reportedStrengths } from './strength.ts'

/** What was reported of the whole mission on a day, against the size planned or authorised then. */
export interface StrengthOnDay {
  readonly day: Day
  readonly figure: Figure | null
  readonly ceiling: Figure | null
}

/** Every reported strength of the whole mission up to the day asked about, oldest first. */
export async function strengthOverTime(
  ctx: Context,
  at: Asking,
): Promise<readonly StrengthOnDay[]> {
  const reports = (await reportedStrengths(ctx, at)).filter(
    ({ party, asAt }) => party === null && asAt !== null,
  )
  const days = groupBy(reports, ({ asAt }) => dayOfReport(asAt ?? ''))
  const points = await Promise.all(
    [...days].map(async ([day, rows]) => ({
      day,
      figure: rows[0]?.figure ?? null,
      ceiling: await ceilingOn(ctx, at, day),
    })),
  )
  return points.toSorted((a, b) => (a.day < b.day ? -1 : 1))
}

/**
 * The size that stood on a day. The mandate desk records it; desks read each other's claims through
 * the register. A legal instrument's ceiling goes before a planning figure.
 */
async function ceilingOn(ctx: Context, at: Asking, day: Day): Promise<Figure | null> {
  const claims = await inForce(ctx.db, ctx.mission, ['mandate.ceiling'], { ...at, validOn: day })
  const ofMission = claims.filter(({ value }) => value['component'] === 'all')
  const [subject] = [...groupBy(ofMission, (claim) => claim.subject).values()]
  return subject === undefined
    ? null
    : figureOf({ claims: subject, decided: null, unit: 'person', quantityOf: personnelOf })
}

function personnelOf({ value }: StandingClaim) {
  const { personnel } = value
  if (
    typeof personnel !== 'object' ||
    personnel === null ||
    !('low' in personnel) ||
    !('high' in personnel)
  )
    return null
  return { low: boundOf(personnel.low), high: boundOf(personnel.high), unit: 'person' }
}

function boundOf(bound: unknown): number | null {
  return typeof bound === 'number' ? bound : null
}

function dayOfReport(edtf: string): Day {
  const { from, to } = parseEdtf(edtf)
  return to.latest ?? from.earliest ?? edtf
}
