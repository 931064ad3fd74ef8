import type { Context, Deciding, ReleasedClaim } from '#desk-kit'
import { RefusedError } from '#platform'
import {
  areRecordedBy,
  type Asking,
  type Audience,
  decisionsInForce,
  findClaims,
  inForce,
  inForceOn,
  isAsOpenAs,
  resolveAsking,
} from '#register'

import { AT_THE_DESK } from './handling.ts'

const CASE = 'people.case'
const NEXT_OF_KIN = 'people.next-of-kin'
const CONSENT = 'people.consent'

/** What must be on record, and approved by a second person, before a casualty goes beyond its desk. */
export interface Gate {
  readonly authorised: boolean
  readonly kinTold: boolean
  readonly stateConsents: boolean
}

/** How far a casualty's gate is open, by what two people have approved. */
export async function gateOf(ctx: Context, subject: string, at: Asking): Promise<Gate> {
  const chosen = await chosenOn(ctx, subject, at)
  const standing = await inForceOn(ctx.db, ctx.mission, subject, at)
  const latest = standing.findLast(({ kind }) => kind === CASE)
  const says = (kind: string, field: string, word: string) =>
    chosen.some((claim) => claim.kind === kind && claim.value[field] === word)
  return {
    authorised: chosen.some(({ id }) => id === latest?.id),
    kinTold: says(NEXT_OF_KIN, 'told', 'told'),
    stateConsents: says(CONSENT, 'consent', 'given'),
  }
}

/** Whether every part of a gate is open. */
export function isOpen({ authorised, kinTold, stateConsents }: Gate): boolean {
  return authorised && kinTold && stateConsents
}

async function chosenOn(ctx: Context, subject: string, at: Asking) {
  const decisions = await decisionsInForce(ctx.db, ctx.mission, at, subject)
  const ids = decisions.flatMap(({ claims }) => claims)
  return [...(await findClaims(ctx.db, ctx.mission, ids, at)).values()]
}

/** Refuses to open a casualty before its next of kin know, its State consents and two people stand for both. */
export async function checkCaseRelease(
  ctx: Context,
  { subject }: ReleasedClaim,
  to: Audience,
): Promise<void> {
  if (isAsOpenAs(AT_THE_DESK, to)) return
  const at = await resolveAsking(ctx, ctx.mission, {})
  const gate = await gateOf(ctx, subject, at)
  if (isOpen(gate)) return
  throw refusedFor(subject, gate)
}

/** Refuses to release what was recorded of an event while the case of somebody hurt in it is under embargo. */
export async function checkEventRelease(
  ctx: Context,
  { subject }: ReleasedClaim,
  to: Audience,
): Promise<void> {
  if (isAsOpenAs({ release: 'restricted', compartment: null }, to)) return
  const at = await resolveAsking(ctx, ctx.mission, {})
  const cases = await inForce(ctx.db, ctx.mission, [CASE], at)
  for (const one of cases.filter(({ value }) => value['event'] === subject)) {
    const gate = await gateOf(ctx, one.subject, at)
    if (!isOpen(gate)) throw refusedFor(one.subject, gate)
  }
}

function refusedFor(subject: string, { authorised, kinTold, stateConsents }: Gate): RefusedError {
  const missing = [
    ...(authorised ? [] : ['two authorisers for the notification as it stands']),
    ...(kinTold ? [] : ['that next of kin were told, approved by a second person']),
    ...(stateConsents ? [] : ['the consent of the State, approved by a second person']),
  ]
  return new RefusedError(
    'conflict',
    'people.embargo',
    `Casualty "${subject}" stays at its desk. What is still missing on record: ${missing.join('; ')}.`,
  )
}

/** Refuses to open what is never released: names, next of kin, what was said to a family. */
export async function checkNeverReleased(
  _: Context,
  { kind }: ReleasedClaim,
  to: Audience,
): Promise<void> {
  if (isAsOpenAs(AT_THE_DESK, to)) return
  throw new RefusedError(
    'forbidden',
    'people.never_released',
    `"${kind}" is never released: it names or concerns a person. Release the case instead, which names nobody.`,
  )
}

/** Whoever reported is neither of the two who authorise: three people stand behind a notification. */
export async function checkAuthorisers(
  ctx: Context,
  { step, claims, subject }: Deciding,
): Promise<void> {
  const account = ctx.actor.id
  const own = await areRecordedBy(ctx.db, ctx.mission, { ids: claims, account })
  for (const claim of claims) {
    if (own.get(claim) === false) continue
    throw new RefusedError(
      'forbidden',
      'people.reporter_authorises',
      step === 'propose'
        ? `Whoever reported on "${subject}" cannot authorise it; ask a first authoriser who did not enter it.`
        : `Whoever reported on "${subject}" cannot be its second authoriser; ask somebody else.`,
    )
  }
}
