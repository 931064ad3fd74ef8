import type { Context, Deed } from '#desk-kit'
import { dayOfInstant, type Handling } from '#kit'
import { RefusedError } from '#platform'
import {
  type Asking,
  type ClaimDraft,
  inForceOn,
  type StandingClaim,
  type SubjectDraft,
} from '#register'

/** What a claim of the mission's own says. */
export interface Saying {
  /** What the deed calls the entry by. */
  readonly name: string
  readonly kind: string
  readonly subject: string
  readonly value: object
  readonly by: string
  readonly handling: Handling
  /** The day from which it is true; that of the deed where nothing is said. */
  readonly from?: string
  /** When it happened, where that is when it was said. */
  readonly saidAt?: string
}

/** A claim of the mission's own record, true from a day on. */
export function ownClaim(deed: Deed, saying: Saying): ClaimDraft {
  const { name, kind, subject, value, by, handling } = saying
  const saidAt = saying.saidAt ?? deed.saidAt
  return {
    type: 'claim',
    id: deed.entryId(name),
    handling,
    kind,
    subject,
    value: { ...value },
    modality: 'affirmed',
    valid: `${saying.from ?? dayOfInstant(saidAt)}/..`,
    saidAt,
    assertedBy: by,
    reportedBy: null,
    document: null,
    authority: 'mission-record',
    citations: [],
    note: null,
  }
}

/** A new subject, by a name that says nothing of whom it is about. */
export function newSubject(
  deed: Deed,
  {
    name,
    subject,
    title,
    handling,
  }: Record<'name' | 'subject' | 'title', string> & {
    readonly handling: Handling
  },
): SubjectDraft {
  return {
    type: 'subject',
    id: deed.entryId(name),
    handling,
    subject,
    title,
    party: null,
    place: null,
  }
}

/** The last letters of a deed's id: enough to tell its subjects from all others. */
export function markOf({ id }: Deed): string {
  return id.slice(-MARK_LENGTH)
}

const MARK_LENGTH = 12

/** The claims of a kind that stand on a subject; refused where there is none that whoever asks may see. */
export async function getStanding(
  { db, mission }: Context,
  at: Asking,
  { kind, subject }: { readonly kind: string; readonly subject: string },
): Promise<readonly StandingClaim[]> {
  const claims = (await inForceOn(db, mission, subject, at)).filter((one) => one.kind === kind)
  if (claims.length > 0) return claims
  throw new RefusedError(
    'incorrect',
    'people.nothing_on_record',
    `Nothing of the kind "${kind}" stands on "${subject}"; name a subject that has one, or record it first.`,
  )
}
