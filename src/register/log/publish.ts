import { type Clock, type Db, RefusedError } from '#platform'

import { getHead } from '../in-force.ts'
import { parseCheckpoint, signCheckpoint } from './checkpoint.ts'
import { type SigningKey, verdictOf } from './note-key.ts'
import { getSigners, type LogKeys } from './signers.ts'
import { keepAllTiles, tileReader } from './tiles.ts'
import { rootFrom } from './tree-reader.ts'

/** A signed head of a mission's log, with what witnesses signed under it. */
export interface PublishedCheckpoint {
  readonly size: number
  /** Hexadecimal. */
  readonly root: string
  readonly madeAt: string
  /** What the log signed. */
  readonly note: string
  /** The same with the cosignatures that have come in for it: what is served. */
  readonly cosigned: string
}

/** What publishing needs. */
export interface PublishContext {
  readonly db: Db
  readonly clock: Clock
  readonly keys: LogKeys
}

/** Signs the head of a mission's log where that is not signed yet, and gives its checkpoint. */
export async function publishCheckpoint(
  context: PublishContext,
  mission: string,
): Promise<PublishedCheckpoint> {
  const { db, clock } = context
  const head = await getHead(db, mission)
  const signers = await getSigners(context, head, mission)
  const last = await findCheckpoint(db, head.missionId, 0)
  if (last?.size === head.seq && isSignedByAll(last.note, signers)) return last
  await keepAllTiles(db, head.missionId, head.seq)
  if (last !== undefined) await checkGrown(db, head, last)
  const root = await rootFrom(tileReader(db, head.missionId), head.seq)
  const note = signCheckpoint({ origin: signers[0]?.name ?? '', size: head.seq, root }, signers)
  await db.run(ADD, [head.missionId, head.seq, clock.now(), root, note])
  return getCheckpoint(db, head.missionId, head.seq)
}

/** The latest checkpoint of a log over at least so many entries; undefined where none is signed. */
export async function findCheckpoint(
  db: Db,
  missionId: number,
  size: number,
): Promise<PublishedCheckpoint | undefined> {
  const [row] = await db.run<Row>(LATEST, [missionId, size])
  if (row === undefined) return undefined
  const { size: held, root, made_at: madeAt, note, lines } = row
  return { size: held, root, madeAt, note, cosigned: `${note}${lines}` }
}

async function getCheckpoint(
  db: Db,
  missionId: number,
  size: number,
): Promise<PublishedCheckpoint> {
  const checkpoint = await findCheckpoint(db, missionId, size)
  if (checkpoint !== undefined) return checkpoint
  throw new Error(`The checkpoint of size ${size} was just written and is not there.`)
}

function isSignedByAll(note: string, signers: readonly SigningKey[]): boolean {
  const checkpoint = parseCheckpoint(note)
  return checkpoint !== null && signers.every((key) => verdictOf(key, checkpoint.note) === 'signed')
}

/** A log must not sign what contradicts what it signed before (C2SP tlog-checkpoint): better no checkpoint than that. */
async function checkGrown(
  db: Db,
  { missionId, seq }: { readonly missionId: number; readonly seq: number },
  last: PublishedCheckpoint,
): Promise<void> {
  const isGrown =
    last.size <= seq &&
    (await rootFrom(tileReader(db, missionId), last.size)).toString('hex') === last.root
  if (isGrown) return
  throw new RefusedError(
    'conflict',
    'log.inconsistent',
    `The log signed size ${last.size} with the root ${last.root}; the record no longer has these entries, so no new checkpoint is signed. Keep a copy of the data, and bring the record back from a backup of that state or later.`,
  )
}

interface Row {
  readonly size: number
  readonly root: string
  readonly made_at: string
  readonly note: string
  readonly lines: string
}

const LATEST = {
  name: 'register-log-checkpoint',
  text: `SELECT c.size, encode(c.root, 'hex') AS root, c.made_at, c.note, s.lines FROM register.checkpoint c
    CROSS JOIN LATERAL (SELECT coalesce(string_agg(line, '' ORDER BY witness), '') AS lines FROM (
      SELECT DISTINCT ON (witness) witness, line FROM register.cosignature x
      WHERE x.mission_id = c.mission_id AND x.size = c.size AND x.root = c.root ORDER BY witness, second DESC) latest) s
    WHERE c.mission_id = $1 AND c.size >= $2 ORDER BY c.size DESC, c.made_at DESC LIMIT 1`,
}

const ADD = {
  name: 'register-log-add-checkpoint',
  text: `INSERT INTO register.checkpoint (mission_id, size, made_at, root, note)
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
}
