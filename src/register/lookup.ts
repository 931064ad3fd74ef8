import type { Db, Statement } from '#platform'

import type { EntryType, RelationName } from './entry.ts'
import { type Audience, audiencesIn, audiencesOf } from './handling.ts'
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

/** The part of the head that an append needs. */
export type LastPlace = Pick<Head, 'missionId' | 'seq' | 'recordedAt'>

/** What the record knows about the things one claim names, and a box of its lane that it touches. */
export interface ClaimLookup extends BoxRow {
  readonly i: number
  readonly kind_id: number | null
  readonly subject: number | null
  readonly place: string | null
  /** To whom the subject is open, for `audiencesOf`. */
  readonly open: string | null
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
  readonly place: string | null
  readonly open: string | null
}

/** What a claim asks of the record before it is put there. */
export interface ClaimQuestion {
  readonly kind: string
  readonly subject: string
  readonly assertedBy: string
  /** Which of the lanes of this asserter, by audience. */
  readonly apart: string
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
  /** For a claim: which of the lanes it lies in. */
  readonly apart: string | null
  readonly relation: RelationName | null
  /** For a relation: the entry it points at. */
  readonly target: string | null
  readonly openTo: readonly Audience[]
}

/** Reads the head row; undefined where no such mission is on record. */
export async function readHead(db: Db, mission: string): Promise<Head | undefined> {
  const [head] = await db.run<Head>(HEAD, [mission])
  return head
}

/**
 * The last place of the record and, read in the same moment, answers to all of a batch's claims: one row a
 * claim and box it touches. Undefined where no such mission is on record.
 */
export async function lookUpClaims(
  db: Db,
  mission: string,
  questions: readonly ClaimQuestion[],
): Promise<{ readonly head: LastPlace; readonly lookups: readonly ClaimLookup[] } | undefined> {
  const column = <Key extends keyof ClaimQuestion>(key: Key) =>
    questions.map((question) => question[key])
  const rows = await db.run<LookupRow>(CLAIMS, [
    mission,
    column('kind'),
    column('subject'),
    column('assertedBy'),
    column('reportedBy'),
    column('document'),
    column('from'),
    column('to'),
    column('apart'),
  ])
  const [first] = rows
  if (first === undefined) return undefined
  const { missionId, lastSeq, recordedAt } = first
  return { head: { missionId, seq: lastSeq, recordedAt }, lookups: rows.filter(isAnswer) }
}

type LookupRow = (ClaimLookup | { readonly i: null }) & {
  readonly missionId: number
  readonly lastSeq: number
  readonly recordedAt: string
}

/** A batch without claims has one row, which tells of the head alone. */
function isAnswer(row: LookupRow): row is LookupRow & ClaimLookup {
  return row.i !== null
}

