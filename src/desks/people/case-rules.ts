import type { Context, Deciding, ReleasedClaim } from '#desk-kit'
import { groupBy } from '#kit'
import { RefusedError } from '#platform'
import {
  areRecordedBy,
  type Asking,
  type Audience,
  decisionsInForce,
  findClaims,
  inForce,
  isAsOpenAs,
  resolveAsking,
} from '#register'

import { AT_THE_DESK } from './handling.ts'

const CASE = 'people.case'
const NEXT_OF_KIN = 'people.next-of-kin'
const CONSENT = 'people.consent'
const PARTS: ReadonlySet<string> = new Set([CASE, NEXT_OF_KIN, CONSENT])

/** What must be on record, and approved by a second person, before a casualty goes beyond its desk. */
export interface Gate {
  readonly authorised: boolean
  readonly kinTold: boolean
  readonly stateConsents: boolean
}

/** Reads how far each casualty's gate is open, by what two people have approved. */
export async function readGates(ctx: Context, at: Asking): Promise<(subject: string) => Gate> {
  const { db, mission } = ctx
  const decisions = (await decisionsInForce(db, mission, at)).filter(({ kind }) => PARTS.has(kind))
  const ids = decisions.flatMap(({ claims }) => claims)
  const found = await findClaims(db, mission, ids, at)
  const chosen = groupBy(decisions, ({ subject }) => subject)
  const cases = await inForce(db, mission, [CASE], at)
  return (subject) => {
    const approved = (chosen.get(subject) ?? []).flatMap(({ claims }) =>
      claims.flatMap((id) => found.get(id) ?? []),
    )
    const latest = cases.findLast((one) => one.subject === subject)
    const says = (kind: string, field: string, word: string) =>
      approved.some((claim) => claim.kind === kind && claim.value[field] === word)
    return {
      authorised: approved.some(({ id }) => id === latest?.id),
      kinTold: says(NEXT_OF_KIN, 'told', 'told'),
      stateConsents: says(CONSENT, 'consent', 'given'),
    }
  }
}

/** Whether every part of a gate is open. */
export function isOpen({ authorised, kinTold, stateConsents }: Gate): boolean {
  return authorised && kinTold && stateConsents
}

/** Refuses to open a casualty before its next of kin know, its State consents and two people stand for both. */
export async function checkCaseRelease(
  ctx: Context,
  { subject }: ReleasedClaim,
  to: Audience,
): Promise<void> {
  if (isAsOpenAs(AT_THE_DESK, to)) return
  const at = await resolveAsking(ctx, ctx.mission, {})
  const gate = (await readGates(ctx, at))(subject)
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
  const gateOf = await readGates(ctx, at)
  for (const one of cases.filter(({ value }) => value['event'] === subject)) {
    const gate = gateOf(one.subject)
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
