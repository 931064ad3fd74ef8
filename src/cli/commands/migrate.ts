import type { Command, Run } from '../command.ts'

/** `rollcall migrate`: brings the database up to date, or back to where an earlier version knows it. */
export const migrate: Command = {
  name: 'migrate',
  record: 'closed',
  summary: 'Bring the database up to date; every other command does so too before it starts.',
  operands: [],
  options: [
    {
      name: 'to',
      value: 'NAME',
      summary:
        'go back instead, until this migration is the latest: before an earlier version starts',
    },
  ],
  examples: ['migrate', 'migrate --to 20261121T090100_derived.sql'],
  async run(run) {
    const last = run.given.option('to')
    await (last === undefined ? goUp(run) : goBack(run, last))
  },
}

async function goUp({ openDatabase, io }: Omit<Run, 'db'>): Promise<void> {
  const db = await openDatabase()
  try {
    const applied = await db.run<{ name: string }>(APPLIED, [])
    const latest = applied.at(-1)?.name ?? 'none'
    await io.out(
      `The database is up to date: ${applied.length} migrations, the latest ${latest}.\n`,
    )
  } finally {
    await db.close()
  }
}

async function goBack({ maintenance, io }: Omit<Run, 'db'>, last: string): Promise<void> {
  const names = await maintenance().migrateDown(last)
  const taken = names.length === 0 ? '' : `Taken back: ${names.join(', ')}.\n`
  await io.out(
    `${taken}The latest migration of the database is ${last}. Start only the version that ends with it: this one would bring the database up to date again.\n`,
  )
}

const APPLIED = {
  name: 'cli-applied-migrations',
  text: 'SELECT name FROM platform.migration ORDER BY name',
}
