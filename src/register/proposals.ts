import { secondOf } from '#kit'
import type { Db } from '#platform'

import type { Asking, EntryType } from './entry.ts'
import { type Audience, audiencesOf } from './handling.ts'
import { getHead } from './in-force.ts'
import { isWhole, readEntries, type StoredEntry } from './payloads.ts'

/** Something that was proposed, as a reader sees it. */
export interface WaitingProposal {
  readonly id: string
  readonly seq: number
  readonly type: EntryType
  readonly recordedAt: string
  /** The account that proposed it. */
  readonly proposer: string
  readonly desk: string
  readonly audience: Audience
}

/** A proposal with what it says. */
export interface ShownProposal extends WaitingProposal {
  readonly said: StoredEntry
}

/** These proposals by id, answered or not, as far as the reader sees them. */
export async function findProposals(
  db: Db,
  mission: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, WaitingProposal>> {
  if (ids.length === 0) return new Map()
  const { missionId } = await getHead(db, mission)
  const rows = await db.run<Row>(BY_ID, [missionId, ids])
  return new Map(rows.map((row) => [row.id, proposalOf(row)]))
}

/** What waits for a second person, the oldest first. */
export async function listWaiting(
  db: Db,
  mission: string,
  at: Asking,
): Promise<readonly ShownProposal[]> {
  const { missionId } = await getHead(db, mission)
  const rows = await db.run<Row>(WAITING, [missionId, at.recordAt.seq])
  const said = await readEntries(
    db,
    missionId,
    rows.map(({ seq }) => seq),
  )
  return rows.flatMap((row) => {
    const entry = said.find(({ seq }) => seq === row.seq)
    return entry === undefined || !isWhole(entry) ? [] : [{ ...proposalOf(row), said: entry }]
  })
}

/** How proposals were answered by knownAt and recordAt; what waits is left out. */
export async function answersTo(
  db: Db,
  mission: string,
  ids: readonly string[],
  at: Asking,
): Promise<ReadonlyMap<string, { readonly verdict: 'approved' | 'refused'; readonly id: string }>> {
  if (ids.length === 0) return new Map()
  const { missionId } = await getHead(db, mission)
  const rows = await db.run<{ proposal: string; id: string; verdict: 'approved' | 'refused' }>(
    ANSWERS,
    [missionId, ids, secondOf(at.knownAt), at.recordAt.seq],
  )
  return new Map(rows.map(({ proposal, id, verdict }) => [proposal, { id, verdict }]))
}

function proposalOf({ open, recorded_at, ...row }: Row): WaitingProposal {
  const [audience] = audiencesOf(open)
  if (audience === undefined) throw new Error(`the proposal ${row.id} is open to nobody`)
  return { ...row, recordedAt: recorded_at, audience }
}

interface Row {
  readonly id: string
  readonly seq: number
  readonly type: EntryType
  readonly recorded_at: string
  readonly proposer: string
  readonly desk: string
  readonly open: string
}

const PROPOSALS = `SELECT e.id, e.seq, e.entry_type AS type, e.recorded_at, p.actor AS proposer, o.desk, o.release || '/' || o.compartment AS open
  FROM register.proposal p
  JOIN register.entry e ON e.mission_id = p.mission_id AND e.seq = p.seq
  CROSS JOIN LATERAL (SELECT desk, release, compartment FROM register.opening o
    WHERE o.mission_id = p.mission_id AND o.seq = p.seq ORDER BY from_seq DESC LIMIT 1) o
  WHERE p.mission_id = $1`

const BY_ID = {
  name: 'register-proposals-by-id',
  changesWith: { types: ['decision', 'release', 'erasure'] },
  text: `${PROPOSALS} AND e.id = ANY($2::uuid[]) ORDER BY e.seq`,
}

const WAITING = {
  name: 'register-proposals-waiting',
  changesWith: { types: ['decision', 'release', 'erasure', 'approval'] },
  recordAt: 2,
  text: `${PROPOSALS} AND p.seq <= $2 AND NOT EXISTS (SELECT FROM register.approval a
    WHERE a.mission_id = p.mission_id AND a.target = p.seq AND a.seq <= $2) ORDER BY e.seq`,
}

const ANSWERS = {
  name: 'register-answers',
  changesWith: { types: ['approval'] },
  recordAt: 4,
  text: `SELECT t.id AS proposal, e.id, a.verdict FROM register.entry t
    JOIN register.approval a ON a.mission_id = t.mission_id AND a.target = t.seq
    JOIN register.entry e ON e.mission_id = a.mission_id AND e.seq = a.seq
    WHERE t.mission_id = $1 AND t.id = ANY($2::uuid[]) AND a.said <= $3 AND a.seq <= $4`,
}
