import { type Day, endOfDay, type Instant, isDay, isInstant } from '#kit'
import type { Clock, Db, Statement } from '#platform'
import { RefusedError } from '#platform'

import type { Asking, RecordPoint } from './entry.ts'
import { findNamedCheckpoint } from './log/named-checkpoint.ts'
import { rootOfLog } from './log/tree.ts'
import { type LastPlace, readHead } from './lookup.ts'

/** How a reader asks, as written: any of the three may be left out. */
export interface Question {
  /** True on this day. Default: today. */
  readonly validOn?: string | undefined
  /** From what had been said by the end of this day, or by this instant. Default: today. */
  readonly knownAt?: string | undefined
  /**
   * As the record stood at this seq, at the end of this day, at this instant, or at this checkpoint
   * (`SIZE:ROOT`, or a signed note whole). Default: the last committed.
   */
  readonly recordAt?: string | undefined
}

/** Fills in what was left out and finds the state of the record that is asked about. */
export async function resolveAsking(
  { db, clock }: { db: Db; clock: Clock },
  mission: string,
  question: Question,
): Promise<Asking> {
  return {
    validOn: dayOrRefuse(question.validOn ?? clock.today()),
    knownAt: toInstant('knownAt', question.knownAt ?? clock.today()),
    recordAt: await findRecordPoint(db, mission, question.recordAt),
  }
}

function dayOrRefuse(text: string): Day {
  if (isDay(text)) return text
  throw new RefusedError(
    'incorrect',
    'ask.valid_on',
    `validOn "${text}" is not a day; write it as 2024-03-08.`,
  )
}

function toInstant(which: string, text: string): Instant {
  if (isDay(text)) return endOfDay(text)
  if (isInstant(text)) return text
  throw new RefusedError(
    'incorrect',
    'ask.instant',
    `${which} "${text}" is neither a day nor an instant; write 2024-02-27 or 2024-02-27T18:00:00Z.`,
  )
}

/** The state of the record at a seq, day, instant or checkpoint; the last committed one where none is named. */
async function findRecordPoint(
  db: Db,
  mission: string,
  recordAt: string | undefined,
): Promise<RecordPoint> {
  const head = await readHead(db, mission)
  if (head === undefined) {
    throw new RefusedError(
      'not_found',
      'register.mission_unknown',
      `No mission is called "${mission}"; choose one that this record holds.`,
    )
  }
  const checkpoint = await findNamedCheckpoint(db, head.missionId, recordAt)
  const place = await findPlace(db, head, checkpoint?.size.toString() ?? recordAt)
  const root = (await rootOfLog(db, head.missionId, place.seq)).toString('hex')
  if (checkpoint !== null && checkpoint.root !== root) throw differs(place.seq, root)
  return { ...place, root }
}

type Place = Omit<RecordPoint, 'root'>

async function findPlace(
  db: Db,
  { missionId, seq, recordedAt }: LastPlace,
  recordAt: string | undefined,
): Promise<Place> {
  const last = { seq, at: recordedAt }
  if (recordAt === undefined) return last
  if (/^\d{1,10}$/.test(recordAt)) return placeAtSeq(db, missionId, Number(recordAt), last)
  const until = toInstant('recordAt', recordAt)
  const [place] = await db.run<Place>(PLACE_BY_TIME, [
    missionId,
    until.replace(/(:\d\d)Z$/, '$1.999Z'),
  ])
  return place ?? { seq: 0, at: until }
}

async function placeAtSeq(db: Db, missionId: number, seq: number, last: Place): Promise<Place> {
  if (seq === last.seq) return last
  const [place] = await db.run<Place>(PLACE_BY_SEQ, [missionId, Math.min(seq, last.seq + 1)])
  if (place !== undefined) return place
  throw new RefusedError(
    'not_found',
    'ask.record_at',
    `The record holds entries 1 to ${last.seq}; recordAt ${seq} is not among them.`,
  )
}

function differs(size: number, root: string): RefusedError {
  return new RefusedError(
    'conflict',
    'ask.root_differs',
    `The log of this record has the root ${root} at size ${size}, not the root of that checkpoint. Either the checkpoint is of another record, or one of the two was altered: keep the checkpoint, and compare it with what witnesses have signed.`,
  )
}

const PLACE_BY_SEQ: Statement = {
  name: 'register-place-by-seq',
  changesWith: 'any-entry',
  text: 'SELECT seq, recorded_at AS at FROM register.entry WHERE mission_id = $1 AND seq = $2',
}

const PLACE_BY_TIME: Statement = {
  name: 'register-place-by-time',
  changesWith: 'any-entry',
  text: `SELECT seq, recorded_at AS at FROM register.entry WHERE mission_id = $1 AND recorded_at <= $2
    ORDER BY recorded_at DESC, seq DESC LIMIT 1`,
}
