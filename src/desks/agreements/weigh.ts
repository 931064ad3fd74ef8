import { AUTHORITIES, type Authority, type StandingClaim } from '#register'

import type { Truth } from './truth.ts'

/** What a claim says of a condition. */
export type Says = 'for' | 'against' | 'silent'

/** A claim and all that it may be saying: more than one thing where its dates or its words leave that open. */
export interface Voice {
  readonly claim: StandingClaim
  readonly canSay: readonly Says[]
}

/** Why a condition is met, unmet or undetermined. Words: `agreements.why.<name>`. */
export const WHYS = [
  'established',
  'refuted',
  'none-on-record',
  'settled-by-decision',
  'settled-by-authority',
  'rivals-disagree',
  'imprecise',
] as const
export type Why = (typeof WHYS)[number]

/** A claim that a condition rests on, and what it says of it. */
export interface GateBasis {
  readonly claim: string
  readonly assertedBy: string
  readonly reportedBy: string | null
  /** `open` where that cannot be told. */
  readonly says: Says | 'open'
  /** Whether the answer rests on it. */
  readonly chosen: boolean
}

/** How far a condition is met, why, and by which claims. */
export interface Finding {
  readonly truth: Truth
  readonly why: Why
  /** Whether claims disagree, or may. */
  readonly disputed: boolean
  readonly basis: readonly GateBasis[]
}

/** What settles a dispute: a decision's claims, and the weakest class of authority that goes before a lower one. */
export interface Settling {
  readonly decided: readonly string[] | null
  readonly settledBy: Authority | null
}

/** Beyond so many ways to read the claims nothing is tried out: the answer is left open. */
const WAYS_MAX = 4096

/**
 * Weighs rival claims on one thing. Every way in which imprecise claims can be read is tried: only what comes
 * out the same in all of them is told (docs/decisions/074).
 */
export function weigh(voices: readonly Voice[], { decided, settledBy }: Settling): Finding {
  const picked = voices.filter(
    ({ claim, canSay }) => decided !== null && decided.includes(claim.id) && speaks(canSay),
  )
  const counted = picked.length > 0 ? picked : voices
  const outcomes = outcomesOf(counted, settledBy)
  const [first] = outcomes
  const truth = outcomes.size === 1 && first !== undefined ? first : 'undetermined'
  const disputed = canDiffer(voices)
  const how = { isDecided: picked.length > 0, disputed }
  return {
    truth,
    why: whyOf(truth, counted, how),
    disputed,
    basis: voices
      .filter(({ canSay }) => speaks(canSay))
      .map((voice) => basisOf(voice, counted.includes(voice) ? truth : null)),
  }
}

/** What comes out, over all ways to read the voices. */
function outcomesOf(voices: readonly Voice[], settledBy: Authority | null): ReadonlySet<Truth> {
  const ways = voices.reduce((count, { canSay }) => count * canSay.length, 1)
  if (ways > WAYS_MAX) return new Set(['undetermined'])
  const outcomes = new Set<Truth>()
  for (let way = 0; way < ways; way += 1) {
    outcomes.add(outcomeOf(readingOf(voices, way), settledBy))
  }
  return outcomes
}

interface Heard {
  readonly claim: StandingClaim
  readonly says: Says | undefined
}

/** The voices read in one way, out of all: the digits of a number whose places have as many values as a voice. */
function readingOf(voices: readonly Voice[], way: number): readonly Heard[] {
  let rest = way
  return voices.map(({ claim, canSay }) => {
    const says = canSay[rest % canSay.length]
    rest = Math.floor(rest / canSay.length)
    return { claim, says }
  })
}

function outcomeOf(heard: readonly Heard[], settledBy: Authority | null): Truth {
  const speaking = heard.filter(({ says }) => says === 'for' || says === 'against')
  if (speaking.length === 0) return 'unmet'
  const agreed = agreedIn(speaking)
  if (agreed !== null) return agreed
  const best = Math.min(...speaking.map(({ claim }) => AUTHORITIES.indexOf(claim.authority)))
  if (settledBy === null || best > AUTHORITIES.indexOf(settledBy)) return 'undetermined'
  const strongest = speaking.filter(({ claim }) => AUTHORITIES.indexOf(claim.authority) === best)
  return agreedIn(strongest) ?? 'undetermined'
}

function agreedIn(speaking: readonly Heard[]): Truth | null {
  if (speaking.every(({ says }) => says === 'for')) return 'met'
  return speaking.every(({ says }) => says === 'against') ? 'unmet' : null
}

function canDiffer(voices: readonly Voice[]): boolean {
  return voices.some(
    (one) =>
      one.canSay.includes('for') &&
      voices.some((other) => other !== one && other.canSay.includes('against')),
  )
}

function whyOf(
  truth: Truth,
  counted: readonly Voice[],
  { isDecided, disputed }: { readonly isDecided: boolean; readonly disputed: boolean },
): Why {
  if (truth === 'undetermined') return canDiffer(counted) ? 'rivals-disagree' : 'imprecise'
  if (!counted.some(({ canSay }) => speaks(canSay))) return 'none-on-record'
  if (disputed) return isDecided ? 'settled-by-decision' : 'settled-by-authority'
  return truth === 'met' ? 'established' : 'refuted'
}

/** An answer rests on the claims that say so; one that is open rests on all that speak. */
function basisOf({ claim, canSay }: Voice, truth: Truth | null): GateBasis {
  const [only] = canSay
  const says = canSay.length === 1 && only !== undefined ? only : 'open'
  const wanted = truth === 'met' ? 'for' : 'against'
  const isSo = truth === 'undetermined' || canSay.includes(wanted)
  return {
    claim: claim.id,
    assertedBy: claim.assertedBy,
    reportedBy: claim.reportedBy,
    says,
    chosen: truth !== null && isSo,
  }
}

function speaks(canSay: readonly Says[]): boolean {
  return canSay.some((says) => says !== 'silent')
}
