import fc from 'fast-check'

import type { Handling } from '#kit'
import type { ApprovalDraft, ClaimDraft, DecisionDraft, Draft } from '#register'

import { aHeldDocument } from './drafts-of-all-kinds.ts'
import {
  aClaim,
  aDecision,
  anApproval,
  anAssessment,
  anErasure,
  aParty,
  aRelation,
  aRelease,
  aSubject,
  OPEN,
  RESTRICTED,
} from './drafts.ts'

/** What somebody does next; the numbers choose among what is on record. */
export const recordSteps = fc.array(
  fc.record({ what: fc.nat(13), one: fc.nat(1000), other: fc.nat(1000) }),
  { minLength: 8, maxLength: 12 },
)
export type RecordStep =
  typeof recordSteps extends fc.Arbitrary<readonly (infer Step)[]> ? Step : never

export const SUBJECTS = ['pledge-ben', 'pledge-chad']
export const KINDS = ['forces.pledge', 'forces.strength']
export const PARTIES = ['USA', 'KEN']
const CONFIDENTIAL: Handling = { release: 'confidential', compartment: 'medical', embargo: null }
const HANDLINGS = [OPEN, OPEN, RESTRICTED, CONFIDENTIAL]
const SAID = ['2024-02-26T23:59:59Z', '2024-03-02T09:00:00Z', '2024-03-30T12:00:00Z']
const VALID = ['2024-02-26/..', '2024-03', '2024-03-01/2024-03-20']
const RELATIONS = ['withdraws', 'corrects', 'contradicts', 'same-as', 'corroborates'] as const

/** The draft of a step after those that are on record; null where there is nothing yet for it to be about. */
export function draftOf(step: RecordStep, drafts: readonly Draft[]): Draft | null {
  return (pick(MAKERS, step.what) ?? claimOf)(step, drafts)
}

type Maker = (step: RecordStep, drafts: readonly Draft[]) => Draft | null

const MAKERS: readonly Maker[] = [
  claimOf,
  claimOf,
  claimOf,
  claimOf,
  ({ one, other }) => aSubject(`pledge-${one}`, { handling: pick(HANDLINGS, other) ?? OPEN }),
  ({ one, other }) =>
    one % 2 === 0
      ? aParty(`PARTY-${one}`)
      : aHeldDocument({ handling: pick(HANDLINGS, other) ?? OPEN }),
  (step, drafts) => aboutClaim(step, drafts, ({ id }) => anAssessment(id)),
  relationOf,
  (step, drafts) => aboutClaim(step, drafts, decisionOf),
  (step, drafts) => aboutClaim(step, drafts, ({ id }) => releaseOf(step.one, id)),
  (step, drafts) =>
    aboutClaim(step, drafts, ({ id }) => anErasure([{ entry: id, parts: ['statement'] }])),
  approvalOf,
  approvalOf,
  approvalOf,
]

function aboutClaim(
  { one }: RecordStep,
  drafts: readonly Draft[],
  make: (claim: Draft) => Draft | null,
): Draft | null {
  const claim = pick(ofType(drafts, 'claim'), one)
  return claim === null ? null : make(claim)
}

function approvalOf({ one, other }: RecordStep, drafts: readonly Draft[]): Draft | null {
  const proposal = pick(ofType(drafts, 'decision', 'release', 'erasure'), one)
  const verdict = other % 5 === 0 ? 'refused' : 'approved'
  return proposal === null ? null : anApproval(proposal.id, { verdict, handling: RESTRICTED })
}

function ofType(drafts: readonly Draft[], ...types: readonly Draft['type'][]): readonly Draft[] {
  return drafts.filter(({ type }) => types.includes(type))
}

function claimOf({ one, other }: RecordStep, drafts: readonly Draft[]): Draft {
  const document = pick(ofType(drafts, 'document'), one)
  return aClaim({
    kind: pick(KINDS, one) ?? 'forces.pledge',
    subject: pick(SUBJECTS, other) ?? 'pledge-ben',
    assertedBy: pick(PARTIES, one + other) ?? 'USA',
    handling: pick(HANDLINGS, one) ?? OPEN,
    saidAt: pick(SAID, other) ?? '2024-02-26T23:59:59Z',
    valid: pick(VALID, one * other) ?? '2024-03',
    document: document?.id ?? null,
    value: { personnel: { low: one, high: one + other, unit: 'person' }, component: 'military' },
  })
}

