import type { Db } from '#platform'

/** What was worked out for one question, by the reader whose question it is. */
const questions = new WeakMap<Db, Map<string, Promise<unknown>>>()

/** Says that a reader serves one question, to which nothing is put on record on the way. */
export function asOneQuestion(db: Db): Db {
  questions.set(db, new Map())
  return db
}

/**
 * Work that is done once for each question, whoever needs it: several parts of a page rest on the same account. A
 * reader that serves more than one question does it each time. What it gives is shared, so nobody changes it.
 */
export async function once<Given>(
  db: Db,
  work: { readonly name: string; readonly do: () => Promise<Given> },
): Promise<Given> {
  const known = questions.get(db)
  const before = known?.get(work.name)
  if (before !== undefined) return trusted<Given>(await before)
  const given = work.do()
  known?.set(work.name, given)
  return given
}

/** The name says what is worked out, and from what. */
function trusted<Given>(given: unknown): Given {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same work was named so
  return given as Given
}
