import { hash } from 'node:crypto'

import { beforeAll, expect, test } from 'vitest'

import { groupBy } from '#kit'
import { type Db, fixedClock } from '#platform'
import { openReaders } from '#register'

import { type Marked, NOW } from './access/cells.ts'
import { PEOPLE } from './access/people.ts'
import { recordCells } from './access/record.ts'
import { FOR_EVERYBODY, FOR_NOBODY, keyOf, type Reading, type Row, WHOSE } from './access/rows.ts'
import { describeOnEngines } from './database.ts'
import { MISSION, openRecord } from './drafts.ts'

// Issue 3: the same questions asked directly in SQL, as the portal's role and as the readers', return what
// can() allows. Which tables there are is asked of the catalogue: a new one must say whose its rows are.

const ROLES = ['rollcall_portal', 'rollcall_reader'] as const

describeOnEngines('the rows of the register', (open) => {
  let db: Db
  let tables: readonly string[]
  let reading: Omit<Reading, 'actor'>
  const readableColumns = new Map<string, readonly string[]>()

  beforeAll(async () => {
    db = (await open()).db
    const clock = fixedClock(NOW)
    const entries = await recordCells({ db, clock }, await openRecord(db, clock))
    tables = (await rowsOf(db, TABLES)).map(({ name }) => String(name))
    for (const table of tables) {
      for (const role of ROLES) {
        const columns = await rowsOf(db, columnsOf(role, table))
        readableColumns.set(
          `${role} ${table}`,
          columns.map(({ name }) => String(name)),
        )
      }
    }
    reading = await readingOf(db, entries)
  })

  const columnsFor = (role: (typeof ROLES)[number], table: string) =>
    readableColumns.get(`${role} ${table}`) ?? []

  test('are somebody’s by name in every table that there is', () => {
    const named = [FOR_EVERYBODY, FOR_NOBODY, WHOSE].flatMap((list) => Object.keys(list))
    expect(tables.filter((table) => !named.includes(table))).toEqual([])
    expect(named.filter((table) => !tables.includes(table))).toEqual([])
    expect(new Set(named).size).toBe(named.length)
  })

  test('lie behind row-level security where they are not everybody’s', async () => {
    const open = (await rowsOf(db, UNSECURED)).map(({ name }) => String(name))
    const closed = [...Object.keys(FOR_NOBODY), ...Object.keys(FOR_EVERYBODY)]
    expect(open.filter((table) => !closed.includes(table))).toEqual([])
  })

  test('are not so much as counted where they are nobody’s', () => {
    for (const table of Object.keys(FOR_NOBODY)) {
      expect(ROLES.flatMap((role) => columnsFor(role, table))).toEqual([])
    }
  })

  test.each(Object.entries(PEOPLE))('are told to %s exactly as can() says', async (_, actor) => {
    const readers = openReaders(db)
    const reader = await readers.as(actor, MISSION, NOW)
    const role = reader === readers.portal ? 'rollcall_portal' : 'rollcall_reader'
    const wrong: string[] = []
    let told = 0
    for (const [table, whose] of Object.entries(WHOSE)) {
      const select = selectOf(table, columnsFor(role, table))
      const theirs = (await rowsOf(db, select)).filter(
        (row) => isWithin(row, role) && whose(row, { ...reading, actor }),
      )
      const rows = await rowsOf(reader, select)
      told += rows.length
      wrong.push(...differences(table, rows, theirs))
    }
    expect(wrong).toEqual([])
    expect(told).toBeGreaterThan(50)
  })

  test.each([
    ['rollcall_portal', 'opening', 'actor'],
    ['rollcall_reader', 'opening', 'actor'],
    ['rollcall_portal', 'approval', 'approver'],
    ['rollcall_reader', 'approval', 'approver'],
    ['rollcall_portal', 'approval', 'proposer'],
    ['rollcall_reader', 'approval', 'proposer'],
    ['rollcall_portal', 'proposal', 'actor'],
  ] as const)(
    'never tell %s of %s.%s: who recorded, proposed or approved',
    async (role, table, column) => {
      expect(columnsFor(role, table)).not.toContain(column)
      const reader = db.as({ role, settings: {} })
      await expect(
        rowsOf(reader, `SELECT ${column} AS name FROM register.${table}`),
      ).rejects.toThrow(/permission denied/)
    },
  )

  test('cannot be changed by whoever reads them, and nothing beside them can be read', async () => {
    for (const role of ROLES) {
      expect(await rowsOf(db, changeable(role))).toEqual([])
      expect(await rowsOf(db, readableElsewhere(role))).toEqual([])
    }
  })
})

