import type { Session } from './session.ts'
import { sqlStateOf } from './sql-state.ts'

/**
 * What of the disk a sweep could not reach: the journal (`wal`), that old files of it are reused and not
 * deleted (`wal-recycle`), copies that others still wait for (`replica`), samples of values kept for the
 * planner (`statistics`).
 */
export type Unreached = 'wal' | 'wal-recycle' | 'replica' | 'statistics'

/** Not allowed, or not for this session. */
const DENIED: ReadonlySet<string> = new Set(['42501', '55P02'])

/** More journal files than a server keeps ready for reuse. */
const MOST_SEGMENTS = 2_000

/**
 * Rewrites tables, so that what was deleted lies in none of their files, and then lets go of the journal that
 * remembers it: old files of it are deleted and not reused. What the owner may not do on a server is named.
 */
export async function sweepDisk(
  session: Session,
  { tables, isServer }: { readonly tables: readonly string[]; readonly isServer: boolean },
): Promise<readonly Unreached[]> {
  for (const table of tables) await session.exec(`VACUUM (FULL, ANALYZE) ${table}`)
  const unreached: Unreached[] = []
  const attempt = async (what: Unreached, work: () => Promise<boolean>) => {
    if (!(await allowed(work)) && !unreached.includes(what)) unreached.push(what)
  }
  await attempt('statistics', async () => done(session, 'VACUUM (FULL) pg_catalog.pg_statistic'))
  await attempt('replica', async () => nobodyWaits(session))
  await attempt('wal-recycle', async () => stopRecycling(session, isServer))
  await attempt('wal', async () => letGoOfJournal(session))
  return unreached
}

async function allowed(work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work()
  } catch (error) {
    if (DENIED.has(sqlStateOf(error) ?? '')) return false
    throw error
  }
}

async function done(session: Session, sql: string): Promise<boolean> {
  await session.exec(sql)
  return true
}

/** A standby that is behind, or an archive that is full, keeps the journal. */
async function nobodyWaits(session: Session): Promise<boolean> {
  const { rows } = await session.query<{ waits: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_replication_slots) OR current_setting('archive_mode') <> 'off'
      OR current_setting('wal_keep_size') <> '0' AS waits`,
    [],
  )
  return rows[0]?.waits === false
}

/** A journal file that is reused keeps what it held until it is written over. */
async function stopRecycling(session: Session, isServer: boolean): Promise<boolean> {
  // In a server another process lets go of the files: it asks the configuration, not this session.
  if (!isServer) await session.exec('SET wal_recycle = off')
  const { rows } = await session.query<{ setting: string }>(
    `SELECT current_setting('wal_recycle') AS setting`,
    [],
  )
  return rows[0]?.setting === 'off'
}

/**
 * Goes past all files that stand ready, some of which may be old ones under new names, and then deletes all
 * that lie behind.
 */
async function letGoOfJournal(session: Session): Promise<boolean> {
  await session.exec('CHECKPOINT')
  const { rows } = await session.query<{ files: number }>(
    `SELECT count(*)::int4 AS files FROM pg_ls_waldir() WHERE name > pg_walfile_name(pg_current_wal_lsn())`,
    [],
  )
  const ahead = Math.min(rows[0]?.files ?? 0, MOST_SEGMENTS)
  for (let file = 0; file <= ahead; file++) {
    // A file that nothing was written to is not left.
    await session.query(`SELECT pg_logical_emit_message(false, 'rollcall', 'sweep')`, [])
    await session.query('SELECT pg_switch_wal()', [])
  }
  await session.exec('CHECKPOINT')
  await session.exec('CHECKPOINT')
  return true
}
