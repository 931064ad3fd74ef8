import { afterEach, beforeEach, expect, test } from 'vitest'

import { describeOnEngines } from '../../test/database.ts'
import type { Place } from './config.ts'
import { findMigrations, migrate, type Migration } from './migrate.ts'
import { openPglite } from './pglite.ts'
import { openPostgres } from './postgres.ts'
import type { Engine } from './session.ts'

const extra = (sql: string): Migration => ({ name: '29990101T000000_extra.sql', sql })

async function openEngine(place: Place): Promise<Engine> {
  return place.kind === 'folder'
    ? openPglite(place.dataFolder)
    : openPostgres(place.databaseUrl, { role: null, connections: 2 })
}

describeOnEngines('migrating', (open) => {
  let engine: Engine
  let place: Place
  beforeEach(async () => {
    const database = await open()
    place = database.place
    await database.db.close()
    engine = await openEngine(place)
  })
  afterEach(async () => engine.close())

  const tables = async (name: string): Promise<number> => {
    const { rows } = await engine.session.query(
      'SELECT 1 AS one FROM information_schema.tables WHERE table_name = $1',
      [name],
    )
    return rows.length
  }

  test('a migration with several statements is applied once', async () => {
    const migrations = [
      ...findMigrations(),
      extra('CREATE SCHEMA extra; CREATE TABLE extra.added_once (id int);'),
    ]
    await migrate(engine, migrations)
    await migrate(engine, migrations)
    expect(await tables('added_once')).toBe(1)
  })

  test('a migration that was changed after it was applied is refused with its name', async () => {
    await migrate(engine, [...findMigrations(), extra('SELECT 1;')])
    await expect(migrate(engine, [...findMigrations(), extra('SELECT 2;')])).rejects.toThrow(
      'The migration 29990101T000000_extra.sql was changed after this database had applied it',
    )
  })

  test('line ends of another system change nothing', async () => {
    await migrate(engine, [...findMigrations(), extra('SELECT\n1;')])
    await expect(
      migrate(engine, [...findMigrations(), extra('SELECT\r\n1;')]),
    ).resolves.toBeUndefined()
  })

  test('a migration that fails half-way leaves nothing behind', async () => {
    const broken = extra(
      'CREATE SCHEMA extra; CREATE TABLE extra.half_done (id int); SELECT 1 / 0;',
    )
    await expect(migrate(engine, [...findMigrations(), broken])).rejects.toThrow('division by zero')
    expect(await tables('half_done')).toBe(0)
    await migrate(engine, findMigrations())
  })

  test('two programs that start at once migrate once', async () => {
    // The embedded engine lets only one program in, so there both share it.
    const second = place.kind === 'folder' ? engine : await openEngine(place)
    const migrations = [
      ...findMigrations(),
      extra('CREATE SCHEMA extra; CREATE TABLE extra.made_together (id int);'),
    ]
    await Promise.all([migrate(engine, migrations), migrate(second, migrations)])
    expect(await tables('made_together')).toBe(1)
    if (second !== engine) await second.close()
  })
})
