import {
  type Compartment,
  COMPARTMENTS,
  type Handling,
  type Instant,
  instantOf,
  latestInstantOf,
  parseEdtf,
  type Release,
  RELEASES,
  secondOf,
} from '#kit'
import { RefusedError } from '#platform'

import type { ClaimDraft, Withheld } from './entry.ts'

/** To whom an entry is open: a release and, where it lies in one, a compartment. */
export interface Audience {
  readonly release: Release
  readonly compartment: Compartment | null
}

/** The audience as recorded: an embargo keeps an entry at its desk until two people lift it. */
export function audienceOf({ release, compartment, embargo }: Handling): Audience {
  return { release: embargo === null ? release : 'confidential', compartment }
}

/** How what was recorded before there was a handling is handled: by the mission's officers alone. */
export const UNSAID: Handling = { release: 'restricted', compartment: null, embargo: null }

/** Whether everybody who sees the one sees the other too. */
export function isAsOpenAs(one: Audience, other: Audience): boolean {
  const reaches = RELEASES.indexOf(one.release) <= RELEASES.indexOf(other.release)
  return reaches && (one.compartment === null || one.compartment === other.compartment)
}

/** Whether one of the audiences that an entry is open to holds everybody of another audience. */
export function reaches(openTo: readonly Audience[], other: Audience): boolean {
  return openTo.some((audience) => isAsOpenAs(audience, other))
}

/** Reads the audiences of an entry as a statement tells them: `2/medical 0/`. */
export function audiencesOf(open: string | null): readonly Audience[] {
  return (open ?? '').split(' ').flatMap((one) => {
    const [place = '', name = ''] = one.split('/')
    const release = place === '' ? undefined : RELEASES[Number(place)]
    const compartment = COMPARTMENTS.find((known) => known === name) ?? null
    return release === undefined ? [] : [{ release, compartment }]
  })
}

/** The audiences of the entry that a statement calls `alias`, for `audiencesOf`. */
export function audiencesIn(alias: string): string {
  return `(SELECT string_agg(o.release || '/' || o.compartment, ' ') FROM register.opening o
    WHERE o.mission_id = ${alias}.mission_id AND o.seq = ${alias}.seq)`
}

/** The lane in which a claim of this audience lies: what not everybody sees never cuts what everybody sees. */
export function apartOf({ release, compartment }: Audience): string {
  if (compartment !== null) return `${release}+${compartment}`
  return release === 'public' ? '' : release
}

/** How far a lane is open by its name alone; 3 where each of its claims must be asked. */
export function openToOf(apart: string): number {
  const place = RELEASES.findIndex((release) => release === (apart === '' ? 'public' : apart))
  return place === -1 ? RELEASES.length - 1 : place
}

/** The lane of a claim whose audience has changed: its own. */
export function ownLaneOf(claim: number): { readonly lane: number; readonly apart: string } {
  return { lane: -claim, apart: `#${claim}` }
}

/** A row of `register.opening`. */
export interface Opening {
  readonly seq: number
  readonly fromSeq: number
  /** From which place on it counts. */
  readonly since: number
  readonly audience: Audience
  readonly desk: string
  readonly actor: string | null
  readonly withheld: readonly Withheld[]
  readonly notBefore: Instant | null
  readonly approval: number | null
}

/** The columns of an opening, in the table's order. */
export function openingRow(opening: Opening): readonly (string | number | null)[] {
  const { seq, fromSeq, since, audience, desk, actor, withheld, notBefore, approval } = opening
  return [
    seq,
    fromSeq,
    since,
    RELEASES.indexOf(audience.release),
    audience.compartment ?? '',
    desk,
    actor,
    withheld.join(','),
    notBefore,
    approval,
    approval === null ? null : 'approved',
  ]
}

/** The desk that a kind of claim belongs to: the first half of its name. */
export function deskOf(kind: string): string {
  return kind.slice(0, kind.indexOf('.'))
}

/**
 * The instant before which a claim that tells where something is may not go further than `restricted`:
 * the end of the days it is true on, or its saying where they have no end, and the mission's delay.
 */
export function positionFreeAt(
  { valid, saidAt }: Pick<ClaimDraft, 'valid' | 'saidAt'>,
  delayHours: number,
): Instant {
  const end = latestInstantOf(parseEdtf(valid)) ?? saidAt
  return instantOf(Math.min(secondOf(end) + delayHours * SECONDS_AN_HOUR, LAST_SECOND))
}

const SECONDS_AN_HOUR = 3600
const LAST_SECOND = secondOf('9999-12-31T23:59:59Z')

/** The later of two instants, of which either may be missing. */
export function laterOf(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b
  return a > b ? a : b
}

/** Refuses to open something further before its time (DESIGN §6: embargoes, delayed positions). */
export function checkTime(
  what: string,
  release: Release,
  { notBefore, now }: { notBefore: Instant | null; now: Instant },
): void {
  const isNear = release === 'restricted' || release === 'confidential'
  if (isNear || notBefore === null || notBefore <= now) return
  throw new RefusedError(
    'conflict',
    'register.not_before',
    `${what} may not be released as "${release}" before ${notBefore}: it is under embargo or tells where somebody is. Release it then, or keep it restricted.`,
  )
}
