import type { Context } from '#desk-kit'
import { groupBy, parseEdtf } from '#kit'
import { decidedOn, type Asking, type Decision, inForce, type StandingClaim } from '#register'

import { choose } from './choose.ts'
import type { Instruments, Link } from './instrument-ends.ts'
import { extending, instrument } from './kinds.ts'
import { saidTerms } from './said-terms.ts'

/** The instruments, how they go on from one another, and the claims that say so. */
export interface ReadInstruments extends Instruments {
  readonly claims: ReadonlyMap<string, readonly StandingClaim[]>
  readonly linkClaims: readonly StandingClaim[]
}

/** Reads the instruments and their chain as they stand. */
export async function readInstruments(
  ctx: Context,
  at: Asking,
  decisions: readonly Decision[],
): Promise<ReadInstruments> {
  const standing = await inForce(ctx.db, ctx.mission, [instrument.name, extending.name], at)
  const claims = groupBy(
    standing.filter(({ kind }) => kind === instrument.name),
    ({ subject }) => subject,
  )
  const linkClaims = standing.filter(
    ({ kind, modality }) => kind === extending.name && modality !== 'denied',
  )
  return {
    claims,
    linkClaims,
    numbers: new Map(
      [...claims].flatMap(([subject, rivals]) => numberOf(subject, rivals, decisions)),
    ),
    links: linkClaims.map(linkOf),
    terms: await saidTerms(ctx, at),
  }
}

function numberOf(
  subject: string,
  rivals: readonly StandingClaim[],
  decisions: readonly Decision[],
): readonly (readonly [string, string])[] {
  const { chosen } = choose(rivals, decidedOn(decisions, { kind: instrument.name, subject }))
  const [first] = chosen
  return first === undefined ? [] : [[subject, instrument.read(first.value).number]]
}

function linkOf({ subject, value, valid }: StandingClaim): Link {
  const { from } = parseEdtf(valid)
  return {
    subject,
    ...extending.read(value),
    since: { earliest: from.earliest, latest: from.latest },
  }
}
