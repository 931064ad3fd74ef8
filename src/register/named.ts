import { secondOf } from '#kit'
import type { Db } from '#platform'
import { RefusedError } from '#platform'

import type { Asking, SubjectDraft } from './entry.ts'
import { goneError } from './gone.ts'
import { getHead } from './in-force.ts'
import type { DocumentContent, StoredDocument, StoredSubject } from './lists.ts'
import { contentOf, readEntries, type StoredClaim, toClaim } from './payloads.ts'

/** A claim by its id, whether or not it stands; refused where it was not on record or not yet said. */
export async function getClaim(
  db: Db,
  mission: string,
  id: string,
  at: Asking,
): Promise<StoredClaim> {
  const { missionId } = await getHead(db, mission)
  const rows = await db.run<{ seq: number }>(CLAIM, [
    missionId,
    id,
    secondOf(at.knownAt),
    at.recordAt.seq,
  ])
  const [entry] = await readEntries(
    db,
    missionId,
    rows.map(({ seq }) => seq),
  )
  if (entry?.gone != null) throw goneError(`claim ${id}`, entry.gone)
  if (entry !== undefined) return toClaim(entry)
  throw new RefusedError(
    'not_found',
    'register.claim_unknown',
    `No claim with the id ${id} had been said by ${at.knownAt} and recorded by entry ${at.recordAt.seq}; ask later, or follow a link.`,
  )
}

/** A subject by its name; refused where it was not on record. */
export async function getSubject(
  db: Db,
  mission: string,
  subject: string,
  at: Asking,
): Promise<StoredSubject> {
  const { missionId } = await getHead(db, mission)
  const rows = await db.run<{ seq: number }>(SUBJECT, [missionId, subject, at.recordAt.seq])
  const [entry] = await readEntries(
    db,
    missionId,
    rows.map(({ seq }) => seq),
  )
  if (entry !== undefined) return contentOf<Omit<SubjectDraft, 'type' | 'id' | 'handling'>>(entry)
  throw new RefusedError(
    'not_found',
    'register.subject_unknown',
    `No subject is called "${subject}" in this record; look for it in the search.`,
  )
}

/** These subjects by name; one that was not on record is left out. */
export async function findSubjects(
  db: Db,
  mission: string,
  subjects: readonly string[],
  at: Asking,
): Promise<ReadonlyMap<string, StoredSubject>> {
  if (subjects.length === 0) return new Map()
  const { missionId } = await getHead(db, mission)
  const rows = await db.run<{ seq: number }>(NAMED_SUBJECTS, [
    missionId,
    [...new Set(subjects)],
    at.recordAt.seq,
  ])
  const entries = await readEntries(
    db,
    missionId,
    rows.map(({ seq }) => seq),
  )
  const found = entries.map((entry) =>
    contentOf<Omit<SubjectDraft, 'type' | 'id' | 'handling'>>(entry),
  )
  return new Map(found.map((subject) => [subject.subject, subject]))
}

/** A document's reference by its id; refused where it was not on record. */
export async function getDocument(
  db: Db,
  mission: string,
  id: string,
  at: Asking,
): Promise<StoredDocument> {
  const { missionId } = await getHead(db, mission)
  const rows = await db.run<{ seq: number }>(DOCUMENT, [missionId, id, at.recordAt.seq])
  const [entry] = await readEntries(
    db,
    missionId,
    rows.map(({ seq }) => seq),
  )
  if (entry?.gone != null) throw goneError(`document ${id}`, entry.gone)
  if (entry !== undefined) return contentOf<DocumentContent>(entry)
  throw new RefusedError(
    'not_found',
    'register.document_unknown',
    `No document has the id ${id} in this record; look for it among the sources.`,
  )
}

const CLAIM = {
  name: 'register-get-claim',
  changesWith: { types: ['claim'] },
  recordAt: 4,
  text: `SELECT c.seq FROM register.entry e JOIN register.claim c ON c.mission_id = e.mission_id AND c.seq = e.seq
    WHERE e.mission_id = $1 AND e.id = $2::uuid AND c.said <= $3 AND c.seq <= $4`,
}
const NAMED_SUBJECTS = {
  name: 'register-find-subjects',
  changesWith: { types: [] },
  each: { parameter: 2, column: 'slug' },
  recordAt: 3,
  text: 'SELECT slug, seq FROM register.subject WHERE mission_id = $1 AND slug = ANY($2::text[]) AND seq <= $3',
}

const SUBJECT = {
  name: 'register-get-subject',
  changesWith: { types: ['subject'] },
  recordAt: 3,
  text: 'SELECT seq FROM register.subject WHERE mission_id = $1 AND slug = $2 AND seq <= $3',
}

const DOCUMENT = {
  name: 'register-get-document',
  changesWith: { types: ['document'] },
  recordAt: 3,
  text: 'SELECT seq FROM register.document WHERE mission_id = $1 AND id = $2::uuid AND seq <= $3',
}
