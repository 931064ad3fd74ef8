import type { Progress } from '../progress.ts'
import type { Session } from '../session.ts'
import { damaged, readArchive, type ReadMember } from './archive-reader.ts'
import { listTables, quoted, quotedName, type StoredTable } from './catalogue.ts'
import type { Manifest } from './manifest.ts'
import { ALIKE } from './text-form.ts'

/** What is loaded, from where, and who is told how far it has come. */
interface Loading {
  readonly file: string
  readonly manifest: Manifest
  readonly progress: Progress
}

/** Puts the rows of an archive into the tables of this database, as they were, and sets the sequences on. */
export async function loadArchive(session: Session, loading: Loading): Promise<void> {
  const { file, manifest, progress } = loading
  await session.exec(ALIKE)
  const tables = await emptyTables(session, manifest)
  const total = manifest.tables.reduce((sum, { rows }) => sum + rows, 0)
  const members = new Map(manifest.members.map((member) => [member.name, member]))
  let done = 0
  for await (const read of readArchive(file)) {
    const member = members.get(read.name)
    const table = tables.get(member?.table ?? '')
    if (member === undefined || table === undefined) continue
    const rows = read.sha256 === member.sha256 ? await insertRows(session, table, read) : undefined
    if (rows !== member.rows) throw damaged(file, member.name)
    done += rows
    progress.step(done, total)
  }
  if (done !== total) throw damaged(file, 'manifest.json')
  for (const { name, lastValue, isCalled } of manifest.sequences) {
    await session.query('SELECT setval($1::regclass, $2::int8, $3)', [
      quoted(name),
      lastValue,
      isCalled,
    ])
  }
}

/** The tables of this database, which must be those of the backup; what migrations put into them makes way. */
async function emptyTables(
  session: Session,
  manifest: Manifest,
): Promise<ReadonlyMap<string, StoredTable>> {
  const tables = await listTables(session)
  const formOf = ({ name, columns }: StoredTable) =>
    `${name}(${columns.map((column) => `${column.name} ${column.type}`).join()})`
  const here = new Set(tables.map(formOf))
  const other = manifest.tables.find((table) => !here.has(formOf(table)))
  if (other !== undefined || tables.length !== manifest.tables.length) {
    throw new Error(
      `The same migrations made other tables here than in the backup${other === undefined ? '' : `: ${other.name}`}.`,
    )
  }
  for (const { name } of tables.toReversed()) await session.exec(`DELETE FROM ${quoted(name)}`)
  return new Map(tables.map((table) => [table.name, table]))
}

async function insertRows(
  session: Session,
  { name, columns }: StoredTable,
  { content }: ReadMember,
): Promise<number> {
  const lines = content.toString('utf8').split('\n').slice(0, -1)
  const names = columns.map((column) => quotedName(column.name)).join(', ')
  const values = columns.map((column, place) => `(line ->> ${place})::${column.type}`).join(', ')
  const { affectedRows } = await session.query(
    `INSERT INTO ${quoted(name)} (${names}) OVERRIDING SYSTEM VALUE
       SELECT ${values} FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS lines (line, place)
       ORDER BY place`,
    [`[${lines.join(',')}]`],
  )
  return affectedRows
}
