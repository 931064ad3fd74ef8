import type { Quantity } from '#kit'
import type { StandingClaim } from '#register'

import { boundsOf, type DayBounds, eitherOf, shift } from './cadence.ts'
import { dutyRule, type DutyRule } from './duty-kinds.ts'
import { obligation } from './kinds.ts'

/** What one claim says of a duty, whether as a rule or as an obligation with a date or without. */
export interface DutyVersion {
  readonly claim: StandingClaim
  readonly falls: DutyRule['falls']
  readonly on: DayBounds | null
  readonly interval: Quantity | null
  /** The subject of the instrument, or the number by which the source names it. */
  readonly instrument: { readonly subject: string } | { readonly number: string } | null
  readonly paragraph: string | null
  readonly duty: string
  readonly owner: string | null
  readonly to: readonly string[]
  readonly evidence: string | null
  readonly takesOver: string | null
  /** When it falls due, where that is told in words. */
  readonly when: string | null
}

/** Reads a duty out of a claim of either kind. */
export function versionOf(claim: StandingClaim): DutyVersion {
  return claim.kind === dutyRule.name ? ofRule(claim) : ofObligation(claim)
}

/** The one day or the days on which a duty that falls due once does so; null for any other. */
export function dueOnce({
  falls,
  on,
  interval,
}: Pick<DutyVersion, 'falls' | 'on' | 'interval'>): DayBounds | null {
  if (falls !== 'once' || on === null) return null
  return interval === null ? on : shift(on, interval, 1)
}

/** The days that some versions of a duty can mean together: as wide as they disagree. */
export function widest(versions: readonly DutyVersion[]): DayBounds | null {
  return versions
    .map(({ on }) => on)
    .reduce((a, b) => (a === null || b === null ? (a ?? b) : eitherOf(a, b)), null)
}

function ofRule(claim: StandingClaim): DutyVersion {
  const { instrument, on, ...rule } = dutyRule.read(claim.value)
  return {
    ...rule,
    claim,
    instrument: { subject: instrument },
    on: on === null ? null : boundsOf(on),
    when: null,
  }
}

/** An obligation says its day or nothing that can be counted: "regularly" is no date. */
function ofObligation(claim: StandingClaim): DutyVersion {
  const { owner, to, duty, trigger, due, instrument } = obligation.read(claim.value)
  return {
    claim,
    falls: due === null ? 'undated' : 'once',
    on: due === null ? null : boundsOf(due),
    interval: null,
    instrument: instrument === null ? null : { number: instrument },
    paragraph: null,
    duty,
    owner,
    to,
    evidence: null,
    takesOver: null,
    when: trigger,
  }
}
