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

/** The account that recorded each of these entries; null where that was erased, left out where the reader does not see it. */
export async function findRecorders(
  db: Db,
  mission: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  if (ids.length === 0) return new Map()
  const { missionId } = await getHead(db, mission)
  const rows = await db.run<{ id: string; actor: string | null }>(RECORDERS, [
    missionId,
    [...new Set(ids)],
  ])
  return new Map(rows.map(({ id, actor }) => [id, actor]))
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
  ofRecord: true,
  text: `SELECT e.id, o.desk, o.release || '/' || o.compartment AS open FROM register.entry e
    CROSS JOIN LATERAL (SELECT desk, release, compartment FROM register.opening o
      WHERE o.mission_id = e.mission_id AND o.seq = e.seq ORDER BY from_seq DESC LIMIT 1) o
    WHERE e.mission_id = $1 AND e.id = ANY($2::uuid[])`,
}

/** Whoever recorded is told on the first opening, which a reader sees where the entry is still as open as then. */
const RECORDERS = {
  name: 'register-recorders-by-id',
  text: `SELECT e.id, nullif(max(o.actor), '') AS actor FROM register.entry e
    JOIN register.opening o ON o.mission_id = e.mission_id AND o.seq = e.seq
    WHERE e.mission_id = $1 AND e.id = ANY($2::uuid[]) GROUP BY e.id`,
}
