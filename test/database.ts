import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import pg from 'pg'
import { afterAll, describe, inject } from 'vitest'

import { type Db, openDatabase, openOwner, type Place } from '#platform'

/** A migrated database of its own, opened as the application. */
export interface TestDatabase {
  readonly db: Db
  /** Where it is, for opening it again or in another process. */
  readonly place: Place
  drop(): Promise<void>
}

/** Makes a fresh database; what only the owner may do to it is done first. */
export type Open = (asOwner?: (owner: Db) => Promise<void>) => Promise<TestDatabase>

const ENGINES = ['pglite', 'postgresql'] as const

/**
 * Runs the same tests on both engines. `open` makes a fresh database; all are dropped after the last test:
 *
 *     describeOnEngines('appending', (open) => {
 *       let db: Db
 *       beforeAll(async () => {
 *         db = (await open()).db
 *       })
 *       test('…', async () => …)
 *     })
 */
export function describeOnEngines(
  name: string,
  tests: (open: Open, engine: Db['engine']) => void,
): void {
  for (const engine of ENGINES) {
    describe.skipIf(engine === 'postgresql' && inject('templates').server === null)(
      `${name} on ${engine}`,
      () => {
        const opened: TestDatabase[] = []
        afterAll(async () => {
          for (const database of opened) await database.drop()
        })
        tests(async (asOwner) => {
          const database = await testDatabase(engine, asOwner)
          opened.push(database)
          return database
        }, engine)
      },
    )
  }
}

/** Copies a migrated database and opens it as the application; the caller drops it. */
export async function testDatabase(
  engine: Db['engine'],
  asOwner?: (owner: Db) => Promise<void>,
): Promise<TestDatabase> {
  const copy = engine === 'pglite' ? copyFolder() : await copyOnServer()
  if (asOwner !== undefined) {
    const owner = await openOwner(copy.place)
    try {
      await asOwner(owner)
    } finally {
      await owner.close()
    }
  }
  const db = await openDatabase(copy.place)
  return {
    db,
    place: copy.place,
    async drop() {
      await db.close()
      await copy.remove()
    },
  }
}

/** A place for a database that a test removes itself. */
export interface Copy {
  readonly place: Place
  remove(): Promise<void>
}

/** A place that holds nothing yet, not even a schema; the caller removes it. */
export async function freshPlace(engine: Db['engine']): Promise<Copy> {
  if (engine === 'postgresql') return copyOnServer('template0')
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-test-data-'))
  return {
    place: { kind: 'folder', dataFolder },
    remove: async () => fs.rmSync(dataFolder, { recursive: true, force: true }),
  }
}

function copyFolder(): Copy {
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-test-data-'))
  fs.cpSync(inject('templates').folder, dataFolder, {
    recursive: true,
    mode: fs.constants.COPYFILE_FICLONE,
  })
  return {
    place: { kind: 'folder', dataFolder },
    remove: async () => fs.rmSync(dataFolder, { recursive: true, force: true }),
  }
}

async function copyOnServer(template?: string): Promise<Copy> {
  const { server } = inject('templates')
  if (server === null) throw new Error('There is no PostgreSQL server for this test.')
  const name = `rollcall_test_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client(server.adminUrl)
  await admin.connect()
  await admin.query(`CREATE DATABASE "${name}" TEMPLATE "${template ?? server.database}"`)
  const url = new URL(server.adminUrl)
  url.pathname = name
  return {
    place: { kind: 'server', databaseUrl: url.href },
    async remove() {
      await admin.query(`DROP DATABASE "${name}" WITH (FORCE)`)
      await admin.end()
    },
  }
}
