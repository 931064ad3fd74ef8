import { hash } from 'node:crypto'

import { newId } from '#kit'
import type { AssessmentDraft, ClaimDraft, DecisionDraft, DocumentDraft, Draft } from '#register'

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

const TEXT = 'The spokesperson said that Benin had notified 1,500 uniformed personnel.'
const BYTES = Buffer.from(`<p>${TEXT}</p>`)

/** A document whose bytes and text the record holds. */
export function aHeldDocument(fields: Partial<DocumentDraft> = {}): DocumentDraft {
  return {
    type: 'document',
    id: newId(),
    handling: OPEN,
    title: 'Noon briefing',
    publisher: 'UN-SPOKESPERSON',
    published: '2024-02-28',
    address: null,
    language: 'en',
    mediaType: 'text/html',
    bytes: BYTES,
    sha256: hash('sha256', BYTES),
    text: { extractor: 'html@1', content: TEXT },
    textSha256: hash('sha256', TEXT),
    ...fields,
  }
}

/** A batch, and who sends it. */
export interface Sent {
  readonly actor: string
  readonly drafts: readonly Draft[]
}

/** A record in which every type of entry, every part and every derived table has rows, batch by batch. */
export function recordOfAllKinds(): readonly Sent[] {
  const [usa, spokesperson] = [aParty('USA'), aParty('UN-SPOKESPERSON')]
  const document = aHeldDocument()
  const cited = aCitingClaim(document.id)
  const first = aClaim({ valid: '2024-02-26/2024-06-30' })
  const later = aClaim({ valid: '2024-03-01/..', saidAt: '2024-03-01T12:00:00Z' })
  const hidden = aClaim({ handling: RESTRICTED, valid: '2024-05-01/..', subject: 'pledge-ken' })
  const located = aClaim({
    handling: RESTRICTED,
    subject: 'camp',
    value: { ...aClaim().value, place: 'PL-010' },
  })
  const embargoed = aClaim({
    handling: {
      ...RESTRICTED,
      embargo: { reason: 'next of kin', notBefore: '2027-01-01T00:00:00.000Z' },
    },
    subject: 'pledge-ken',
    assertedBy: 'UN-SPOKESPERSON',
  })
  const [assessment, decision] = judgementsOn(first.id, later.id)
  const release = { ...aRelease([hidden.id]), withheld: ['source'] as const }
  return [
    {
      actor: 'officer',
      drafts: [
        usa,
        spokesperson,
        aSubject('pledge-ben', { party: 'USA' }),
        aSubject('pledge-ken'),
        aSubject('camp', { place: 'PL-010' }),
        document,
      ],
    },
    { actor: 'officer', drafts: [cited, first, later, hidden, located, embargoed] },
    {
      actor: 'officer',
      drafts: [
        assessment,
        decision,
        release,
        aRelation(later.id, { relation: 'corroborates', from: cited.id }),
        aRelation(first.id),
      ],
    },
    { actor: 'approver', drafts: [anApproval(decision.id), anApproval(release.id)] },
    ...afterwards(),
  ]
}

/** A claim of which nothing is left, and one that lost its source, about a subject without a title. */
function erasedInPart(): readonly Sent[] {
  const subject = aSubject('case-1', { title: 'Somebody' })
  const whole = aClaim({ subject: 'case-1', note: 'about somebody' })
  const part = aClaim({ subject: 'case-1', assertedBy: 'KEN', note: 'about somebody' })
  const erasure = anErasure([
    { entry: subject.id, parts: ['content', 'actor'] },
    { entry: whole.id, parts: 'all' },
    { entry: part.id, parts: ['source'] },
  ])
  return [
    { actor: 'officer', drafts: [subject, whole, part] },
    { actor: 'officer', drafts: [erasure] },
    { actor: 'approver', drafts: [anApproval(erasure.id)] },
  ]
}

function judgementsOn(graded: string, chosen: string): readonly [AssessmentDraft, DecisionDraft] {
  const chosenClaim = { id: chosen, kind: 'forces.pledge', subject: 'pledge-ben' }
  return [
    anAssessment(graded, { reason: 'The ministry said it itself.' }),
    aDecision(chosenClaim, { reason: 'The later one was put in writing.' }),
  ]
}

function aCitingClaim(document: string): ClaimDraft {
  const quote = 'Benin had notified 1,500 uniformed personnel'
  const start = TEXT.indexOf(quote)
  return aClaim({
    assertedBy: 'UN-SPOKESPERSON',
    reportedBy: 'USA',
    document,
    note: 'read out at noon',
    citations: [
      {
        textSha256: hash('sha256', TEXT),
        start,
        end: start + quote.length,
        quoteSha256: hash('sha256', quote),
        quote: null,
        locator: 'p. 1',
      },
    ],
  })
}

function afterwards(): readonly Sent[] {
  return [...narrowed(), ...erasedInPart(), ...heldNoMore()]
}

/** A claim that everybody saw and that only officers see from now on. */
function narrowed(): readonly Sent[] {
  const claim = aClaim({ subject: 'pledge-ken', note: 'Too early.' })
  const release = aRelease([claim.id], { to: 'restricted' })
  return [
    { actor: 'officer', drafts: [claim] },
    { actor: 'officer', drafts: [release] },
    { actor: 'approver', drafts: [anApproval(release.id)] },
  ]
}

/** A document that lost its bytes and its text, and keeps its title. */
function heldNoMore(): readonly Sent[] {
  const text = 'The words of a heron.'
  const document = aHeldDocument({
    title: 'A letter',
    bytes: Buffer.from(text),
    sha256: hash('sha256', Buffer.from(text)),
    text: { extractor: 'text@1', content: text },
    textSha256: hash('sha256', text),
  })
  const erasure = anErasure([{ entry: document.id, parts: ['held'] }])
  return [
    { actor: 'officer', drafts: [document] },
    { actor: 'officer', drafts: [erasure] },
    { actor: 'approver', drafts: [anApproval(erasure.id)] },
  ]
}
