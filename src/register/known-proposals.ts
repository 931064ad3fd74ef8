import type { Db } from '#platform'

import type { DecisionDraft, EntryType, RelationDraft, ReleaseDraft } from './entry.ts'
import { type Audience, audiencesIn, audiencesOf } from './handling.ts'
import { type Erasing, readErasing } from './known-erasures.ts'
import { findEntries, type KnownEntry } from './lookup.ts'
import { contentOf, readEntries, type StoredEntry } from './payloads.ts'

/** Something that waits for a second person, as its approval finds it. */
export interface KnownProposal {
  readonly seq: number
  readonly actor: string
  /** How it was answered; null while it waits. */
  verdict: 'approved' | 'refused' | null
  /** What it would release; null for a decision or an erasure. */
  readonly release: Omit<ReleaseDraft, 'type' | 'id' | 'handling'> | null
  readonly targets: readonly Target[]
  /** What it would erase; null for a decision or a release. */
  readonly erasing: Erasing | null
}

/** An entry that is to be opened, with all that depends on who sees it. */
export interface Target {
  readonly entry: KnownEntry
  readonly openings: readonly StoredOpening[]
  /** What it rests on: nobody may see an entry without seeing that. */
  readonly pointsAt: readonly Pointed[]
  readonly said: StoredEntry
  /** For a relation: what it says. */
  readonly relation: RelationDraft | null
}

/** One audience of an entry, as the database holds it. */
export interface StoredOpening {
  readonly seq: number
  readonly fromSeq: number
  readonly since: number
  readonly audience: Audience
  readonly desk: string
  readonly actor: string | null
  readonly notBefore: string | null
}

/** An entry that another rests on. */
export interface Pointed {
  readonly from: number
  readonly seq: number
  readonly id: string
  readonly openTo: readonly Audience[]
}

/** Reads the proposals with these ids and all that approving them would change. */
export async function readProposals(
  db: Db,
  missionId: number,
  ids: readonly string[],
): Promise<ReadonlyMap<string, KnownProposal>> {
  if (ids.length === 0) return new Map()
  const rows = await db.run<ProposalRow>(PROPOSALS, [missionId, ids])
  const releases = new Map<number, KnownProposal['release']>()
  const seqs = rows.filter(({ type }) => type === 'release').map(({ seq }) => seq)
  for (const entry of await readEntries(db, missionId, seqs)) {
    releases.set(entry.seq, contentOf<Omit<ReleaseDraft, 'type' | 'id' | 'handling'>>(entry))
  }
  const proposals = new Map<string, KnownProposal>()
  for (const { id, seq, type, actor, verdict } of rows) {
    const release = releases.get(seq) ?? null
    const targets = release === null ? [] : await readTargets(db, missionId, release.targets)
    const erasing = type === 'erasure' ? await readErasing(db, missionId, seq) : null
    proposals.set(id, { seq, actor, verdict, release, targets, erasing })
  }
  return proposals
}

/** The ids of further entries that what a proposal would open names in what it says. */
export function idsNamedIn({ relation, said }: Target): readonly string[] {
  if (relation !== null) return [relation.to, ...(relation.from === null ? [] : [relation.from])]
  if (said.type !== 'decision') return []
  return contentOf<Pick<DecisionDraft, 'claims'>>(said).claims
}

/** Reads what is to be opened, and with a claim all that takes it back or gives it back. */
export async function readTargets(
  db: Db,
  missionId: number,
  ids: readonly string[],
): Promise<readonly Target[]> {
  const named = await findEntries(db, missionId, ids)
  const along = await db.run<{ id: string }>(ENDINGS, [missionId, named.map(({ seq }) => seq)])
  const fresh = along.map(({ id }) => id).filter((id) => !ids.includes(id))
  const entries = [...named, ...(await findEntries(db, missionId, fresh))]
  const seqs = entries.map(({ seq }) => seq)
  const openings = await db.run<OpeningRow>(OPENINGS, [missionId, seqs])
  const pointed = await db.run<PointedRow>(POINTED, [missionId, seqs])
  const said = await readEntries(db, missionId, seqs)
  return entries.flatMap((entry) => {
    const whole = said.find(({ seq }) => seq === entry.seq)
    if (whole === undefined) return []
    return [
      {
        entry,
        openings: openings.filter(({ seq }) => seq === entry.seq).map(openingOf),
        pointsAt: pointed.filter(({ from }) => from === entry.seq).map(pointedOf),
        said: whole,
        relation: entry.type === 'relation' ? relationOf(whole) : null,
      },
    ]
  })
}

