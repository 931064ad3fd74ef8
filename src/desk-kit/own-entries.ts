import type { Handling, Instant } from '#kit'
import {
  type ClaimDraft,
  type DecisionDraft,
  findRecorded,
  getMission,
  type SubjectDraft,
  wholeContentOf,
} from '#register'

import type { Deed } from './action.ts'
import type { Context } from './context.ts'

/** What an action says in the mission's own name. */
export interface OwnSaying {
  readonly kind: string
  readonly subject: string
  readonly value: object
  /** EDTF. */
  readonly valid: string
  readonly by: string
  /** Entry id of the document that shows it; none where nothing is said. */
  readonly document?: string | null
  readonly note?: string
  /** How close it is kept, where that is not for whoever acts to say. */
  readonly handling?: Handling
  /** When it happened, where that is when it was said; the moment of the deed where nothing is said. */
  readonly saidAt?: Instant
}

/** A claim of the mission's own record; `name` is what the deed calls the entry by. */
export function ownClaim(deed: Deed, name: string, saying: OwnSaying): ClaimDraft {
  const { kind, subject, value, valid, by } = saying
  return {
    type: 'claim',
    id: deed.entryId(name),
    handling: saying.handling ?? deed.handling,
    kind,
    subject,
    value: { ...value },
    modality: 'affirmed',
    valid,
    saidAt: saying.saidAt ?? deed.saidAt,
    assertedBy: by,
    reportedBy: null,
    document: saying.document ?? null,
    authority: 'mission-record',
    citations: [],
    note: saying.note ?? null,
  }
}

/** The subject that an action opens for what it says. */
export function ownSubject(
  deed: Deed,
  name: string,
  about: Pick<SubjectDraft, 'subject' | 'title'> &
    Partial<Pick<SubjectDraft, 'party' | 'handling'>>,
): SubjectDraft {
  return {
    type: 'subject',
    id: deed.entryId(name),
    handling: deed.handling,
    party: null,
    place: null,
    ...about,
  }
}

/** What proposes to a second person that claims count. */
export function ownDecision(
  deed: Deed,
  chosen: Pick<DecisionDraft, 'kind' | 'subject' | 'claims' | 'by' | 'reason'> &
    Partial<Pick<DecisionDraft, 'handling'>>,
): DecisionDraft {
  return {
    type: 'decision',
    id: deed.entryId('decision'),
    handling: deed.handling,
    saidAt: deed.saidAt,
    ...chosen,
  }
}

/** The party that the mission speaks as, where it has one: what forms begin with. */
export async function ownParty({ db, mission }: Context): Promise<{ readonly by?: string }> {
  const { party } = await getMission(db, mission)
  return party === null ? {} : { by: party }
}

/**
 * What this same deed has put on record under a name; null where it was not sent before. Sent again, an action says
 * the same again, whatever has come onto the record since.
 */
export async function sentBefore(
  { db, mission }: Context,
  deed: Deed,
  name: string,
): Promise<Readonly<Record<string, unknown>> | null> {
  const [entry] = await findRecorded(db, mission, [deed.entryId(name)])
  return entry === undefined ? null : wholeContentOf(entry)
}
