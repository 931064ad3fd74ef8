import type { Command, Run } from '../command.ts'
import { withProgressBar } from '../progress-bar.ts'

/** `rollcall restore`: a backup brought back, whichever engine it was made on. */
export const restore: Command = {
  name: 'restore',
  record: 'closed',
  summary: 'Bring a backup back into a database that holds nothing: all of it, or nothing.',
  operands: [{ name: 'FILE.tar', summary: 'what "rollcall backup" wrote' }],
  options: [],
  examples: ['restore rollcall-2026-11-24.tar'],
  run: bringBack,
}

async function bringBack({ maintenance, clock, given, io }: Omit<Run, 'db'>): Promise<void> {
  const file = given.operand('FILE.tar')
  const { rows, tables, madeAt } = await withProgressBar(
    { io, clock },
    'Restoring',
    async (progress) => maintenance().restore(file, progress),
  )
  await io.out(
    `Restored ${rows} rows of ${tables} tables as they were at ${madeAt}.\nCheck them before you rely on them: rollcall rebuild.\n`,
  )
}
