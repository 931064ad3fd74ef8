import type { ChangesWith, Db, Each, Statement } from '#platform'

import { type Change, isStillRight } from './memory-changes.ts'

/** A statement as somebody asks it. */
export interface Asked {
  readonly statement: Statement
  readonly values: readonly unknown[]
  /** As whom the database answers. */
  readonly reader: string
  /** The last place of the record. */
  readonly latest: number
}

/** Answers that are right at one state of a record. */
export interface KeptAnswers {
  /** What was answered before, else what the reader is answered now. */
  recall(asked: Asked, reading: Db): Promise<readonly object[]>
  letGo(changes: readonly Change[] | 'all'): void
}

type Rows = readonly object[]

/** One answer whole, or, of a statement that answers each member on its own, what is known of each. */
interface Answer {
  readonly changesWith: ChangesWith
  readonly values: readonly unknown[]
  readonly whole: Promise<Rows> | null
  readonly members: Map<unknown, object>
  size: number
}

interface Store {
  readonly answers: Map<string, Answer>
  size: number
}

/** How many letters and numbers are kept of a mission, and of one answer; what was asked longest ago goes first. */
const MOST = 32_000_000
const MOST_OF_ONE = 4_000_000

/** Opens an empty store. */
export function keepAnswers(): KeptAnswers {
  const store: Store = { answers: new Map(), size: 0 }
  return {
    async recall(asked, reading) {
      const { each } = asked.statement
      return each === undefined
        ? recallWhole(store, asked, reading)
        : recallEach(store, { ...asked, each }, reading)
    },
    letGo(changes) {
      for (const [key, { changesWith, values }] of store.answers) {
        if (changes === 'all' || !isStillRight(changesWith, values, changes)) forget(store, key)
      }
    },
  }
}

/** Who asks the same meanwhile waits for the same answer; one that fails is asked again. */
async function recallWhole(store: Store, asked: Asked, reading: Db): Promise<Rows> {
  const { statement, values } = asked
  const key = keyOf(asked, values)
  const known = recalled(store, key)?.whole
  if (known != null) return known
  const whole = reading.run(statement, values)
  const answer = answerTo(asked, { whole })
  store.answers.set(key, answer)
  try {
    const rows = await whole
    grow(store, { key, answer }, key.length + sizeOf(rows))
    if (answer.size > MOST_OF_ONE && store.answers.get(key) === answer) forget(store, key)
    return rows
  } catch (error) {
    if (store.answers.get(key) === answer) forget(store, key)
    throw error
  }
}

/** Asks only for the members of which nothing is known; what has no row is asked for again the next time. */
async function recallEach(
  store: Store,
  asked: Asked & { readonly each: Each },
  reading: Db,
): Promise<Rows> {
  const { statement, each } = asked
  const { parameter, column } = each
  const wanted = new Set(membersOf(asked))
  const key = keyOf(asked, asked.values.with(parameter - 1, null))
  const answer = recalled(store, key) ?? answerTo(asked, { whole: null })
  store.answers.set(key, answer)
  const found = [...wanted].flatMap((member) => answer.members.get(member) ?? [])
  const missing = [...wanted].filter((member) => !answer.members.has(member))
  if (missing.length === 0) return inOrder(found, column)
  const fresh = await reading.run(statement, asked.values.with(parameter - 1, missing))
  // Where it was let go of meanwhile, nobody finds it any more.
  for (const row of fresh) answer.members.set(valueIn(row, column), row)
  grow(store, { key, answer }, sizeOf(fresh))
  return inOrder([...found, ...fresh], column)
}

function membersOf({ values, each }: Asked & { readonly each: Each }): readonly unknown[] {
  const members = values[each.parameter - 1]
  if (Array.isArray(members)) return members
  throw new Error(`parameter ${each.parameter} holds no members`)
}

function inOrder(rows: Rows, column: string): Rows {
  return rows.toSorted((a, b) => {
    const [one, other] = [valueIn(a, column), valueIn(b, column)]
    return typeof one === 'number' && typeof other === 'number' ? one - other : 0
  })
}

function valueIn(row: object, column: string): unknown {
  return Reflect.get(row, column)
}

/** The latest state is asked about by its own name: its place moves on, and its answers may stay. */
function keyOf({ statement, reader, latest }: Asked, values: readonly unknown[]): string {
  const { name, recordAt } = statement
  const isLatest = recordAt !== undefined && values[recordAt - 1] === latest
  const named = isLatest ? values.with(recordAt - 1, 'latest') : values
  return JSON.stringify([reader, name, named])
}

function answerTo({ statement, values }: Asked, { whole }: Pick<Answer, 'whole'>): Answer {
  return {
    changesWith: statement.changesWith ?? 'any-entry',
    values,
    whole,
    members: new Map(),
    size: 0,
  }
}

/** What is asked again becomes the last to go. */
function recalled({ answers }: Store, key: string): Answer | undefined {
  const answer = answers.get(key)
  if (answer === undefined) return undefined
  answers.delete(key)
  answers.set(key, answer)
  return answer
}

function grow(store: Store, { key, answer }: { key: string; answer: Answer }, by: number): void {
  if (store.answers.get(key) !== answer) return
  answer.size += by
  store.size += by
  for (const first of store.answers.keys()) {
    if (store.size <= MOST) break
    forget(store, first)
  }
}

function forget(store: Store, key: string): void {
  store.size -= store.answers.get(key)?.size ?? 0
  store.answers.delete(key)
}

function sizeOf(rows: Rows): number {
  let size = 0
  for (const row of rows) {
    for (const value of Object.values(row)) {
      size += typeof value === 'string' || Array.isArray(value) ? value.length : 8
    }
  }
  return size
}
