import type { Db, Statement } from '#platform'

import { HEAD, type Head } from './lookup.ts'

/** What the record answered before, kept in this process: at one state of the record an answer stays the same. */
export interface Memory {
  /**
   * The same reader, for one question to which nothing is put on record on the way: all of it is answered at the
   * state that the record has when it begins, and what the same reader was answered at that state is not asked again.
   */
  recalling(db: Db, reader: string, mission: string): Db
  /** Lets go of everything about a mission. */
  forget(mission: string): void
}

/** The answers at the latest state of one mission that was asked about; those before it are let go. */
interface Kept {
  readonly seq: number
  readonly answers: Map<string, Answer>
  size: number
}

interface Answer {
  readonly rows: Promise<readonly object[]>
  size: number
}

/** How many letters and numbers are kept of a mission, and of one answer; what was asked longest ago goes first. */
const MOST = 16_000_000
const MOST_OF_ONE = 1_000_000

/**
 * Opens a memory. Only statements that say `ofRecord` are kept: what they answer changes only when an entry is put
 * on record, an erasure too. So the first thing that is said of a record is always asked: its last place. With every
 * entry all is forgotten, what was erased with it. Whose answer it is, is part of its name, as the database takes it.
 */
export function openMemory(): Memory {
  const missions = new Map<string, Kept>()
  return {
    forget: (mission) => void missions.delete(mission),
    recalling(db, reader, mission) {
      let begun: Promise<readonly Head[]> | undefined
      return {
        ...db,
        async run<Row extends object>(statement: Statement, values: readonly unknown[]) {
          if (statement.ofRecord !== true) return db.run<Row>(statement, values)
          begun ??= db.run<Head>(HEAD, [mission])
          const head = await begun
          if (statement === HEAD && values[0] === mission) return trusted<Row>(head)
          const kept = keptAt(missions, mission, head[0]?.seq)
          if (kept === undefined) return db.run<Row>(statement, values)
          const key = JSON.stringify([reader, statement.name, values])
          const rows = recall(kept, key) ?? keep(kept, key, db.run<Row>(statement, values))
          return trusted<Row>(await rows)
        },
      }
    },
  }
}

/** Undefined where the record is not seen, or somebody has been answered at a later state already. */
function keptAt(
  missions: Map<string, Kept>,
  mission: string,
  seq: number | undefined,
): Kept | undefined {
  if (seq === undefined) return undefined
  const known = missions.get(mission)
  if (known !== undefined && known.seq >= seq) return known.seq === seq ? known : undefined
  const fresh = { seq, answers: new Map<string, Answer>(), size: 0 }
  missions.set(mission, fresh)
  return fresh
}

/** What is asked again becomes the last to go. */
function recall({ answers }: Kept, key: string): Answer['rows'] | undefined {
  const answer = answers.get(key)
  if (answer === undefined) return undefined
  answers.delete(key)
  answers.set(key, answer)
  return answer.rows
}

/** Who asks the same meanwhile waits for the same answer; one that fails is asked again. */
async function keep(kept: Kept, key: string, asked: Promise<readonly object[]>): Answer['rows'] {
  const answer: Answer = { rows: asked, size: 0 }
  kept.answers.set(key, answer)
  try {
    const rows = await asked
    answer.size = key.length + sizeOf(rows)
    kept.size += answer.size
    if (answer.size > MOST_OF_ONE) forget(kept, key)
    for (const first of kept.answers.keys()) {
      if (kept.size <= MOST) break
      forget(kept, first)
    }
    return rows
  } catch (error) {
    kept.answers.delete(key)
    throw error
  }
}

function forget(kept: Kept, key: string): void {
  kept.size -= kept.answers.get(key)?.size ?? 0
  kept.answers.delete(key)
}

function sizeOf(rows: readonly object[]): number {
  let size = 0
  for (const row of rows) {
    for (const value of Object.values(row)) {
      size += typeof value === 'string' || Array.isArray(value) ? value.length : 8
    }
  }
  return size
}

/** The statement says what its rows are, as in `Db.run`. */
function trusted<Row extends object>(rows: readonly object[]): readonly Row[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same statement was asked for them
  return rows as readonly Row[]
}
