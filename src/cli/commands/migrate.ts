import type { Command } from '../command.ts'

/** `rollcall migrate`: brings the database up to date and does nothing else. */
export const migrate: Command = {
  name: 'migrate',
  record: 'open',
  summary: 'Bring the database up to date; every other command does so too before it starts.',
  operands: [],
  options: [],
  examples: ['migrate'],
  async run({ db, io }) {
    const applied = await db.run<{ name: string }>(APPLIED, [])
    const latest = applied.at(-1)?.name ?? 'none'
    await io.out(
      `The database is up to date: ${applied.length} migrations, the latest ${latest}.\n`,
    )
  },
}

const APPLIED = {
  name: 'cli-applied-migrations',
  text: 'SELECT name FROM platform.migration ORDER BY name',
}
