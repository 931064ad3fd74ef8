import { PUBLIC } from '#kit'
import type { Db } from '#platform'

import { type Audience, audiencesOf } from './handling.ts'
import { getHead } from './in-force.ts'

/** Where an entry belongs and how far it is open. */
export interface Opened {
  /** The desk it belongs to; null where it belongs to none. */
  readonly desk: string | null
  readonly audience: Audience
}

/** To whom these entries are open; one that the reader does not see is left out, like one that never was. */
export async function findOpenings(
  db: Db,
  mission: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Opened>> {
  if (ids.length === 0) return new Map()
  const { missionId } = await getHead(db, mission)
  const rows = await db.run<Row>(OPENINGS, [missionId, [...new Set(ids)]])
  return new Map(rows.flatMap(({ id, desk, open }) => openedOf(id, desk, open)))
}

/**
 * Whether an account recorded each of these entries; null where nobody is known to have, left out where the reader
 * does not see it. A reader is answered about themselves alone.
 */
export async function areRecordedBy(
  db: Db,
  mission: string,
  { ids, account }: { readonly ids: readonly string[]; readonly account: string },
): Promise<ReadonlyMap<string, boolean | null>> {
  if (ids.length === 0 || account === PUBLIC.id) return new Map()
  const { missionId } = await getHead(db, mission)
  const rows = await db.run<{ id: string; own: boolean | null }>(OWN, [
    missionId,
    [...new Set(ids)],
    account,
  ])
  return new Map(rows.map(({ id, own }) => [id, own]))
}

function openedOf(id: string, desk: string, open: string): readonly [string, Opened][] {
  const [audience] = audiencesOf(open)
  return audience === undefined ? [] : [[id, { desk: desk === '' ? null : desk, audience }]]
}

interface Row {
  readonly id: string
  readonly desk: string
  readonly open: string
}

const OPENINGS = {
  name: 'register-openings-by-id',
  changesWith: { types: [] },
  each: { parameter: 2, column: 'id' },
  text: `SELECT e.id, o.desk, o.release || '/' || o.compartment AS open FROM register.entry e
    CROSS JOIN LATERAL (SELECT desk, release, compartment FROM register.opening o
      WHERE o.mission_id = e.mission_id AND o.seq = e.seq ORDER BY from_seq DESC LIMIT 1) o
    WHERE e.mission_id = $1 AND e.id = ANY($2::uuid[])`,
}

const OWN = {
  name: 'register-recorded-by',
  text: `SELECT e.id, register.is_recorded_by(e.mission_id, e.seq, $3) AS own FROM register.entry e
    WHERE e.mission_id = $1 AND e.id = ANY($2::uuid[])
      AND EXISTS (SELECT FROM register.opening o WHERE o.mission_id = e.mission_id AND o.seq = e.seq)`,
}
