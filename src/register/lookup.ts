import type { Db } from '#platform'

import type { EntryType, RelationName } from './entry.ts'
import type { BoxRow } from './stored-box.ts'

/** The last committed place of a mission's record. */
export interface Head {
  readonly missionId: number
  readonly seq: number
  readonly recordedAt: string
  /** The bounds of all that was ever said, in seconds, and of all days that bound a claim. */
  readonly firstSaid: number
  readonly lastSaid: number
  readonly firstDay: number
  readonly lastDay: number
}

/** What the record knows about the things one claim names, and a box of its lane that it touches. */
export interface ClaimLookup extends BoxRow {
  readonly i: number
  readonly kind_id: number | null
  readonly subject: number | null
  readonly document: number | null
  readonly asserter: number | null
  readonly reporter: number | null
  readonly lane: number | null
  readonly claim: number | null
}

/** A party code or subject slug that is on record. */
export interface TakenName {
  readonly what: 'party' | 'subject'
  readonly name: string
  readonly seq: number
}

/** What a claim asks of the record before it is put there. */
export interface ClaimQuestion {
  readonly kind: string
  readonly subject: string
  readonly assertedBy: string
  readonly reportedBy: string | null
  readonly document: string | null
  readonly from: number
  readonly to: number
}

/** An entry named by another, with what is needed to judge the link. */
export interface KnownEntry {
  readonly id: string
  readonly seq: number
  readonly type: EntryType
  readonly kind: string | null
  readonly subject: string | null
  readonly asserter: string | null
  readonly relation: RelationName | null
  /** For a relation: the entry it points at. */
  readonly target: string | null
}

/** Reads the head row; undefined where no such mission is on record. */
export async function readHead(db: Db, mission: string): Promise<Head | undefined> {
  const [head] = await db.run<Head>(HEAD, [mission])
  return head
}

/** Answers all of a batch's claims in one round trip: one row a claim and box it touches. */
export async function lookUpClaims(
  db: Db,
  missionId: number,
  questions: readonly ClaimQuestion[],
): Promise<readonly ClaimLookup[]> {
  const column = <Key extends keyof ClaimQuestion>(key: Key) =>
    questions.map((question) => question[key])
  return db.run<ClaimLookup>(CLAIMS, [
    missionId,
    column('kind'),
    column('subject'),
    column('assertedBy'),
    column('reportedBy'),
    column('document'),
    column('from'),
    column('to'),
  ])
}

/** Finds entries by their client-made ids. */
export async function findEntries(
  db: Db,
  missionId: number,
  ids: readonly string[],
): Promise<readonly KnownEntry[]> {
  return ids.length === 0 ? [] : db.run<KnownEntry>(ENTRIES, [missionId, ids])
}

/** The party codes and subject slugs of these that are on record already. */
export async function findTaken(
  db: Db,
  missionId: number,
  names: { parties: readonly string[]; subjects: readonly string[] },
): Promise<readonly TakenName[]> {
  return names.parties.length + names.subjects.length === 0
    ? []
    : db.run<TakenName>(TAKEN, [missionId, names.parties, names.subjects])
}

/** The numbers of these kinds; kinds never seen before get one. */
export async function numberKinds(
  db: Db,
  kinds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const known = await db.run<{ kind: string; kind_id: number }>(KINDS, [kinds])
  if (known.length < new Set(kinds).size) {
    await db.run(NEW_KINDS, [kinds])
    return numberKinds(db, kinds)
  }
  return new Map(known.map((row) => [row.kind, row.kind_id]))
}

const HEAD = {
  name: 'register-head',
  text: `SELECT h.mission_id AS "missionId", h.seq, h.recorded_at AS "recordedAt",
      h.first_said AS "firstSaid", h.last_said AS "lastSaid", h.first_day AS "firstDay", h.last_day AS "lastDay"
    FROM register.mission m JOIN register.head h USING (mission_id) WHERE m.mission = $1`,
}

const CLAIMS = {
  name: 'register-look-up-claims',
  text: `SELECT q.i::int4 AS i, k.kind_id, s.seq AS subject, d.seq AS document, pa.seq AS asserter, pr.seq AS reporter, l.lane,
      b.claim, b.said, b.valid_from, b.valid_to, b.said_from, b.said_to, b.seq_from, b.reach
    FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::int4[], $8::int4[])
      WITH ORDINALITY q(kind, subject, asserted_by, reported_by, document, valid_from, valid_to, i)
    LEFT JOIN register.kind k ON k.kind = q.kind
    LEFT JOIN register.subject s ON s.mission_id = $1 AND s.slug = q.subject
    LEFT JOIN register.document d ON d.mission_id = $1 AND d.id = q.document
    LEFT JOIN register.party pa ON pa.mission_id = $1 AND pa.code = q.asserted_by
    LEFT JOIN register.party pr ON pr.mission_id = $1 AND pr.code = q.reported_by
    LEFT JOIN register.lane l ON l.mission_id = $1 AND l.subject = s.seq AND l.kind_id = k.kind_id AND l.asserter = q.asserted_by
    LEFT JOIN register.open_box b ON b.mission_id = $1 AND b.lane = l.lane AND b.valid_from < q.valid_to AND b.valid_to > q.valid_from`,
}

const ENTRIES = {
  name: 'register-find-entries',
  text: `SELECT e.id, e.seq, e.entry_type AS type, k.kind, s.slug AS subject, l.asserter, r.relation, t.id AS target
    FROM register.entry e
    LEFT JOIN register.claim c ON c.mission_id = e.mission_id AND c.seq = e.seq
    LEFT JOIN register.lane l ON l.mission_id = e.mission_id AND l.lane = c.lane
    LEFT JOIN register.kind k ON k.kind_id = l.kind_id
    LEFT JOIN register.subject s ON s.mission_id = e.mission_id AND s.seq = coalesce(l.subject, e.seq)
    LEFT JOIN register.relation r ON r.mission_id = e.mission_id AND r.seq = e.seq
    LEFT JOIN register.entry t ON t.mission_id = e.mission_id AND t.seq = r.target
    WHERE e.mission_id = $1 AND e.id = ANY($2::uuid[])`,
}

const TAKEN = {
  name: 'register-find-taken',
  text: `SELECT 'party' AS what, code AS name, seq FROM register.party WHERE mission_id = $1 AND code = ANY($2::text[])
    UNION ALL SELECT 'subject', slug, seq FROM register.subject WHERE mission_id = $1 AND slug = ANY($3::text[])`,
}

const KINDS = {
  name: 'register-kinds',
  text: 'SELECT kind, kind_id FROM register.kind WHERE kind = ANY($1::text[])',
}

const NEW_KINDS = {
  name: 'register-new-kinds',
  text: 'INSERT INTO register.kind (kind) SELECT DISTINCT unnest($1::text[]) ON CONFLICT DO NOTHING',
}
