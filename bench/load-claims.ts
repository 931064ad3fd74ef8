import fs from 'node:fs'
import path from 'node:path'

import type { Db } from '#platform'

import { type LaneState, openRow, placeClaim } from '../src/register/lane-state.ts'
import { SAID_FOREVER } from '../src/register/reach.ts'
import { generateClaims, type Recipe } from './generate-claims.ts'

/** One folder under two names: as this process writes to it, and as the database reads from it. */
export interface Folders {
  readonly written: string
  readonly read: string
}

/** The mission that benchmarks write to. */
export const MISSION_ID = 1

/**
 * Draws the boxes of generated claims with the register's own projection and copies them in, beside
 * the same claims as one table for the reading they are compared with.
 */
export async function loadClaims(db: Db, folders: Folders, recipe: Recipe): Promise<void> {
  const files = openFiles(folders.written)
  const lanes = new Map<number, LaneState>()
  const bounds = {
    firstSaid: Number.MAX_SAFE_INTEGER,
    lastSaid: 0,
    firstDay: 2_147_483_647,
    lastDay: 0,
  }
  const rows = {
    add: (table: string, row: readonly (string | number | null)[]) => {
      if (table === 'closed_box') files.write('closed_box', row)
    },
    remove: () => {},
    noteSaid: () => {},
    noteDays: () => {},
  }
  for (const { seq, kind, subject, asserter, said, from, to } of generateClaims(recipe)) {
    const key = subject * 2 + asserter
    const state = lanes.get(key) ?? { lane: key + 1, kindId: kind, apart: '', boxes: [] }
    lanes.set(key, state)
    const valid = { from, to }
    placeClaim(
      state,
      { claim: seq, said, outer: valid, inner: valid, lives: [{ from: said, to: SAID_FOREVER }] },
      seq,
      rows,
    )
    files.write('claim', [seq, kind, key + 1, said, from, to])
    bounds.firstSaid = Math.min(bounds.firstSaid, said)
    bounds.lastSaid = Math.max(bounds.lastSaid, said)
    bounds.firstDay = Math.min(bounds.firstDay, from)
    bounds.lastDay = Math.max(bounds.lastDay, from, to === 2_147_483_647 ? from : to)
  }
  for (const state of lanes.values())
    for (const box of state.boxes) files.write('open_box', openRow(state, box))
  files.close()
  await copyIn(db, folders.read, { last: recipe.claims, ...bounds })
}

const COLUMNS = {
  open_box:
    'lane, claim, said, kind_id, valid_from, valid_to, said_from, said_to, seq_from, reach, valid_node, said_node, open_to',
  closed_box:
    'lane, claim, kind_id, valid_from, valid_to, said_from, said_to, seq_from, seq_to, reach, valid_node, seq_node, open_to',
  claim: 'seq, kind_id, lane, said, valid_from, valid_to',
} as const
type File = keyof typeof COLUMNS

function openFiles(folder: string) {
  const buffers: Record<File, string[]> = { open_box: [], closed_box: [], claim: [] }
  const handles = {
    open_box: fs.openSync(path.join(folder, 'open_box'), 'w', 0o644),
    closed_box: fs.openSync(path.join(folder, 'closed_box'), 'w', 0o644),
    claim: fs.openSync(path.join(folder, 'claim'), 'w', 0o644),
  }
  const flush = (file: File) => {
    fs.writeSync(handles[file], buffers[file].join(''))
    buffers[file].length = 0
  }
  return {
    write(file: File, row: readonly (string | number | null)[]) {
      buffers[file].push(`${MISSION_ID}\t${row.join('\t')}\n`)
      if (buffers[file].length >= 20_000) flush(file)
    },
    close() {
      for (const file of ['open_box', 'closed_box', 'claim'] as const) {
        flush(file)
        fs.closeSync(handles[file])
      }
    },
  }
}

async function copyIn(
  db: Db,
  folder: string,
  head: { last: number; firstSaid: number; lastSaid: number; firstDay: number; lastDay: number },
): Promise<void> {
  await db.exec(`
    INSERT INTO register.mission (mission, title) VALUES ('bench', 'Benchmark');
    INSERT INTO register.head VALUES (${MISSION_ID}, ${head.last}, '2026-01-01T00:00:00.000Z', ${head.firstSaid}, ${head.lastSaid}, ${head.firstDay}, ${head.lastDay});
    CREATE TABLE register.plain_claim (mission_id int4 NOT NULL, seq int4 NOT NULL, kind_id int2 NOT NULL, lane int4 NOT NULL, said int8 NOT NULL, valid_from int4 NOT NULL, valid_to int4 NOT NULL);
    COPY register.open_box (mission_id, ${COLUMNS.open_box}) FROM '${path.join(folder, 'open_box')}';
    COPY register.closed_box (mission_id, ${COLUMNS.closed_box}) FROM '${path.join(folder, 'closed_box')}';
    COPY register.plain_claim (mission_id, ${COLUMNS.claim}) FROM '${path.join(folder, 'claim')}';
    INSERT INTO register.opening (mission_id, seq, from_seq, since, release, compartment, desk, withheld)
      SELECT ${MISSION_ID}, seq, seq, seq, 0, '', 'forces', '' FROM generate_series(1, ${head.last}) seq;
    REINDEX TABLE register.open_box;
    REINDEX TABLE register.closed_box;
    CREATE INDEX plain_all ON register.plain_claim (mission_id, lane, said DESC, seq DESC) INCLUDE (valid_from, valid_to);
    CREATE INDEX plain_kind ON register.plain_claim (mission_id, kind_id, lane, said DESC, seq DESC) INCLUDE (valid_from, valid_to);
  `)
  for (const table of ['open_box', 'closed_box', 'plain_claim', 'opening'])
    await db.exec(`VACUUM ANALYZE register.${table}`)
}
