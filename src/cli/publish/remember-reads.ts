import type { Db, Statement } from '#platform'

/** So many answers are remembered: what every page asks, such as the names of all parties. */
const KEPT = 64
/** Documents are large, and each is asked for once. */
const LARGE = ['register-bytes', 'register-text']

/**
 * A database that asks the same question once: a crawl reads one state of the record on thousands of pages,
 * and each page asks for the missions, the parties and the head anew. For reading only.
 */
export function rememberReads(db: Db): Db {
  const known = new Map<string, Promise<readonly unknown[]>>()
  return {
    ...db,
    as: (identity) => rememberReads(db.as(identity)),
    async run<Row extends object>(statement: Statement, values: readonly unknown[]) {
      if (LARGE.includes(statement.name)) return db.run<Row>(statement, values)
      const key = `${statement.name} ${JSON.stringify(values)}`
      const rows = known.get(key) ?? db.run<Row>(statement, values)
      known.delete(key)
      known.set(key, rows)
      const [oldest] = known.keys()
      if (known.size > KEPT && oldest !== undefined) known.delete(oldest)
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same statement gives the same rows
      return (await rows) as readonly Row[]
    },
  }
}
