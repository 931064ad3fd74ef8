import { z } from 'zod'

import { type Day, parseEdtf } from '#kit'
import { AUTHORITIES, type StandingClaim } from '#register'

import type { REACHED } from './gate-kind.ts'
import {
  decision,
  government,
  inCase,
  order,
  orderPart,
  precondition,
  ruling,
  stage,
  vote,
} from './kinds.ts'
import type { Says, Voice } from './weigh.ts'
import { hasBegun, isWithin, type Within } from './within.ts'

/** The mandate desk's kind of claim; desks read each other's claims through the register. */
export const TERM = 'mandate.term'

const termSchema = z.object({ from: z.string().nullable(), until: z.string().nullable() })

/** That an authorisation runs on the day. */
export function saysItRuns(claim: StandingClaim, day: Day): Voice {
  return voice(claim, ofWithin(isWithin(termSchema.parse(claim.value), day)))
}

/** That a parliament has approved. */
export function saysApproved(claim: StandingClaim): Voice {
  const { outcome } = vote.read(claim.value)
  return voice(claim, { approved: FOR, rejected: AGAINST, pending: SILENT }[outcome])
}

/** That a government is in office. */
export function saysInOffice(claim: StandingClaim): Voice {
  const { status } = government.read(claim.value)
  return voice(
    claim,
    {
      'in-office': FOR,
      transitional: FOR,
      contested: OPEN,
      expired: AGAINST,
      resigned: AGAINST,
      proposed: SILENT,
    }[status],
  )
}

/** That a condition which somebody set is met; that it is said to be met does not make it so. */
export function saysFulfilled(claim: StandingClaim): Voice {
  const { status } = precondition.read(claim.value)
  return voice(claim, { met: FOR, unmet: AGAINST, 'claimed-met': OPEN, undetermined: OPEN }[status])
}

/** That a government has decided for it. */
export function saysDecided(claim: StandingClaim): Voice {
  const { status } = decision.read(claim.value)
  return voice(
    claim,
    {
      decided: FOR,
      announced: FOR,
      reversed: AGAINST,
      considered: SILENT,
      proposed: SILENT,
    }[status],
  )
}

/** That a ruling bars it. */
export function saysRulingBars(claim: StandingClaim): Voice {
  const { outcome } = ruling.read(claim.value)
  return voice(
    claim,
    { unlawful: FOR, 'partly-unlawful': OPEN, lawful: AGAINST, dismissed: AGAINST }[outcome],
  )
}

/** That an order bars it on the day; one without an end holds until further notice. */
export function saysOrderBars(claim: StandingClaim, day: Day): Voice {
  const { effect, on, until } = order.read(claim.value)
  return voice(claim, barredBy(effect, { from: on, until }, day))
}

/** That a part of an order bars it on the day. */
export function saysPartBars(claim: StandingClaim, day: Day): Voice {
  const { effect, until } = orderPart.read(claim.value)
  return voice(claim, barredBy(effect, { from: null, until }, day))
}

function barredBy(effect: string, span: { from: string | null; until: string | null }, day: Day) {
  if (effect !== 'restrains') return AGAINST
  return ofWithin(span.until === null ? hasBegun(span.from, day) : isWithin(span, day))
}

/** That a ruling or an order belongs to a case. */
export function saysInCase(claim: StandingClaim, name: string): Voice {
  return voice(claim, inCase.read(claim.value).case === name ? FOR : AGAINST)
}

/** That a ruling or an order ends an earlier one. */
export function saysItEnds(claim: StandingClaim, name: string): Voice {
  return voice(claim, inCase.read(claim.value).ends.includes(name) ? FOR : AGAINST)
}

/**
 * That an agreement has come as far as is asked, and has not ended since. Steps are events: a later one, said
 * by no weaker class of authority, goes before an earlier one and is not its rival.
 */
export function sayReached(
  claims: readonly StandingClaim[],
  reached: (typeof REACHED)[number],
): readonly Voice[] {
  const steps = claims.map((claim) => {
    const { stage: step, on } = stage.read(claim.value)
    return { ...voice(claim, STEPS[reached][step]), ...daysOf(on ?? claim.valid) }
  })
  return steps.map(({ claim, canSay, latest }) => {
    const isPassed = steps.some(
      (later) =>
        later.canSay.length === 1 &&
        later.canSay[0] !== 'silent' &&
        later.earliest > latest &&
        rankOf(later.claim) <= rankOf(claim),
    )
    return isPassed ? { claim, canSay: SILENT } : { claim, canSay }
  })
}

type Step = z.infer<typeof stage.value>['stage']

const FOR: readonly Says[] = ['for']
const AGAINST: readonly Says[] = ['against']
const SILENT: readonly Says[] = ['silent']
const OPEN: readonly Says[] = ['for', 'against']

const STEPS: Readonly<Record<(typeof REACHED)[number], Readonly<Record<Step, readonly Says[]>>>> = {
  signed: {
    negotiated: SILENT,
    announced: SILENT,
    signed: FOR,
    'in-force': FOR,
    suspended: AGAINST,
    ended: AGAINST,
  },
  'in-force': {
    negotiated: SILENT,
    announced: SILENT,
    signed: SILENT,
    'in-force': FOR,
    suspended: AGAINST,
    ended: AGAINST,
  },
}

/**
 * What a claim may be saying once one looks at how it was said: a denial says the opposite, a plan says
 * nothing yet, an estimate may be wrong, and a claim that may not stand on the day may say nothing.
 */
export function voice(claim: StandingClaim, says: readonly Says[]): Voice {
  if (claim.modality === 'planned') return { claim, canSay: SILENT }
  const meant = claim.modality === 'denied' ? says.map(opposite) : says
  const isSure = claim.modality !== 'estimated' && claim.reach === 'certain'
  return { claim, canSay: isSure ? meant : [...new Set([...meant, 'silent' as const])] }
}

function opposite(says: Says): Says {
  if (says === 'silent') return 'silent'
  return says === 'for' ? 'against' : 'for'
}

function ofWithin(within: Within): readonly Says[] {
  return { yes: FOR, no: AGAINST, maybe: OPEN }[within]
}

function rankOf({ authority }: StandingClaim): number {
  return AUTHORITIES.indexOf(authority)
}

/** The first and the last day on which a step can have been taken. */
function daysOf(edtf: string): { readonly earliest: Day; readonly latest: Day } {
  const { from, form, to } = parseEdtf(edtf)
  const last = form === 'interval' ? from.latest : to.latest
  return { earliest: from.earliest ?? '', latest: last ?? '9999-12-31' }
}
