import type { PGlite } from '@electric-sql/pglite'

import { keyOf, type Settings, settingStatement } from './identity.ts'

/** Gives the one connection of the embedded engine to one piece of work after another. */
export interface Turns {
  /** Runs the work when it is its turn, as whom the settings say; null: as whoever opened the database. */
  take<T>(settings: Settings | null, work: () => Promise<T>): Promise<T>
}

/** Opens the queue; whoever works sets the session first, where it is not set so already. */
export function openTurns(pglite: PGlite): Turns {
  let last: Promise<unknown> = Promise.resolve()
  let current = OWN
  let own: string | null = null
  const become = async (settings: Settings | null): Promise<void> => {
    const wanted = settings === null ? OWN : keyOf(settings)
    if (wanted === current) return
    own ??= await roleOf(pglite)
    // Where setting fails half-way, nobody may trust what the session is.
    current = UNKNOWN
    const { text, values } = settingStatement(settings ?? { role: own })
    await pglite.query(text, [...values])
    current = wanted
  }
  return {
    async take(settings, work) {
      const turn = last.then(async () => {
        await become(settings)
        return work()
      })
      last = turn.then(
        () => undefined,
        () => undefined,
      )
      return turn
    },
  }
}

const OWN = 'own'
const UNKNOWN = 'unknown'

/** Asked once, before anybody else's turn: the role that the opener took on. */
async function roleOf(pglite: PGlite): Promise<string> {
  const { rows } = await pglite.query<{ role: string }>(`SELECT current_setting('role') AS role`)
  return rows[0]?.role ?? 'none'
}
