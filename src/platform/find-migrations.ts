import fs from 'node:fs'
import path from 'node:path'

import { packageRoot } from './package-root.ts'

/** One file of SQL that changes the schema, once. */
export interface Migration {
  /** File name, which starts with a timestamp: `20261121T080000_platform.sql`. */
  readonly name: string
  readonly sql: string
  /** The way back, from `20261121T080000_platform.down.sql` beside it; null where there is none. */
  readonly down: string | null
}

const NAME = /^\d{8}T\d{6}_[a-z0-9_]+\.sql$/
const DOWN = /\.down\.sql$/

/** Every `migrations/*.sql` under src, oldest first whichever module owns it. */
export function findMigrations(root: string = packageRoot()): readonly Migration[] {
  const source = path.join(root, 'src')
  const files = fs
    .readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(path.dirname(file)) === 'migrations' && file.endsWith('.sql'))
    .map((file) => path.join(source, file))
  const ups = files.filter((file) => !DOWN.test(file))
  const downs = new Set(files.filter((file) => DOWN.test(file)))
  const migrations = ups
    .map((file) => readMigration(file, downs))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  checkNames(migrations)
  const [lost] = downs
  if (lost === undefined) return migrations
  throw new Error(`${lost} leads back from no migration; name it after the one beside it.`)
}

/** Takes the way back out of those that are left over. */
function readMigration(file: string, downs: Set<string>): Migration {
  const back = file.replace(/\.sql$/, '.down.sql')
  return {
    name: path.basename(file),
    sql: fs.readFileSync(file, 'utf8'),
    down: downs.delete(back) ? fs.readFileSync(back, 'utf8') : null,
  }
}

function checkNames(migrations: readonly Migration[]): void {
  const wrong = migrations.find(
    ({ name }, index) => !NAME.test(name) || migrations[index + 1]?.name === name,
  )
  if (wrong === undefined) return
  throw new Error(
    `The migration ${wrong.name} needs a name of its own of the form 20261121T080000_what.sql.`,
  )
}