function relationOf(entry: StoredEntry): RelationDraft {
  const content = contentOf<Omit<RelationDraft, 'type' | 'id' | 'handling'>>(entry)
  return { type: 'relation', handling: NOT_ASKED, ...content }
}

/** Placing a relation again asks for its audience from its openings, never from how it was recorded. */
const NOT_ASKED = { release: 'confidential', compartment: null, embargo: null } as const

function openingOf({ open, ...row }: OpeningRow): StoredOpening {
  const [audience] = audiencesOf(open)
  if (audience === undefined) throw new Error(`the opening of entry ${row.seq} has no audience`)
  return { ...row, audience }
}

function pointedOf({ open, ...row }: PointedRow): Pointed {
  return { ...row, openTo: audiencesOf(open) }
}

interface ProposalRow {
  readonly id: string
  readonly seq: number
  readonly type: EntryType
  readonly actor: string
  readonly verdict: 'approved' | 'refused' | null
}

type OpeningRow = Omit<StoredOpening, 'audience'> & { readonly open: string }
type PointedRow = Omit<Pointed, 'openTo'> & { readonly open: string | null }

const PROPOSALS = {
  name: 'register-proposals',
  text: `SELECT e.id, e.seq, e.entry_type AS type, p.actor, a.verdict
    FROM register.entry e
    JOIN register.proposal p ON p.mission_id = e.mission_id AND p.seq = e.seq
    LEFT JOIN register.approval a ON a.mission_id = e.mission_id AND a.target = e.seq
    WHERE e.mission_id = $1 AND e.id = ANY($2::uuid[])`,
}

const ENDINGS = {
  name: 'register-endings-of',
  text: `WITH ended AS (SELECT r.seq FROM register.relation r WHERE r.mission_id = $1 AND r.target = ANY($2::int4[])
      AND r.relation IN ('corrects', 'supersedes', 'withdraws')),
    undone AS (SELECT r.seq FROM register.relation r JOIN ended ON r.target = ended.seq
      WHERE r.mission_id = $1 AND r.relation = 'withdraws')
    SELECT e.id FROM register.entry e WHERE e.mission_id = $1
      AND (e.seq IN (SELECT seq FROM ended) OR e.seq IN (SELECT seq FROM undone)) ORDER BY e.seq`,
}

const OPENINGS = {
  name: 'register-openings-of',
  text: `SELECT seq, from_seq AS "fromSeq", since, release || '/' || compartment AS open, desk, actor, not_before AS "notBefore"
    FROM register.opening WHERE mission_id = $1 AND seq = ANY($2::int4[]) ORDER BY seq, from_seq`,
}

const POINTED = {
  name: 'register-pointed-at',
  text: `SELECT p.from, p.seq, e.id, ${audiencesIn('e')} AS open
    FROM (
      SELECT c.seq AS from, l.subject AS seq FROM register.claim c
        JOIN register.lane l ON l.mission_id = c.mission_id AND l.lane = c.lane
        WHERE c.mission_id = $1 AND c.seq = ANY($2::int4[])
      UNION SELECT seq, claim FROM register.assessment WHERE mission_id = $1 AND seq = ANY($2::int4[])
      UNION SELECT seq, subject FROM register.decision WHERE mission_id = $1 AND seq = ANY($2::int4[])
      UNION SELECT seq, target FROM register.approval WHERE mission_id = $1 AND seq = ANY($2::int4[])
    ) p JOIN register.entry e ON e.mission_id = $1 AND e.seq = p.seq`,
}
