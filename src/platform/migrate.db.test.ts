import { afterEach, beforeEach, expect, test } from 'vitest'

import { describeOnEngines, freshPlace } from '../../test/database.ts'
import type { Place } from './config.ts'
import { findMigrations, type Migration } from './find-migrations.ts'
import { openLog } from './log.ts'
import { migrateDown } from './migrate-down.ts'
import { migrate } from './migrate.ts'
import { openAsFound } from './open-engine.ts'
import type { Engine } from './session.ts'

const extra = (sql: string, down: string | null = null): Migration => ({
  name: '29990101T000000_extra.sql',
  sql,
  down,
})

async function openEngine(place: Place): Promise<Engine> {
  return openAsFound(place, openLog('off'))
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

  test('code that does not know a migration refuses to start, and names it and both ways out', async () => {
    await migrate(engine, [...findMigrations(), extra('SELECT 1;')])
    const latest = findMigrations().at(-1)?.name ?? ''
    await expect(migrate(engine, findMigrations())).rejects.toMatchObject({
      code: 'database.schema_newer',
      message: `This database has had the migration 29990101T000000_extra.sql, which this version of Rollcall does not know; start the version that brought it, or with that version take the database back first: rollcall migrate --to ${latest}.`,
    })
  })

  test('a migration is taken back by the way that lies beside it, and can come again', async () => {
    const latest = findMigrations().at(-1)?.name ?? ''
    const migrations = [
      ...findMigrations(),
      extra(
        'CREATE SCHEMA extra; CREATE TABLE extra.came_back (id int);',
        'DROP SCHEMA extra CASCADE;',
      ),
    ]
    await migrate(engine, migrations)
    expect(await migrateDown(engine, migrations, latest)).toEqual(['29990101T000000_extra.sql'])
    expect(await tables('came_back')).toBe(0)
    await migrate(engine, findMigrations())
    await migrate(engine, migrations)
    expect(await tables('came_back')).toBe(1)
  })

  test('every migration that has a way back is taken back and applied again', async () => {
    const backable = findMigrations().flatMap(({ down }, index) => (down === null ? [] : [index]))
    expect(backable.length).toBeGreaterThan(0)
    const fresh = await freshPlace(place.kind === 'folder' ? 'pglite' : 'postgresql')
    const other = await openEngine(fresh.place)
    for (const index of backable) {
      const until = findMigrations().slice(0, index + 1)
      const [before, last] = until.slice(-2).map(({ name }) => name)
      await migrate(other, until)
      expect(await migrateDown(other, until, before ?? '')).toEqual([last])
      await migrate(other, until)
    }
    await migrate(other)
    await other.close()
    await fresh.remove()
  })

  test('where one migration has no way back, none is taken back', async () => {
    const oldest = findMigrations()[0]?.name ?? ''
    const migrations = [
      ...findMigrations(),
      extra('CREATE SCHEMA extra; CREATE TABLE extra.kept (id int);', 'DROP SCHEMA extra CASCADE;'),
    ]
    await migrate(engine, migrations)
    await expect(migrateDown(engine, migrations, oldest)).rejects.toMatchObject({
      code: 'database.no_way_back',
    })
    expect(await tables('kept')).toBe(1)
  })

  test('a way back that would lose entries refuses with its own sentence and changes nothing', async () => {
    const latest = findMigrations().at(-1)?.name ?? ''
    const migrations = [
      ...findMigrations(),
      extra(
        'CREATE SCHEMA extra; CREATE TABLE extra.needed (id int);',
        `DROP SCHEMA extra CASCADE;
         DO $$ BEGIN RAISE EXCEPTION 'three releases are on record.'; END $$;`,
      ),
    ]
    await migrate(engine, migrations)
    await expect(migrateDown(engine, migrations, latest)).rejects.toThrow(
      'The migration 29990101T000000_extra.sql cannot be taken back: three releases are on record.',
    )
    expect(await tables('needed')).toBe(1)
  })

  test('to go back to a migration that was never applied is refused with those that were', async () => {
    await expect(migrateDown(engine, findMigrations(), 'nothing.sql')).rejects.toThrow(
      'has not had a migration nothing.sql; it has had: 20261121T080000_platform.sql',
    )
  })

  test('a database into which a restore was left half-way is refused', async () => {
    await engine.session.exec('INSERT INTO platform.restoring DEFAULT VALUES')
    await expect(migrate(engine)).rejects.toMatchObject({ code: 'database.restore_unfinished' })
  })
})
