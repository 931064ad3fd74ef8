import type { Deed } from '#desk-kit'
import type { ClaimDraft, SubjectDraft } from '#register'

/** What an action says in the mission's own name. */
export interface OwnSaying {
  readonly kind: string
  readonly subject: string
  readonly value: ClaimDraft['value']
  /** EDTF. */
  readonly valid: string
  readonly by: string
  readonly note: string | null
}

/** A claim that an action records in the mission's own name, at the moment of the deed. */
export function ownClaim(deed: Deed, name: string, saying: OwnSaying): ClaimDraft {
  const { by, ...rest } = saying
  return {
    type: 'claim',
    id: deed.entryId(name),
    handling: deed.handling,
    modality: 'affirmed',
    saidAt: deed.saidAt,
    assertedBy: by,
    reportedBy: null,
    document: null,
    authority: 'mission-record',
    citations: [],
    ...rest,
  }
}

/** The subject that an action opens for what it says. */
export function ownSubject(
  deed: Deed,
  name: string,
  about: Pick<SubjectDraft, 'subject' | 'title'>,
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
