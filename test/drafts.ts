import { newId } from '#kit'
import type { Clock, Db } from '#platform'
import {
  type Appender,
  type ClaimDraft,
  ensureMission,
  openAppender,
  type PartyDraft,
  type RelationDraft,
  type SubjectDraft,
} from '#register'

/** The mission that tests write to. */
export const MISSION = 'mss-test'

/** A party as a test needs it. */
export function aParty(code: string): PartyDraft {
  return {
    type: 'party',
    id: newId(),
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

/** Opens the record of the test mission and its only writer. */
export async function openRecord(db: Db, clock: Clock): Promise<Appender> {
  await ensureMission({ db, clock }, { mission: MISSION, title: 'Test mission', party: null })
  return openAppender({ db, clock })
}