/** Whoever has signed in asks within one mission, the first on this record; the portal is of all missions. */
function isWithin(row: Row, role: (typeof ROLES)[number]): boolean {
  return role === 'rollcall_portal' || row['mission_id'] === '1'
}

async function readingOf(db: Db, entries: readonly Marked[]): Promise<Omit<Reading, 'actor'>> {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const places = await rowsOf(db, 'SELECT mission_id, seq, id FROM register.entry')
  const at = new Map(
    places.flatMap((row) => {
      const entry = byId.get(String(row['id']))
      return entry === undefined ? [] : [[keyOf(row, 'seq'), entry] as const]
    }),
  )
  const lying = async (sql: string) => {
    const found = (await rowsOf(db, sql)).flatMap((row) => {
      const entry = at.get(keyOf(row, 'seq'))
      return entry === undefined ? [] : [{ key: keyOf(row, 'on'), entry }]
    })
    const grouped = groupBy(found, ({ key }) => key)
    return new Map([...grouped].map(([key, alike]) => [key, alike.map(({ entry }) => entry)]))
  }
  return {
    at,
    byHash: await lying(
      `SELECT mission_id, seq, sha256 AS on FROM register.document UNION SELECT mission_id, seq, text_sha256 FROM register.document`,
    ),
    byLane: await lying(`SELECT mission_id, seq, lane AS on FROM register.claim UNION
      SELECT mission_id, claim, lane FROM register.lane WHERE claim IS NOT NULL`),
    missions: missionsOf(places, at),
  }
}

function missionsOf(
  places: readonly Row[],
  at: ReadonlyMap<string, Marked>,
): ReadonlyMap<number, readonly Marked[]> {
  const numbers = [...new Set(places.map((row) => Number(row['mission_id'])))]
  return new Map(
    numbers.map((number) => [
      number,
      places.flatMap((row) => {
        const entry = at.get(keyOf(row, 'seq'))
        return Number(row['mission_id']) === number && entry !== undefined ? [entry] : []
      }),
    ]),
  )
}

function differences(
  table: string,
  rows: readonly Row[],
  theirs: readonly Row[],
): readonly string[] {
  const texts = (some: readonly Row[]) => new Set(some.map((row) => JSON.stringify(row)))
  const [told, right] = [texts(rows), texts(theirs)]
  return [
    ...[...told]
      .filter((row) => !right.has(row))
      .map((row) => `${table} tells ${row.slice(0, 200)}`),
    ...[...right]
      .filter((row) => !told.has(row))
      .map((row) => `${table} hides ${row.slice(0, 200)}`),
  ]
}

async function rowsOf(db: Db, text: string): Promise<readonly Row[]> {
  // A statement is known by its name, so each needs its own.
  return db.run<Row>({ name: `test-${hash('md5', text)}`, text }, [])
}

function selectOf(table: string, columns: readonly string[]): string {
  const list = columns.map((column) => `${column}::text AS ${column}`).join(', ')
  return `SELECT ${list} FROM register.${table}`
}

const TABLES = `SELECT relname AS name FROM pg_class WHERE relnamespace = 'register'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY 1`

const UNSECURED = `SELECT relname AS name FROM pg_class WHERE relnamespace = 'register'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT relrowsecurity ORDER BY 1`

function columnsOf(role: string, table: string): string {
  return `SELECT attname AS name FROM pg_attribute WHERE attrelid = 'register.${table}'::regclass AND attnum > 0 AND NOT attisdropped
    AND has_column_privilege('${role}', attrelid, attnum, 'SELECT') ORDER BY attnum`
}

function changeable(role: string): string {
  return `SELECT relname AS name FROM pg_class WHERE relnamespace IN ('register'::regnamespace, 'platform'::regnamespace) AND relkind IN ('r', 'p', 'v')
    AND (has_any_column_privilege('${role}', oid, 'INSERT, UPDATE, REFERENCES') OR has_table_privilege('${role}', oid, 'DELETE, TRUNCATE, TRIGGER'))`
}

function readableElsewhere(role: string): string {
  return `SELECT relname AS name FROM pg_class WHERE relnamespace = 'platform'::regnamespace AND relkind IN ('r', 'p', 'v') AND has_any_column_privilege('${role}', oid, 'SELECT')`
}