/** Finds entries by their client-made ids. */
export async function findEntries(
  db: Db,
  missionId: number,
  ids: readonly string[],
): Promise<readonly KnownEntry[]> {
  if (ids.length === 0) return []
  const rows = await db.run<Omit<KnownEntry, 'openTo'> & { readonly open: string | null }>(
    ENTRIES,
    [missionId, ids],
  )
  return rows.map(({ open, ...entry }) => ({ ...entry, openTo: audiencesOf(open) }))
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

/** The last place of a record; what else is answered at one state is kept under it. */
export const HEAD: Statement = {
  name: 'register-head',
  changesWith: 'any-entry',
  text: `SELECT h.mission_id AS "missionId", h.seq, h.recorded_at AS "recordedAt",
      h.first_said AS "firstSaid", h.last_said AS "lastSaid", h.first_day AS "firstDay", h.last_day AS "lastDay"
    FROM register.mission m JOIN register.head h USING (mission_id) WHERE m.mission = $1`,
}

// Each name is looked up on its own, behind a barrier, and the arrays come through a sub-select: so the
// planner neither joins whole tables, whatever it guesses of their size, nor plans anew for every batch.
const CLAIMS = {
  name: 'register-look-up-claims',
  text: `SELECT h.mission_id AS "missionId", h.seq AS "lastSeq", h.recorded_at AS "recordedAt",
      q.i::int4 AS i, q.kind_id, s.seq AS subject, s.place, ${audiencesIn('s')} AS open, q.document, q.asserter, q.reporter, l.lane,
      b.claim, b.said, b.valid_from, b.valid_to, b.said_from, b.said_to, b.seq_from, b.reach
    FROM register.mission m JOIN register.head h USING (mission_id)
    LEFT JOIN LATERAL (SELECT u.i, u.slug, u.asserted_by, u.apart, u.valid_from, u.valid_to,
        (SELECT k.kind_id FROM register.kind k WHERE k.kind = u.kind) AS kind_id,
        (SELECT d.seq FROM register.document d WHERE d.mission_id = h.mission_id AND d.id = u.document_id) AS document,
        (SELECT p.seq FROM register.party p WHERE p.mission_id = h.mission_id AND p.code = u.asserted_by) AS asserter,
        (SELECT p.seq FROM register.party p WHERE p.mission_id = h.mission_id AND p.code = u.reported_by) AS reporter
      FROM unnest((SELECT $2::text[]), (SELECT $3::text[]), (SELECT $4::text[]), (SELECT $5::text[]),
          (SELECT $6::uuid[]), (SELECT $7::int4[]), (SELECT $8::int4[]), (SELECT $9::text[]))
        WITH ORDINALITY u(kind, slug, asserted_by, reported_by, document_id, valid_from, valid_to, apart, i) OFFSET 0) q ON true
    LEFT JOIN LATERAL (SELECT s.mission_id, s.seq, s.place FROM register.subject s
      WHERE s.mission_id = h.mission_id AND s.slug = q.slug OFFSET 0) s ON true
    LEFT JOIN LATERAL (SELECT l.lane FROM register.lane l WHERE l.mission_id = h.mission_id
      AND l.subject = s.seq AND l.kind_id = q.kind_id AND l.asserter = q.asserted_by AND l.apart = q.apart OFFSET 0) l ON true
    LEFT JOIN LATERAL (SELECT b.claim, b.said, b.valid_from, b.valid_to, b.said_from, b.said_to, b.seq_from, b.reach
      FROM register.open_box b WHERE b.mission_id = h.mission_id AND b.lane = l.lane
        AND b.valid_from < q.valid_to AND b.valid_to > q.valid_from OFFSET 0) b ON true
    WHERE m.mission = $1`,
}

const ENTRIES = {
  name: 'register-find-entries',
  text: `SELECT e.id, e.seq, e.entry_type AS type, k.kind, s.slug AS subject, l.asserter,
      coalesce(m.apart, l.apart) AS apart, r.relation, t.id AS target, ${audiencesIn('e')} AS open
    FROM unnest((SELECT $2::uuid[])) q(id)
    CROSS JOIN LATERAL (SELECT e.mission_id, e.seq, e.id, e.entry_type
      FROM register.entry e WHERE e.mission_id = $1 AND e.id = q.id OFFSET 0) e
    LEFT JOIN register.claim c ON c.mission_id = e.mission_id AND c.seq = e.seq
    LEFT JOIN register.lane l ON l.mission_id = e.mission_id AND l.lane = c.lane
    LEFT JOIN register.lane m ON m.mission_id = e.mission_id AND m.claim = e.seq
    LEFT JOIN register.decision d ON d.mission_id = e.mission_id AND d.seq = e.seq
    LEFT JOIN register.kind k ON k.kind_id = coalesce(l.kind_id, d.kind_id)
    LEFT JOIN register.subject s ON s.mission_id = e.mission_id AND s.seq = coalesce(l.subject, d.subject, e.seq)
    LEFT JOIN register.relation r ON r.mission_id = e.mission_id AND r.seq = e.seq
    LEFT JOIN register.entry t ON t.mission_id = e.mission_id AND t.seq = r.target`,
}

const TAKEN = {
  name: 'register-find-taken',
  text: `SELECT 'party' AS what, p.code AS name, p.seq, NULL AS place, NULL AS open FROM unnest((SELECT $2::text[])) q(code)
      CROSS JOIN LATERAL (SELECT p.code, p.seq FROM register.party p WHERE p.mission_id = $1 AND p.code = q.code OFFSET 0) p
    UNION ALL SELECT 'subject', s.slug, s.seq, s.place, ${audiencesIn('s')} FROM unnest((SELECT $3::text[])) q(slug)
      CROSS JOIN LATERAL (SELECT s.mission_id, s.slug, s.seq, s.place FROM register.subject s WHERE s.mission_id = $1 AND s.slug = q.slug OFFSET 0) s`,
}

const KINDS = {
  name: 'register-kinds',
  text: 'SELECT kind, kind_id FROM register.kind WHERE kind = ANY($1::text[])',
}

const NEW_KINDS = {
  name: 'register-new-kinds',
  text: 'INSERT INTO register.kind (kind) SELECT DISTINCT unnest($1::text[]) ON CONFLICT DO NOTHING',
}
