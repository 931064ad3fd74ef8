import { createHash } from 'node:crypto'

import type { Clock } from '../clock.ts'
import { RefusedError } from '../errors.ts'
import { openBook, readBook } from '../migration-book.ts'
import type { Progress } from '../progress.ts'
import type { Engine, Session } from '../session.ts'
import { type ArchiveWriter, openArchiveWriter } from './archive-writer.ts'
import { type CataloguedTable, listSequences, listTables, quoted, quotedName } from './catalogue.ts'
import { LEFT_OUT } from './left-out.ts'
import { FORMAT, type Manifest, MANIFEST, MANIFEST_HASH, type Member } from './manifest.ts'
import { ALIKE } from './text-form.ts'

/** What was put into a backup. */
export interface BackedUp {
  readonly tables: number
  readonly rows: number
  readonly bytes: number
  /** Of the manifest, which holds that of everything else: whoever keeps it can tell this backup from any other. */
  readonly sha256: string
}

/** A table whose rows were counted, and how many of them are read at once. */
interface CountedTable extends CataloguedTable {
  readonly rows: number
  readonly page: number
}

/** How much is read at once, as far as the stored size of the largest row tells. */
const PAGE_BYTES = 4 * 1024 * 1024
const PAGE_ROWS = 2000

/** Writes everything the database holds at one moment to a new file, whichever engine it is. */
export async function backUp(
  engine: Engine,
  file: string,
  { clock, progress }: { clock: Clock; progress: Progress },
): Promise<BackedUp> {
  await checkRecord(engine)
  const madeAt = clock.now()
  const archive = openArchiveWriter(file, new Date(madeAt))
  try {
    const manifest = await engine.transaction(async (session) => {
      await session.exec(`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; ${ALIKE}`)
      return writeTables(session, archive, progress)
    })
    const content = Buffer.from(
      JSON.stringify({ format: FORMAT, madeAt, engine: engine.name, ...manifest }, null, 1),
    )
    const sha256 = createHash('sha256').update(content).digest('hex')
    await archive.add(MANIFEST, content)
    await archive.add(MANIFEST_HASH, Buffer.from(`${sha256}\n`))
    await archive.end()
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    const bytes = manifest.members.reduce((sum, member) => sum + member.bytes, 0)
    return { tables: manifest.tables.length, rows, bytes, sha256 }
  } catch (error) {
    await archive.giveUp()
    throw error
  }
}

/** A wrong address must not end in a backup of nothing that looks like one. */
async function checkRecord(engine: Engine): Promise<void> {
  const { rows } = await engine.session.query<{ migration: string | null }>(
    `SELECT to_regclass('platform.migration')::text AS migration`,
    [],
  )
  const isHere = rows[0]?.migration != null && !(await openBook(engine)).isRestoring
  if (isHere) return
  throw new RefusedError(
    'not_found',
    'backup.nothing',
    'There is no record in this database to back up; set ROLLCALL_DATA or DATABASE_URL to where it is.',
  )
}

async function writeTables(
  session: Session,
  archive: ArchiveWriter,
  progress: Progress,
): Promise<Omit<Manifest, 'format' | 'madeAt' | 'engine'>> {
  const { applied } = await readBook(session)
  const found = await listTables(session)
  // Nobody may change a table's form while its rows are read.
  for (const { name } of found)
    await session.exec(`LOCK TABLE ${quoted(name)} IN ACCESS SHARE MODE`)
  const tables: CountedTable[] = []
  for (const table of found) tables.push({ ...table, ...(await countRows(session, table)) })
  const total = tables.reduce((sum, { rows }) => sum + rows, 0)
  const members: Member[] = []
  let done = 0
  for (const table of tables) {
    for await (const page of pagesOf(session, table)) {
      const name = `${table.name}/${String(page.number).padStart(6, '0')}.jsonl`
      const sha256 = await archive.add(name, page.content)
      members.push({ name, table: table.name, rows: page.rows, bytes: page.content.length, sha256 })
      done += page.rows
      progress.step(done, total)
    }
  }
  return {
    migrations: [...applied].map(([name, sha256]) => ({ name, sha256 })),
    tables: tables.map(({ name, columns, rows }) => ({ name, columns: [...columns], rows })),
    sequences: [...(await listSequences(session))],
    members,
    leftOut: [...LEFT_OUT].map(([table, why]) => ({ table, why })),
  }
}

async function countRows(
  session: Session,
  { name, columns }: CataloguedTable,
): Promise<{ readonly rows: number; readonly page: number }> {
  const size = columns.map((column) => `coalesce(pg_column_size(${quotedName(column.name)}), 0)`)
  const { rows } = await session.query<{ rows: number; largest: number }>(
    `SELECT count(*)::int4 AS rows, coalesce(max(${size.join(' + ')}), 1)::int4 AS largest FROM ${quoted(name)}`,
    [],
  )
  const [{ rows: count, largest } = { rows: 0, largest: 1 }] = rows
  return { rows: count, page: Math.max(1, Math.min(PAGE_ROWS, Math.floor(PAGE_BYTES / largest))) }
}

interface Page {
  readonly number: number
  readonly rows: number
  readonly content: Buffer
}

/**
 * The rows of a table in the order of its key, each a line: a JSON array of its columns as text.
 * @yields so many rows as fit into one member
 */
async function* pagesOf(
  session: Session,
  { name, columns, order, page }: CountedTable,
): AsyncGenerator<Page> {
  const values = columns.map((column) => `${quotedName(column.name)}::text`).join(', ')
  const sorted = order.length === 0 ? '' : `ORDER BY ${order.join(', ')}`
  await session.exec(
    `DECLARE backup_rows NO SCROLL CURSOR FOR
       SELECT array_to_json(ARRAY[${values}]::text[])::text AS line FROM ${quoted(name)} ${sorted}`,
  )
  for (let number = 1; ; number += 1) {
    const { rows } = await session.query<{ line: string }>(`FETCH ${page} FROM backup_rows`, [])
    if (rows.length === 0) break
    const content = Buffer.from(rows.map(({ line }) => `${line}\n`).join(''))
    yield { number, rows: rows.length, content }
  }
  await session.exec('CLOSE backup_rows')
}
