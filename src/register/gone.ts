import { instantOf } from '#kit'
import type { Db } from '#platform'
import { RefusedError } from '#platform'

import type { EntryType } from './entry.ts'

/** Why what an entry said cannot be told: which entry erased it and on which legal basis; null where none did. */
export interface Gone {
  readonly by: number | null
  /** The id of the entry that erased it. */
  readonly erasure: string | null
  readonly legalBasis: string | null
}

/** What is still known of an entry that says nothing any more. */
export interface StandIn {
  readonly gone: Gone
  /** In place of its content: names, and what it linked. */
  readonly content: Readonly<Record<string, unknown>>
}

/** Whether the part in which an entry says what it says is missing. */
export function saysNothing(type: EntryType, parts: Readonly<Record<string, unknown>>): boolean {
  return parts[type === 'claim' ? 'statement' : 'content'] === undefined
}

/** What stands in for entries that say nothing any more, by their place. */
export async function readStandIns(
  db: Db,
  missionId: number,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, StandIn>> {
  if (seqs.length === 0) return new Map()
  const rows = await db.run<Row>(STAND_INS, [missionId, seqs])
  return new Map(
    rows.map((row) => [
      row.seq,
      {
        gone: { by: row.by, erasure: row.erasure, legalBasis: row.legal_basis },
        content: contentFor(row),
      },
    ]),
  )
}

/** The refusal to tell what is gone. */
export function goneError(what: string, { by, legalBasis }: Gone): RefusedError {
  return by === null
    ? new RefusedError(
        'gone',
        'register.missing',
        `What ${what} said is missing, and no erasure says why; tell whoever keeps this record.`,
      )
    : new RefusedError(
        'gone',
        'register.erased',
        `What ${what} said was erased by entry ${by} (${legalBasis ?? ''}); nobody can read it any more.`,
      )
}

/** A name stands in for a title; a relation still links what it linked. */
function contentFor(row: Row): StandIn['content'] {
  if (row.slug !== null) {
    return { subject: row.slug, title: row.slug, party: null, place: null }
  }
  if (row.code !== null) {
    return { code: row.code, sort: 'person', name: row.code, aliases: [], of: null }
  }
  if (row.relation === null || row.said === null) return {}
  const { relation, source: from, target: to, whose, said } = row
  return { relation, from, to, whose, by: '', reason: '', saidAt: instantOf(said) }
}

interface Row {
  readonly seq: number
  readonly slug: string | null
  readonly code: string | null
  readonly relation: string | null
  readonly source: string | null
  readonly target: string | null
  readonly whose: string | null
  readonly said: number | null
  readonly by: number | null
  readonly erasure: string | null
  readonly legal_basis: string | null
}

const STAND_INS = {
  name: 'register-stand-ins',
  changesWith: { types: [] },
  text: `SELECT e.seq, s.slug, p.code, r.relation, f.id AS source, t.id AS target, r.whose, r.said,
      x.erasure AS by, xe.id AS erasure, x.legal_basis
    FROM register.entry e
    LEFT JOIN register.subject s ON s.mission_id = e.mission_id AND s.seq = e.seq
    LEFT JOIN register.party p ON p.mission_id = e.mission_id AND p.seq = e.seq
    LEFT JOIN register.relation r ON r.mission_id = e.mission_id AND r.seq = e.seq
    LEFT JOIN register.entry f ON f.mission_id = r.mission_id AND f.seq = r.source
    LEFT JOIN register.entry t ON t.mission_id = r.mission_id AND t.seq = r.target
    LEFT JOIN register.erased x ON x.mission_id = e.mission_id AND x.target = e.seq
      AND x.part = CASE e.entry_type WHEN 'claim' THEN 'statement' ELSE 'content' END
    LEFT JOIN register.entry xe ON xe.mission_id = x.mission_id AND xe.seq = x.erasure
    WHERE e.mission_id = $1 AND e.seq = ANY($2::int4[])`,
}
