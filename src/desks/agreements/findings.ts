import { type Day, groupBy } from '#kit'
import type { Authority, StandingClaim } from '#register'

import type { WrittenCondition } from './gate-kind.ts'
import {
  decision,
  government,
  inCase,
  instrument,
  order,
  orderPart,
  precondition,
  ruling,
  stage,
  vote,
} from './kinds.ts'
import { allOf, anyOf, not, type Truth } from './truth.ts'
import {
  saysApproved,
  saysDecided,
  saysFulfilled,
  saysInCase,
  saysInOffice,
  saysItEnds,
  saysItRuns,
  saysOrderBars,
  saysPartBars,
  saysRulingBars,
  sayReached,
  TERM,
  voice,
} from './voices.ts'
import { type Finding, type GateBasis, type Voice, weigh } from './weigh.ts'

/** The kinds of claims that conditions of gates look at. */
export const GATE_INPUTS: readonly string[] = [
  TERM,
  instrument.name,
  stage.name,
  inCase.name,
  order.name,
  orderPart.name,
  ruling.name,
  vote.name,
  government.name,
  precondition.name,
  decision.name,
]

/** All that a gate is judged by on a day. */
export interface Inputs {
  readonly day: Day
  /** The claims that stand on the day. */
  readonly claims: readonly StandingClaim[]
  readonly settledBy: Authority | null
  /** The claims that an approved decision chose on a subject of a kind; null where none stands. */
  decided(kind: string, subject: string): readonly string[] | null
}

/** How far a condition is met on the day, before it is asked whether it must be so or not. */
export function findingOf(condition: WrittenCondition, inputs: Inputs): Finding {
  switch (condition.sort) {
    case 'authorisation':
      return aboutIt(TERM, condition, inputs, (claim) => saysItRuns(claim, inputs.day))
    case 'agreement':
      return agreementReached(condition, inputs)
    case 'no-bar':
      return opposed(barredIn(condition.about ?? '', inputs))
    case 'vote':
      return aboutIt(vote.name, condition, inputs, saysApproved)
    case 'government':
      return aboutIt(government.name, condition, inputs, saysInOffice)
    case 'precondition':
      return aboutIt(precondition.name, condition, inputs, saysFulfilled)
    case 'decision':
      return aboutIt(decision.name, condition, inputs, saysDecided)
  }
}

/** The opposite of a finding: its claims speak for what they spoke against. */
export function opposed(finding: Finding): Finding {
  const { truth, why, basis } = finding
  return {
    ...finding,
    truth: not(truth),
    why: why === 'established' || why === 'refuted' ? OTHER_WAY[why] : why,
    basis: basis.map((one) => ({
      ...one,
      says: one.says === 'for' || one.says === 'against' ? OTHER_SIDE[one.says] : one.says,
    })),
  }
}

const OTHER_WAY = { established: 'refuted', refuted: 'established' } as const
const OTHER_SIDE = { for: 'against', against: 'for' } as const

function aboutIt(
  kind: string,
  { about }: WrittenCondition,
  inputs: Inputs,
  heard: (claim: StandingClaim) => Voice,
): Finding {
  return weighOn(inputs, { kind, subject: about ?? '' }, (claims) => claims.map(heard))
}

interface On {
  readonly kind: string
  readonly subject: string
}

/** What the claims of a kind on one subject come to. */
function weighOn(
  inputs: Inputs,
  { kind, subject }: On,
  heard: (claims: readonly StandingClaim[]) => readonly Voice[],
): Finding {
  const rivals = inputs.claims.filter((claim) => claim.kind === kind && claim.subject === subject)
  const { settledBy } = inputs
  return weigh(heard(rivals), { decided: inputs.decided(kind, subject), settledBy })
}

/** An agreement of the sort between the parties that has come far enough: one is enough. */
function agreementReached(condition: WrittenCondition, inputs: Inputs): Finding {
  const { about, agreement, parties, reached } = condition
  const named = about === null ? subjectsOf(inputs, instrument.name) : [about]
  const found = named.flatMap((subject) => {
    const fits = weighOn(inputs, { kind: instrument.name, subject }, (claims) =>
      claims.map((claim) => voice(claim, [isMeant(condition, claim) ? 'for' : 'against'])),
    )
    const come = weighOn(inputs, { kind: stage.name, subject }, (claims) =>
      sayReached(claims, reached ?? 'in-force'),
    )
    if (agreement === null && parties.length === 0) return [come]
    return fits.truth === 'unmet' ? [] : [joined(allOf, [fits, come])]
  })
  return joined(anyOf, found)
}

