import { secondOf } from '#kit'
import type { Db } from '#platform'

import type { Asking, AssessmentDraft, DecisionDraft, RelationDraft } from './entry.ts'
import { getHead } from './in-force.ts'
import { contentOf, isWhole, readEntries } from './payloads.ts'

interface Recorded {
  readonly id: string
  readonly seq: number
  readonly recordedAt: string
}

/** A grade as it stands on record. */
export type Assessment = Omit<AssessmentDraft, 'type' | 'handling'> & Recorded
/** A decision as it stands on record. */
export type Decision = Omit<DecisionDraft, 'type' | 'handling'> & Recorded
/**
 * A relation as it stands on record, and the one that took it back, if any. Where its words were erased, it
 * still links what it linked: `by` and `reason` are empty then.
 */
export type Relation = Omit<RelationDraft, 'type' | 'handling'> &
  Recorded & {
    readonly withdrawnBy: string | null
    /** The place of the entry that erased what it said. */
    readonly erasedBy: number | null
  }

/** The decisions that stand: the latest approved one on each subject and kind that was not withdrawn. */
export async function decisionsInForce(
  db: Db,
  mission: string,
  at: Asking,
  subject?: string,
): Promise<readonly Decision[]> {
  const { missionId } = await getHead(db, mission)
  const rows = await db.run<{ seq: number }>(DECISIONS, [
    missionId,
    secondOf(at.knownAt),
    at.recordAt.seq,
    subject ?? null,
  ])
  return (
    await readEntries(
      db,
      missionId,
      rows.map(({ seq }) => seq),
    )
  )
    .filter(isWhole)
    .map((entry) => contentOf<Omit<DecisionDraft, 'type' | 'id' | 'handling'>>(entry))
}

/** The entry ids of the claims that a decision on a kind and subject chose; null where none of these does. */
export function decidedOn(
  decisions: readonly Pick<Decision, 'kind' | 'subject' | 'claims'>[],
  { kind, subject }: Pick<Decision, 'kind' | 'subject'>,
): readonly string[] | null {
  return decisions.find((one) => one.kind === kind && one.subject === subject)?.claims ?? null
}

/** The grades given to these claims, oldest first. */
export async function gradesOf(
  db: Db,
  mission: string,
  claims: readonly string[],
  at: Asking,
): Promise<readonly Assessment[]> {
  if (claims.length === 0) return []
  const { missionId } = await getHead(db, mission)
  const rows = await db.run<{ seq: number }>(GRADES, [
    missionId,
    claims,
    secondOf(at.knownAt),
    at.recordAt.seq,
  ])
  return (
    await readEntries(
      db,
      missionId,
      rows.map(({ seq }) => seq),
    )
  )
    .filter(isWhole)
    .map((entry) => contentOf<Omit<AssessmentDraft, 'type' | 'id' | 'handling'>>(entry))
}

/** Every relation that touches one of these entries, oldest first, the withdrawn ones marked. */
export async function relationsOf(
  db: Db,
  mission: string,
  entries: readonly string[],
  at: Asking,
): Promise<readonly Relation[]> {
  if (entries.length === 0) return []
  const { missionId } = await getHead(db, mission)
  return readRelations(
    db,
    missionId,
    await db.run<RelationRow>(TOUCHING, [
      missionId,
      secondOf(at.knownAt),
      at.recordAt.seq,
      entries,
    ]),
  )
}

/** The standing relations of one name, oldest first. */
export async function relationsNamed(
  db: Db,
  mission: string,
  relation: string,
  at: Asking,
): Promise<readonly Relation[]> {
  const { missionId } = await getHead(db, mission)
  const rows = await db.run<RelationRow>(NAMED, [
    missionId,
    secondOf(at.knownAt),
    at.recordAt.seq,
    relation,
  ])
  return readRelations(
    db,
    missionId,
    rows.filter((row) => row.withdrawn_by === null),
  )
}

interface RelationRow {
  readonly seq: number
  readonly withdrawn_by: string | null
}

async function readRelations(
  db: Db,
  missionId: number,
  rows: readonly RelationRow[],
): Promise<readonly Relation[]> {
  const withdrawn = new Map(rows.map((row) => [row.seq, row.withdrawn_by]))
  const entries = await readEntries(
    db,
    missionId,
    rows.map(({ seq }) => seq),
  )
  return entries.map((entry) => ({
    ...contentOf<Omit<RelationDraft, 'type' | 'id' | 'handling'>>(entry),
    withdrawnBy: withdrawn.get(entry.seq) ?? null,
    erasedBy: entry.gone?.by ?? null,
  }))
}

/** What a later entry took back, seen from (knownAt $2, recordAt $3). */
const WITHDRAWAL = (target: string) => `SELECT e.id FROM register.relation u
  JOIN register.entry e ON e.mission_id = u.mission_id AND e.seq = u.seq
  WHERE u.mission_id = $1 AND u.target = ${target} AND u.relation = 'withdraws'
    AND u.from_seq <= $3 AND (u.said <= $2 OR u.whose = 'record') ORDER BY u.from_seq, u.seq LIMIT 1`

const DECISIONS = {
  name: 'register-decisions',
  changesWith: { types: ['decision', 'approval', 'relation'] },
  recordAt: 3,
  text: `SELECT DISTINCT ON (d.subject, d.kind_id) d.seq FROM register.decision d
    JOIN register.subject s ON s.mission_id = d.mission_id AND s.seq = d.subject
    WHERE d.mission_id = $1 AND d.said <= $2 AND d.seq <= $3 AND ($4::text IS NULL OR s.slug = $4)
      AND EXISTS (SELECT FROM register.approval a WHERE a.mission_id = d.mission_id AND a.target = d.seq
        AND a.verdict = 'approved' AND a.said <= $2 AND a.seq <= $3)
      AND NOT EXISTS (${WITHDRAWAL('d.seq')})
    ORDER BY d.subject, d.kind_id, d.said DESC, d.seq DESC`,
}

const GRADES = {
  name: 'register-grades',
  changesWith: { types: ['assessment'] },
  recordAt: 4,
  text: `SELECT a.seq FROM register.entry c
    JOIN register.assessment a ON a.mission_id = c.mission_id AND a.claim = c.seq
    WHERE c.mission_id = $1 AND c.id = ANY($2::uuid[]) AND a.said <= $3 AND a.seq <= $4 ORDER BY a.seq`,
}

const TOUCHING = {
  name: 'register-relations-touching',
  changesWith: { types: ['relation'] },
  recordAt: 3,
  text: `SELECT r.seq, (${WITHDRAWAL('r.seq')}) AS withdrawn_by FROM register.relation r
    WHERE r.mission_id = $1 AND r.said <= $2 AND r.from_seq <= $3 AND r.seq IN (
      SELECT x.seq FROM register.entry n JOIN register.relation x ON x.mission_id = n.mission_id AND (x.target = n.seq OR x.source = n.seq)
      WHERE n.mission_id = $1 AND n.id = ANY($4::uuid[]))
    ORDER BY r.seq`,
}

const NAMED = {
  name: 'register-relations-named',
  changesWith: { types: ['relation'] },
  recordAt: 3,
  text: `SELECT r.seq, (${WITHDRAWAL('r.seq')}) AS withdrawn_by FROM register.relation r
    WHERE r.mission_id = $1 AND r.said <= $2 AND r.from_seq <= $3 AND r.relation = $4 ORDER BY r.seq`,
}
