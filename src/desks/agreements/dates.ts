import type { Context } from '#desk-kit'
import { addDays, type Day, type Instant, isDay, parseEdtf } from '#kit'
import { findSubjects, inForce } from '#register'
import type { Asking, StandingClaim } from '#register'

import { hearing, inCase, instrument, order, orderPart, stage } from './kinds.ts'
import type { Watched } from './watch.ts'

/** A date of the desk: a hearing, or the last day of an order, of a part of one or of an agreement. */
export interface DeskDate {
  /** The subject that the date belongs to. */
  readonly subject: string
  readonly matter: Exclude<Watched, 'gate-changed'>
  readonly title: string
  readonly party: string | null
  readonly from: Day
  readonly until: Day | null
  readonly description: string
  readonly state: 'certain' | 'possible' | 'cancelled'
  readonly changedAt: Instant
}

/** The dates that stand on record, in the order of their days. */
export async function readDates(ctx: Context, at: Asking): Promise<readonly DeskDate[]> {
  const claims = await inForce(ctx.db, ctx.mission, KINDS, at)
  const ended = new Set(
    claims
      .filter(({ kind }) => kind === inCase.name)
      .flatMap(({ value }) => inCase.read(value).ends),
  )
  const told = claims.flatMap((claim) => toldIn(claim, claims))
  const subjects = await findSubjects(
    ctx.db,
    ctx.mission,
    told.map(({ claim }) => claim.subject),
    at,
  )
  return told
    .flatMap(({ claim, matter, edtf, description, status }) => {
      const days = daysOf(edtf)
      if (days === null) return []
      const subject = subjects.get(claim.subject)
      const isOff = ended.has(claim.subject) || status === 'cancelled' || status === 'adjourned'
      return [
        {
          subject: claim.subject,
          matter,
          title: subject?.title ?? claim.subject,
          party: subject?.party ?? null,
          ...days,
          description,
          state: isOff ? ('cancelled' as const) : certaintyOf(claim, days),
          changedAt: claim.recordedAt,
        },
      ]
    })
    .toSorted((a, b) => (a.from + a.subject < b.from + b.subject ? -1 : 1))
}

const KINDS = [hearing, order, orderPart, stage, instrument, inCase].map(({ name }) => name)

interface Told {
  readonly claim: StandingClaim
  readonly matter: DeskDate['matter']
  readonly edtf: string | null
  readonly description: string
  readonly status: string | null
}

function toldIn(claim: StandingClaim, claims: readonly StandingClaim[]): readonly Told[] {
  if (claim.modality === 'denied') return []
  switch (claim.kind) {
    case hearing.name: {
      const { on, matter, status } = hearing.read(claim.value)
      return [{ claim, matter: 'hearing', edtf: on, description: matter, status }]
    }
    case order.name: {
      const { until, content } = order.read(claim.value)
      return [{ claim, matter: 'order-ends', edtf: until, description: content, status: null }]
    }
    case orderPart.name: {
      const { until, matter } = orderPart.read(claim.value)
      const own = { claim, matter: 'order-ends' as const, edtf: until, status: null }
      return isSaidOfWhole(claim, claims) ? [] : [{ ...own, description: matter }]
    }
    case stage.name: {
      const { stage: step, on } = stage.read(claim.value)
      const own = { claim, matter: 'agreement-ends' as const, edtf: on, status: null }
      return step === 'ended' ? [{ ...own, description: '' }] : []
    }
    case instrument.name:
      return termEnd(claim, claims)
    default:
      return []
  }
}

/** A part that ends with its order adds no date to it. */
function isSaidOfWhole({ value }: StandingClaim, claims: readonly StandingClaim[]): boolean {
  return claims.some(
    (other) =>
      other.kind === order.name &&
      other.subject === value['order'] &&
      other.value['until'] === value['until'],
  )
}

/** An agreement for some years ends so many years after it was signed, where both are said exactly. */
function termEnd(claim: StandingClaim, claims: readonly StandingClaim[]): readonly Told[] {
  const { years, purpose } = instrument.read(claim.value)
  const whole = years !== null && years.low === years.high ? years.low : null
  const signed = claims.find(
    ({ kind, subject, value }) =>
      kind === stage.name && subject === claim.subject && value['stage'] === 'signed',
  )
  const on = signed?.value['on']
  if (whole === null || typeof on !== 'string' || !isDay(on)) return []
  const edtf = lastDayOf(on, whole)
  return [{ claim, matter: 'agreement-ends', edtf, description: purpose ?? '', status: null }]
}

/** The last of so many years that begin on a day; what begins on 29 February ends on the 28th. */
function lastDayOf(day: Day, years: number): Day {
  const rest = day.slice('YYYY'.length)
  const anniversary = `${String(Number(day.slice(0, 'YYYY'.length)) + years).padStart(4, '0')}${rest}`
  return isDay(anniversary) ? addDays(anniversary, -1) : anniversary.replace(/29$/, '28')
}

interface Days {
  readonly from: Day
  readonly until: Day | null
}

function daysOf(edtf: string | null): Days | null {
  if (edtf === null) return null
  const { from, to } = parseEdtf(edtf)
  if (from.earliest === null || to.latest === null) return null
  return { from: from.earliest, until: to.latest === from.earliest ? null : to.latest }
}

function certaintyOf(claim: StandingClaim, { until }: Days): 'certain' | 'possible' {
  const isSure = claim.reach === 'certain' && claim.modality === 'affirmed'
  return isSure && until === null ? 'certain' : 'possible'
}
