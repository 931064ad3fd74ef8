import { type Handling, newId } from '#kit'
import type { Clock, Db } from '#platform'
import {
  type Appender,
  type ApprovalDraft,
  type AssessmentDraft,
  type ClaimDraft,
  type DecisionDraft,
  ensureMission,
  type ErasureDraft,
  openAppender,
  type PartyDraft,
  type RelationDraft,
  type ReleaseDraft,
  type SubjectDraft,
} from '#register'

/** The mission that tests write to. */
export const MISSION = 'mss-test'

/** What everybody may see. */
export const OPEN: Handling = { release: 'public', compartment: null, embargo: null }
/** What the mission's officers may see. */
export const RESTRICTED: Handling = { release: 'restricted', compartment: null, embargo: null }

/** A party as a test needs it. */
export function aParty(code: string): PartyDraft {
  return {
    type: 'party',
    id: newId(),
    handling: OPEN,
    code,
    sort: 'organisation',
    name: code,
    aliases: [],
    of: null,
  }
}

/** A subject as a test needs it. */
export function aSubject(subject: string, fields: Partial<SubjectDraft> = {}): SubjectDraft {
  return {
    type: 'subject',
    id: newId(),
    handling: OPEN,
    subject,
    title: `About ${subject}`,
    party: null,
    place: null,
    ...fields,
  }
}

/** A pledge of 2,000 by Benin as the United States told it on 26 February 2024, but for what the test changes. */
export function aClaim(fields: Partial<ClaimDraft> = {}): ClaimDraft {
  return {
    type: 'claim',
    id: newId(),
    handling: OPEN,
    kind: 'forces.pledge',
    subject: 'pledge-ben',
    value: {
      personnel: { low: 2000, high: 2000, unit: 'person' },
      component: 'military',
      stage: 'pledge',
    },
    modality: 'affirmed',
    valid: '2024-02-26/..',
    saidAt: '2024-02-26T23:59:59Z',
    assertedBy: 'USA',
    reportedBy: null,
    document: null,
    authority: 'official-statement',
    citations: [],
    note: null,
    ...fields,
  }
}

/** A withdrawal by the claim's own asserter, but for what the test changes. */
export function aRelation(to: string, fields: Partial<RelationDraft> = {}): RelationDraft {
  return {
    type: 'relation',
    id: newId(),
    handling: OPEN,
    relation: 'withdraws',
    from: null,
    to,
    whose: 'source',
    by: 'USA',
    saidAt: '2024-04-01T12:00:00Z',
    reason: 'A test takes it back.',
    ...fields,
  }
}

/** A release of these entries to everybody, but for what the test changes. */
export function aRelease(
  targets: readonly string[],
  fields: Partial<ReleaseDraft> = {},
): ReleaseDraft {
  return {
    type: 'release',
    id: newId(),
    handling: RESTRICTED,
    targets,
    to: 'public',
    compartment: null,
    withheld: [],
    by: 'USA',
    saidAt: '2024-04-01T12:00:00Z',
    reason: 'A test releases it.',
    ...fields,
  }
}

/** An erasure of these entries, but for what the test changes. */
export function anErasure(
  targets: ErasureDraft['targets'],
  fields: Partial<ErasureDraft> = {},
): ErasureDraft {
  return {
    type: 'erasure',
    id: newId(),
    handling: RESTRICTED,
    targets,
    legalBasis: 'Regulation (EU) 2016/679, article 17(1)(d)',
    by: 'USA',
    saidAt: '2024-04-01T12:00:00Z',
    reason: 'A test erases it.',
    ...fields,
  }
}

/** The yes of a second person, but for what the test changes. */
export function anApproval(proposal: string, fields: Partial<ApprovalDraft> = {}): ApprovalDraft {
  return {
    type: 'approval',
    id: newId(),
    handling: OPEN,
    proposal,
    verdict: 'approved',
    by: 'USA',
    saidAt: '2024-03-01T12:00:00Z',
    reason: 'A test agrees.',
    ...fields,
  }
}

/** A grade of a claim, but for what the test changes. */
export function anAssessment(
  claim: string,
  fields: Partial<AssessmentDraft> = {},
): AssessmentDraft {
  return {
    type: 'assessment',
    id: newId(),
    handling: OPEN,
    claim,
    reliability: 'B',
    credibility: '2',
    by: 'USA',
    saidAt: '2024-03-02T12:00:00Z',
    reason: 'A test grades it.',
    ...fields,
  }
}

/** A decision for one claim among its rivals, but for what the test changes. */
export function aDecision(
  { id, kind, subject }: Pick<ClaimDraft, 'id' | 'kind' | 'subject'>,
  fields: Partial<DecisionDraft> = {},
): DecisionDraft {
  return {
    type: 'decision',
    id: newId(),
    handling: OPEN,
    kind,
    subject,
    claims: [id],
    by: 'USA',
    saidAt: '2024-03-02T12:00:00Z',
    reason: 'A test decides.',
    ...fields,
  }
}

/** How long a test's positions stay restricted, in hours. */
export const DELAY_HOURS = 72

/** Opens the record of the test mission and its only writer. */
export async function openRecord(db: Db, clock: Clock): Promise<Appender> {
  await ensureMission({ db, clock }, { mission: MISSION, title: 'Test mission', party: null })
  return openAppender({ db, clock, delayHours: DELAY_HOURS })
}
