import type { Db } from '#platform'
import { RefusedError } from '#platform'

import { getHead } from '../in-force.ts'
import { leafOf } from '../leaf.ts'
import { writeBundle } from './bundle.ts'
import { HASH_BYTES } from './hashes.ts'
import { findCheckpoint, publishCheckpoint, type PublishContext } from './publish.ts'
import { writeReceipt } from './receipt.ts'
import { leavesUnder, type Tile, TILE_WIDTH } from './tile.ts'
import { tileReader } from './tiles.ts'
import { inclusionFrom } from './tree-reader.ts'

/** The bytes of a tile or bundle as it is served; undefined where the log has not grown so far. */
export async function findTileBytes(
  db: Db,
  mission: string,
  tile: Tile,
): Promise<Buffer | undefined> {
  const head = await getHead(db, mission)
  const level = tile.level === 'entries' ? 0 : tile.level
  if ((tile.index * TILE_WIDTH + tile.width) * leavesUnder(level) > head.seq) return undefined
  if (tile.level === 'entries')
    return writeBundle(await readLeaves(db, head.missionId, mission, tile))
  const bytes = await tileReader(db, head.missionId)({ ...tile, level })
  return bytes.subarray(0, tile.width * HASH_BYTES)
}

/** A receipt for an entry under the latest checkpoint; `extra` is whatever its holder may see of the entry. */
export async function makeReceipt(
  context: PublishContext,
  mission: string,
  { id, extra }: { readonly id: string; readonly extra: Buffer | null },
): Promise<string> {
  const { db } = context
  const head = await getHead(db, mission)
  const [entry] = await db.run<{ seq: number }>(SEQ, [head.missionId, id])
  if (entry === undefined) {
    throw new RefusedError(
      'not_found',
      'log.entry_unknown',
      `No entry of mission "${mission}" has the id ${id}; a receipt names an entry by its id.`,
    )
  }
  const { size, cosigned } =
    (await findCheckpoint(db, head.missionId, entry.seq)) ??
    (await publishCheckpoint(context, mission))
  const proof = await inclusionFrom(tileReader(db, head.missionId), entry.seq - 1, size)
  return writeReceipt({ extra, index: entry.seq - 1, proof, checkpoint: cosigned })
}

async function readLeaves(
  db: Db,
  missionId: number,
  mission: string,
  { index, width }: Tile,
): Promise<readonly string[]> {
  const from = index * TILE_WIDTH
  const rows = await db.run<EnvelopeRow>(ENVELOPES, [missionId, from, from + width])
  return rows.map(({ seq, id, type, recorded_at: recordedAt, payload_root: payloadRoot }) =>
    leafOf({ v: 1, mission, seq, id, type, recordedAt, payloadRoot }),
  )
}

interface EnvelopeRow {
  readonly seq: number
  readonly id: string
  readonly type: string
  readonly recorded_at: string
  readonly payload_root: string
}

const SEQ = {
  name: 'register-log-seq',
  text: 'SELECT seq FROM register.entry WHERE mission_id = $1 AND id = $2::uuid',
}

const ENVELOPES = {
  name: 'register-log-envelopes',
  text: `SELECT seq, id, entry_type AS type, recorded_at, encode(payload_root, 'hex') AS payload_root
    FROM register.entry WHERE mission_id = $1 AND seq > $2::int4 AND seq <= $3::int4 ORDER BY seq`,
}
