import type { Command, Run } from '../command.ts'
import { withProgressBar } from '../progress-bar.ts'

/** `rollcall backup`: everything in the database as one file, for either engine. */
export const backup: Command = {
  name: 'backup',
  record: 'closed',
  summary: 'Write everything in the database at this moment to one file that restore brings back.',
  operands: [{ name: 'FILE.tar', summary: 'the file to make; it must not exist yet' }],
  options: [],
  examples: ['backup rollcall-2026-11-24.tar'],
  run: writeBackup,
}

async function writeBackup({ maintenance, clock, given, io }: Omit<Run, 'db'>): Promise<void> {
  const file = given.operand('FILE.tar')
  const { rows, tables, bytes, sha256 } = await withProgressBar(
    { io, clock },
    'Backing up',
    async (progress) => maintenance().backUp(file, progress),
  )
  await io.out(
    `Backed up ${rows} rows of ${tables} tables (${bytes} bytes) to ${file}.\nIts manifest has the SHA-256 ${sha256}; keep it apart from the file. Private keys are not in it: keep copies of those apart as well.\n`,
  )
}
