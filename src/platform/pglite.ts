import fs from 'node:fs'
import path from 'node:path'

import { PGlite } from '@electric-sql/pglite'

import { lockFolder } from './data-lock.ts'
import { DurableNodeFS, syncTree } from './durable-node-fs.ts'
import { settingsFor } from './identity.ts'
import { openStatements, type Statements } from './pglite-statements.ts'
import { openTurns, type Turns } from './pglite-turns.ts'
import type { Engine, Identity, Outcome, Session, Statement } from './session.ts'
import { VALUE_PARSERS } from './value-parsers.ts'

/** The part of PGlite that a transaction has too. */
type Runner = Pick<PGlite, 'query' | 'exec'>

interface Parts {
  readonly runner: Runner
  readonly statements: Statements
}

/** Whose plans are taken where no reader asks: those of the role that the opener took on, or of the owner. */
const OWN = 'own'
const OWNER = 'owner'

// `-F` would switch fsync off again; fdatasync is a stub in PGlite's wasm, so plain fsync it must be.
const START_PARAMS = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  '-c',
  'fsync=on',
  '-c',
  'wal_sync_method=fsync',
]

/** Opens the embedded engine in a folder that this process alone holds until it is closed. */
export async function openPglite(dataFolder: string): Promise<Engine> {
  fs.mkdirSync(dataFolder, { recursive: true })
  const lock = await lockFolder(dataFolder)
  try {
    const pglite = await startIn(path.join(dataFolder, 'database'))
    await pglite.exec(`SET TIME ZONE 'UTC'`)
    const turns = openTurns(pglite)
    const parts = { runner: pglite, statements: openStatements(pglite) }
    return {
      name: 'pglite',
      session: sessionAs(parts, turns, null),
      as: (identity) => sessionAs(parts, turns, identity),
      transaction: async (work) =>
        turns.take(null, async () =>
          pglite.transaction(async (tx) => work(sessionOf({ ...parts, runner: tx }, OWN))),
        ),
      asOwner: async (work) =>
        turns.take(null, async () => {
          const own = sessionOf(parts, OWNER)
          const role = await roleOf(own)
          await own.exec('RESET ROLE')
          try {
            return await work(own)
          } finally {
            await own.exec(`SET ROLE ${role}`)
          }
        }),
      async close() {
        await pglite.close()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

async function startIn(folder: string): Promise<PGlite> {
  const fresh = !fs.existsSync(path.join(folder, 'PG_VERSION'))
  const pglite = await PGlite.create({
    fs: new DurableNodeFS(folder),
    startParams: START_PARAMS,
    parsers: Object.fromEntries(VALUE_PARSERS),
  })
  if (fresh) syncTree(path.dirname(folder))
  return pglite
}

/** The role that the session has taken on; `none` where it is the owner's own. */
async function roleOf(session: Session): Promise<string> {
  const { rows } = await session.query<{ role: string }>(
    `SELECT current_setting('role') AS role`,
    [],
  )
  return rows[0]?.role ?? 'none'
}

function sessionAs(parts: Parts, turns: Turns, identity: Identity | null): Session {
  const own = sessionOf(parts, identity?.role ?? OWN)
  const settings = (statement: Parameters<Session['query']>[0], values: readonly unknown[]) =>
    identity === null ? null : settingsFor(identity, statement, values)
  return {
    query: async (statement, values) =>
      turns.take(settings(statement, values), async () => own.query(statement, values)),
    exec: async (sql) => turns.take(settings('', []), async () => own.exec(sql)),
  }
}

function sessionOf({ runner, statements }: Parts, role: string): Session {
  return {
    async query<Row extends object>(
      statement: Statement | string,
      values: readonly unknown[],
    ): Promise<Outcome<Row>> {
      const result =
        typeof statement === 'string'
          ? await runner.query<Row>(statement, [...values])
          : await statements.run<Row>(role, statement, values)
      return { rows: result.rows, affectedRows: result.affectedRows ?? 0 }
    },
    async exec(sql) {
      await runner.exec(sql)
    },
  }
}
