import type { Db } from '#platform'
import { RefusedError } from '#platform'
import type { Receipt } from '#register'

/** Where an entry rests; refused where no entry has this id. */
export async function findReceipt(db: Db, mission: string, id: string): Promise<Receipt> {
  const [row] = await db.run<Omit<Receipt, 'fresh'>>(RECEIPT, [mission, id])
  if (row !== undefined) return { ...row, fresh: false }
  throw new RefusedError(
    'not_found',
    'api.entry_unknown',
    `No entry has the id ${id} in this record; send it, or look for it in the search.`,
  )
}

const RECEIPT = {
  name: 'http-receipt',
  text: `SELECT e.id, e.seq, e.recorded_at AS "recordedAt"
    FROM register.entry e JOIN register.mission m USING (mission_id) WHERE m.mission = $1 AND e.id = $2::uuid`,
}
