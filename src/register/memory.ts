import type { Db, Statement } from '#platform'

import { HEAD, type Head } from './lookup.ts'
import { type KeptAnswers, keepAnswers } from './memory-answers.ts'
import { changesBetween } from './memory-changes.ts'

/** What the record answered before, kept in this process: at one state of the record an answer stays the same. */
export interface Memory {
  /**
   * The same reader, for one question to which nothing is put on record on the way: all of it is answered at the
   * state that the record has when it begins, and what the same reader was answered is not asked again until an
   * entry changes it.
   */
  recalling(db: Db, reader: string, mission: string): Db
  /** Lets go of everything about a mission. */
  forget(mission: string): void
}

/** What is known of one mission: answers that are right at one state of its record. */
interface Kept {
  seq: number
  readonly answers: KeptAnswers
  /** While it is worked out what an entry changed. */
  moving: Promise<void> | null
}

/**
 * Opens a memory. Only statements that say what their answer changes with are kept. So the first thing that is said
 * of a record is always asked: its last place. Where that has moved on, the entries since then say which answers to
 * let go of; all of them where an entry was opened, closed or erased. Whose answer it is, is part of its name, as the
 * database takes it. `db` is the application's own: it is asked what the entries since then are.
 */
export function openMemory(db: Db): Memory {
  const missions = new Map<string, Kept>()
  return {
    forget: (mission) => void missions.delete(mission),
    recalling(reading, reader, mission) {
      let begun: Promise<readonly Head[]> | undefined
      return {
        ...reading,
        async run<Row extends object>(statement: Statement, values: readonly unknown[]) {
          if (statement.changesWith === undefined) return reading.run<Row>(statement, values)
          begun ??= reading.run<Head>(HEAD, [mission])
          const [head] = await begun
          if (statement === HEAD && values[0] === mission) return trusted<Row>(await begun)
          const kept =
            head === undefined ? undefined : await keptAt({ db, missions }, mission, head)
          if (kept === undefined || head === undefined) return reading.run<Row>(statement, values)
          const rows = await kept.answers.recall(
            { statement, values, reader, latest: head.seq },
            reading,
          )
          return trusted<Row>(rows)
        },
      }
    },
  }
}

interface Missions {
  readonly db: Db
  readonly missions: Map<string, Kept>
}

/** Brought up to the state that is asked about; undefined where somebody has been answered at a later one already. */
async function keptAt({ db, missions }: Missions, mission: string, { missionId, seq }: Head) {
  for (;;) {
    const known = missions.get(mission)
    if (known === undefined) {
      missions.set(mission, { seq, answers: keepAnswers(), moving: null })
    } else if (known.seq >= seq) {
      return known.seq === seq ? known : undefined
    } else {
      known.moving ??= moveOn(db, known, { missionId, seq })
      await known.moving
    }
  }
}

/** Whoever asks meanwhile at the state before is answered there still. */
async function moveOn(
  db: Db,
  kept: Kept,
  { missionId, seq }: Pick<Head, 'missionId' | 'seq'>,
): Promise<void> {
  try {
    kept.answers.letGo(await changesBetween(db, missionId, { after: kept.seq, upTo: seq }))
    kept.seq = seq
  } finally {
    kept.moving = null
  }
}

/** The statement says what its rows are, as in `Db.run`. */
function trusted<Row extends object>(rows: readonly object[]): readonly Row[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same statement was asked for them
  return rows as readonly Row[]
}
