import { groupBy } from '#kit'
import type { Db } from '#platform'

import type { Erasable, ErasureDraft } from './erasure-draft.ts'
import { ERASABLE } from './erasure-draft.ts'
import type { ErasedState } from './erasure-parts.ts'
import { findEntries, type KnownEntry } from './lookup.ts'
import { contentOf, readEntries } from './payloads.ts'
import { readWholeAt, type WholeEntry } from './whole-entry.ts'

/** A part of an entry that names a subject or a party. */
export interface Namer {
  readonly id: string
  readonly seq: number
  readonly part: string
}

/** An entry of which something is to be erased, as the approval finds it. */
export interface Doomed {
  readonly entry: KnownEntry
  readonly parts: readonly Erasable[]
  /** What was erased of it before. */
  readonly before: ReadonlySet<Erasable>
  /** Where what remained of it lay when the erasure was proposed; null where nothing was erased before. */
  readonly remainsAt: number | null
}

/** What an erasure that waits would erase, and on which legal basis. */
export interface Erasing {
  readonly legalBasis: string
  readonly doomed: readonly Doomed[]
  /** The entries themselves, whole; none where they are not asked for. */
  readonly wholes: readonly WholeEntry[]
}

/** What is erased already of these entries. */
export async function readErased(
  db: Db,
  missionId: number,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, ErasedState>> {
  if (seqs.length === 0) return new Map()
  const rows = await db.run<ErasedRow>(ERASED, [missionId, [...new Set(seqs)]])
  return new Map(
    [...groupBy(rows, ({ target }) => target)].map(([target, parts]) => [
      target,
      {
        parts: new Set(parts.flatMap(({ part }) => erasableIn(part))),
        approval: Math.max(...parts.map(({ approval }) => approval)),
      },
    ]),
  )
}

/** Reads what the erasure at a place would erase. */
export async function readErasing(db: Db, missionId: number, seq: number): Promise<Erasing> {
  const rows = await db.run<ProposedRow>(PROPOSED, [missionId, seq])
  const [said] = await readEntries(db, missionId, [seq])
  const draft = said === undefined ? null : contentOf<Pick<ErasureDraft, 'targets'>>(said)
  const entries = await findEntries(db, missionId, draft?.targets.map(({ entry }) => entry) ?? [])
  const seqs = entries.map((entry) => entry.seq)
  const erased = await readErased(db, missionId, seqs)
  return {
    legalBasis: rows[0]?.legal_basis ?? '',
    doomed: entries.map((entry) => doomedOf(entry, rows, erased.get(entry.seq))),
    wholes: await readWholeAt(db, missionId, seqs),
  }
}

/** An entry with all that the rows of an erasure name of it. */
export function doomedOf(
  entry: KnownEntry,
  rows: readonly Pick<ProposedRow, 'target' | 'part'>[],
  before: ErasedState | undefined,
): Doomed {
  const remains = rows.find(({ part }) => part === `remains-${entry.seq}`)
  return {
    entry,
    parts: rows.flatMap(({ target, part }) => (target === entry.seq ? erasableIn(part) : [])),
    before: before?.parts ?? new Set(),
    remainsAt: remains?.target ?? null,
  }
}

/** The parts of entries that hold a name as one of their values. */
export async function readNamers(
  db: Db,
  missionId: number,
  name: string,
): Promise<readonly Namer[]> {
  return db.run<Namer>(NAMERS, [missionId, JSON.stringify(name)])
}

/** What subjects and parties are called. */
export async function readNames(
  db: Db,
  missionId: number,
  entries: readonly Pick<KnownEntry, 'seq'>[],
): Promise<readonly { readonly seq: number; readonly name: string }[]> {
  if (entries.length === 0) return []
  return db.run(NAMES, [missionId, entries.map(({ seq }) => seq)])
}

function erasableIn(part: string): readonly Erasable[] {
  return ERASABLE.filter((known) => known === part)
}

interface ErasedRow {
  readonly target: number
  readonly part: string
  readonly approval: number
}

interface ProposedRow {
  readonly target: number
  readonly part: string
  readonly legal_basis: string
}

const ERASED = {
  name: 'register-erased-of',
  text: `SELECT target, part, approval FROM register.erased
    WHERE mission_id = $1 AND target = ANY($2::int4[]) AND part NOT LIKE 'remains-%'`,
}

const PROPOSED = {
  name: 'register-erasure-proposed',
  text: 'SELECT target, part, legal_basis FROM register.erasure WHERE mission_id = $1 AND seq = $2 ORDER BY target, part',
}

/** Erasing a name is rare; it may read everything there is. */
const NAMERS = {
  name: 'register-namers',
  text: `SELECT e.id, p.seq, p.part FROM register.payload p
    JOIN register.entry e ON e.mission_id = p.mission_id AND e.seq = p.seq
    WHERE p.mission_id = $1 AND position($2 in p.body) > 0 AND p.part NOT LIKE 'remains-%' ORDER BY p.seq`,
}

const NAMES = {
  name: 'register-names-of',
  text: `SELECT seq, slug AS name FROM register.subject WHERE mission_id = $1 AND seq = ANY($2::int4[])
    UNION ALL SELECT seq, code FROM register.party WHERE mission_id = $1 AND seq = ANY($2::int4[])`,
}
