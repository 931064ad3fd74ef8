import type { Clock, Db, Unreached } from '#platform'

import { carryOut } from './carry-out.ts'

/** What a sweep did: the erasures that are finished with it, and what of the disk it could not reach. */
export interface Swept {
  /** Approvals whose erasures are finished, by their place, mission by mission. */
  readonly approvals: readonly { readonly mission: string; readonly approval: number }[]
  readonly unreached: readonly Unreached[]
}

/** Every table from which an erasure takes something, or in which it makes something unreadable. */
const TABLES = [
  'payload',
  'search',
  'blob',
  'canonical_text',
  'document',
  'party',
  'subject',
  'lane',
  'claim',
  'opening',
].map((table) => `register.${table}`)

/** Whether something was erased that may still be on the disk. */
export async function isSweepDue(db: Db): Promise<boolean> {
  return (await db.run<Due>(DUE, [])).length > 0
}

/**
 * Finishes what was erased: takes away what is left of it, and rewrites the tables, so that it is nowhere on
 * the disk. Says nothing was done where nothing was due, unless it is asked to do it anyway.
 */
export async function finishErasures(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  { anyway }: { readonly anyway: boolean },
): Promise<Swept> {
  const due = await db.run<Due>(DUE, [])
  if (due.length === 0 && !anyway) return { approvals: [], unreached: [] }
  for (const { mission_id, targets } of due) {
    await db.transaction(async (tx) => carryOut(tx, mission_id, targets))
  }
  const unreached = await db.sweep(TABLES)
  for (const { mission_id, approval } of due) {
    await db.run(SWEPT, [mission_id, approval, clock.now(), unreached.join(' ')])
  }
  return { approvals: due.map(({ mission, approval }) => ({ mission, approval })), unreached }
}

interface Due {
  readonly mission_id: number
  readonly mission: string
  readonly approval: number
  readonly targets: readonly number[]
}

const DUE = {
  name: 'register-sweep-due',
  text: `SELECT x.mission_id, m.mission, x.approval, array_agg(DISTINCT x.target) AS targets
    FROM register.erased x JOIN register.mission m USING (mission_id)
    WHERE NOT EXISTS (SELECT FROM register.swept s WHERE s.mission_id = x.mission_id AND s.approval = x.approval)
    GROUP BY x.mission_id, m.mission, x.approval ORDER BY x.mission_id, x.approval`,
}

const SWEPT = {
  name: 'register-swept',
  text: 'INSERT INTO register.swept (mission_id, approval, swept_at, left_over) VALUES ($1, $2, $3, $4)',
}
