import { resolveAsking } from '#register'

import type { Command, Run } from '../command.ts'
import { exportFolder } from '../export/export-folder.ts'
import { chooseMission } from '../mission.ts'
import { MISSION } from '../options.ts'
import { withProgressBar } from '../progress-bar.ts'

/** `rollcall export`: the record as files that `load` reads back. */
export const exportRecord: Command = {
  name: 'export',
  record: 'open',
  summary:
    'Write a mission’s record to a new folder: CSV files that load reads back, and every entry.',
  operands: [{ name: 'DIR', summary: 'the folder to make; it must not exist yet' }],
  options: [
    MISSION,
    {
      name: 'record-at',
      value: 'SEQ|TIME',
      summary: 'the record as it stood at this entry, day or instant (default: the latest entry)',
    },
  ],
  examples: ['export backup-2026-11-21'],
  run: exportMission,
}

async function exportMission({ db, clock, given, io }: Run): Promise<void> {
  const mission = await chooseMission(db, given)
  const { recordAt } = await resolveAsking({ db, clock }, mission.mission, {
    recordAt: given.option('record-at'),
  })
  const folder = given.operand('DIR')
  const files = await withProgressBar(
    { io, clock },
    `Exporting ${mission.mission}`,
    async (progress) => exportFolder({ db, mission, recordAt }, folder, progress),
  )
  const lines = files.map(
    ({ name, rows, bytes }) => `  ${name}: ${rows} ${rows === 1 ? 'row' : 'rows'}, ${bytes} bytes`,
  )
  await io.out(
    `Exported ${mission.mission} as it stood at entry ${recordAt.seq} to ${folder}:\n${lines.join('\n')}\n`,
  )
}