function isMeant({ agreement, parties }: WrittenCondition, { value }: StandingClaim): boolean {
  const said = instrument.read(value)
  const isOfSort = agreement === null || said.sort === agreement
  return isOfSort && parties.every((party) => said.parties.includes(party))
}

/** Whether a ruling or an order of the case bars it: any that does so and was not ended. */
function barredIn(name: string, inputs: Inputs): Finding {
  const bars = subjectsOf(inputs, inCase.name).flatMap((subject) => {
    const belongs = weighOn(inputs, { kind: inCase.name, subject }, (claims) =>
      claims.map((claim) => saysInCase(claim, name)),
    )
    if (belongs.truth === 'unmet') return []
    const isEnded = joined(anyOf, endingsOf(subject, inputs))
    const bar = joined(anyOf, [rulingBars(subject, inputs), orderBars(subject, inputs)])
    const counts = isEnded.truth === 'unmet' ? [bar] : [bar, opposed(isEnded)]
    return [joined(allOf, belongs.truth === 'met' ? counts : [belongs, ...counts])]
  })
  return joined(anyOf, bars)
}

function endingsOf(subject: string, inputs: Inputs): readonly Finding[] {
  return subjectsOf(inputs, inCase.name)
    .filter((other) => other !== subject)
    .map((other) =>
      weighOn(inputs, { kind: inCase.name, subject: other }, (claims) =>
        claims.map((claim) => saysItEnds(claim, subject)),
      ),
    )
}

function rulingBars(subject: string, inputs: Inputs): Finding {
  return weighOn(inputs, { kind: ruling.name, subject }, (claims) => claims.map(saysRulingBars))
}

/** An order bars by its parts where they are on record, else as a whole. */
function orderBars(subject: string, inputs: Inputs): Finding {
  const parts = inputs.claims.filter(
    ({ kind, value }) => kind === orderPart.name && value['order'] === subject,
  )
  const { day } = inputs
  if (parts.length === 0) {
    return weighOn(inputs, { kind: order.name, subject }, (claims) =>
      claims.map((claim) => saysOrderBars(claim, day)),
    )
  }
  const bySubject = groupBy(parts, (claim) => claim.subject)
  return joined(
    anyOf,
    [...bySubject.keys()].map((part) =>
      weighOn(inputs, { kind: orderPart.name, subject: part }, (claims) =>
        claims.map((claim) => saysPartBars(claim, day)),
      ),
    ),
  )
}

function subjectsOf({ claims }: Inputs, kind: string): readonly string[] {
  return [
    ...groupBy(
      claims.filter((claim) => claim.kind === kind),
      ({ subject }) => subject,
    ).keys(),
  ].sort()
}

/** Several findings as one; it rests on those that decide it. */
function joined(how: (truths: readonly Truth[]) => Truth, findings: readonly Finding[]): Finding {
  const truth = how(findings.map((finding) => finding.truth))
  const deciding = findings.filter((finding) => finding.truth === truth)
  const speaking = deciding.filter(({ basis }) => basis.length > 0)
  return {
    truth,
    why: (speaking[0] ?? deciding[0])?.why ?? 'none-on-record',
    disputed: findings.some(({ disputed }) => disputed),
    basis: withoutDoubles(
      findings.flatMap((finding) =>
        deciding.includes(finding)
          ? finding.basis
          : finding.basis.map((one) => ({ ...one, chosen: false })),
      ),
    ),
  }
}

/** A claim that speaks in several places is named once, as chosen where any rests on it. */
function withoutDoubles(basis: readonly GateBasis[]): readonly GateBasis[] {
  const byClaim = groupBy(basis, ({ claim }) => claim)
  return [...byClaim.values()].flatMap((same) => {
    const [first] = same
    return first === undefined ? [] : [{ ...first, chosen: same.some(({ chosen }) => chosen) }]
  })
}
