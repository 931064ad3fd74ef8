import type { Db } from './database.ts'
import { findMigrations } from './find-migrations.ts'

/** What keeps a server from its work: the database does not answer, has another schema, or takes nothing in. */
export type Hindrance = 'database' | 'migrations' | 'record'

/** What a server tells whoever sends it requests. */
export type Readiness =
  | { readonly ready: true }
  | { readonly ready: false; readonly reason: Hindrance }

/** How long a database may take to answer before it counts as silent. */
const PATIENCE_MS = 2000

interface State {
  readonly names: readonly string[]
  readonly writable: boolean
}

/** Opens the question whether a server can do its work; those who ask at once are answered together. */
export function openReadiness(db: Db): () => Promise<Readiness> {
  const known = findMigrations().map(({ name }) => name)
  let asking: Promise<Readiness> | undefined
  return async () => {
    asking ??= readinessOf(db, known).finally(() => {
      asking = undefined
    })
    return asking
  }
}

async function readinessOf(db: Db, known: readonly string[]): Promise<Readiness> {
  const state = await stateOf(db)
  if (state === undefined) return { ready: false, reason: 'database' }
  if (state.names.join() !== known.join()) return { ready: false, reason: 'migrations' }
  return state.writable ? { ready: true } : { ready: false, reason: 'record' }
}

/** Undefined where the database refuses or does not answer in time: why is in its own log. */
async function stateOf(db: Db): Promise<State | undefined> {
  const patience = new AbortController()
  const silent = new Promise<undefined>((resolve) => {
    const timer = setTimeout(() => resolve(undefined), PATIENCE_MS)
    patience.signal.addEventListener('abort', () => clearTimeout(timer))
  })
  try {
    return await Promise.race([askState(db), silent])
  } catch {
    return undefined
  } finally {
    patience.abort()
  }
}

async function askState(db: Db): Promise<State | undefined> {
  const [state] = await db.run<State>(STATE, [])
  return state
}

const STATE = {
  name: 'platform-readiness',
  text: `SELECT ARRAY(SELECT name FROM platform.migration ORDER BY name) AS names,
           has_table_privilege('register.entry', 'INSERT') AND NOT pg_is_in_recovery()
             AND current_setting('transaction_read_only') = 'off' AS writable`,
}
