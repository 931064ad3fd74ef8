import type { Db, Statement } from '#platform'

/** Whether everybody may see the entry that a statement calls `e`; what reads entries says it of each. */
export const IS_PUBLIC = `EXISTS (SELECT FROM register.opening o WHERE o.mission_id = e.mission_id AND o.seq = e.seq
      AND o.release = 0 AND o.compartment = '')`

/** The same reader, telling of each entry that it is shown and not everybody may see: the audit asks for it. */
export function telling(db: Db, shown: (entry: string) => void): Db {
  return {
    ...db,
    async run<Row extends object>(statement: Statement, values: readonly unknown[]) {
      const rows = await db.run<Row>(statement, values)
      for (const row of rows) {
        if ('is_public' in row && row.is_public === false && 'id' in row) shown(String(row.id))
      }
      return rows
    },
  }
}