function relationOf({ one, other }: RecordStep, drafts: readonly Draft[]): Draft | null {
  const relation = pick(RELATIONS, one) ?? 'withdraws'
  const sort = relation === 'same-as' ? 'subject' : 'claim'
  const among = drafts.filter(({ type }) => type === sort || (type === 'relation' && one % 7 === 0))
  const [to, from] = [pick(among, other), pick(among, one)]
  if (to === null || from === null) return null
  return aRelation(to.id, { relation, from: relation === 'withdraws' ? null : from.id })
}

function decisionOf(claim: Draft): DecisionDraft | null {
  return claim.type === 'claim' ? aDecision(claim, { handling: RESTRICTED }) : null
}

function releaseOf(one: number, claim: string): Draft {
  return one % 2 === 0
    ? aRelease([claim])
    : aRelease([claim], { to: 'confidential', compartment: 'medical' })
}

function pick<One>(among: readonly One[], number: number): One | null {
  return among[number % Math.max(1, among.length)] ?? null
}

/** One after the other, something of every sort: each changes what the record answers to some question. */
export function oneOfEach(): readonly Draft[] {
  const pledge = aClaim()
  const rival = aClaim({ assertedBy: 'KEN', value: VALUE_OF_RIVAL })
  const hidden = aClaim({ subject: 'pledge-chad', handling: RESTRICTED })
  const strength = aClaim({ kind: 'forces.strength', saidAt: '2024-03-02T09:00:00Z' })
  const graded = [pledge, rival, hidden, strength, anAssessment(pledge.id)]
  return [
    ...graded,
    ...linked(pledge, rival, strength),
    ...decided(pledge, hidden),
    ...opened(rival, hidden, strength),
    ...erased(),
  ]
}

function linked(pledge: Draft, rival: Draft, strength: Draft): readonly Draft[] {
  const [one, other] = [aSubject('pledge-ben-again'), aSubject('pledge-chad-again')]
  const same = aRelation(other.id, { relation: 'same-as', from: one.id, whose: 'record' })
  const withdrawal = aRelation(strength.id)
  return [
    aRelation(rival.id, { relation: 'contradicts', from: pledge.id, whose: 'record' }),
    one,
    aClaim({ subject: one.subject, value: VALUE_OF_RIVAL }),
    other,
    aClaim({ subject: other.subject, assertedBy: 'KEN' }),
    same,
    aRelation(same.id, { whose: 'record' }),
    withdrawal,
    aRelation(withdrawal.id),
  ]
}

function decided(pledge: ClaimDraft, hidden: ClaimDraft): readonly Draft[] {
  const [decision, another] = [
    aDecision(pledge, { handling: RESTRICTED }),
    aDecision(hidden, { handling: RESTRICTED }),
  ]
  return [
    decision,
    answer(decision, 'approved'),
    another,
    answer(another, 'refused'),
    aRelation(decision.id, { whose: 'record', handling: RESTRICTED }),
  ]
}

function opened(rival: Draft, hidden: Draft, strength: Draft): readonly Draft[] {
  const opening = aRelease([hidden.id])
  const closing = aRelease([rival.id], { to: 'confidential', compartment: 'medical' })
  const refused = aRelease([strength.id], { to: 'restricted' })
  return [
    opening,
    answer(opening, 'approved'),
    closing,
    answer(closing, 'approved'),
    refused,
    answer(refused, 'refused'),
  ]
}

function erased(): readonly Draft[] {
  const document = aHeldDocument()
  const taken = aClaim({ document: document.id, saidAt: '2024-03-30T12:00:00Z' })
  const erasure = anErasure([{ entry: taken.id, parts: ['statement'] }])
  const late = aClaim({ assertedBy: 'FRA' })
  return [aParty('FRA'), document, taken, erasure, answer(erasure, 'approved'), late]
}

function answer(proposal: Draft, verdict: ApprovalDraft['verdict']): Draft {
  return anApproval(proposal.id, { handling: RESTRICTED, verdict })
}

const VALUE_OF_RIVAL = {
  personnel: { low: 1500, high: 1500, unit: 'person' },
  component: 'military',
  stage: 'pledge',
}
