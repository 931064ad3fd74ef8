import { askingOf } from '../asking.ts'
import type { Command, Run } from '../command.ts'
import { saveArchive, saveFolder } from '../download/save.ts'
import { ASKING } from '../options.ts'
import { withProgressBar } from '../progress-bar.ts'

/** `rollcall download`: what the public may take, in the bytes that the web sends. */
export const download: Command = {
  name: 'download',
  record: 'open',
  summary: 'Write all that is public of a mission to a new folder or archive, with hashes.',
  operands: [
    { name: 'MISSION', summary: 'the mission, such as mss-haiti' },
    { name: 'DIR|FILE.tar', summary: 'the folder or the .tar file to make; it must not exist yet' },
  ],
  options: ASKING,
  examples: ['download mss-haiti mss-haiti.tar', 'download mss-haiti copy --record-at 1200'],
  run: downloadMission,
}

async function downloadMission(run: Run): Promise<void> {
  const { db, clock, given, io } = run
  const mission = given.operand('MISSION')
  const target = given.operand('DIR|FILE.tar')
  const { validOn, knownAt, recordAt } = await askingOf({ db, clock, given }, mission)
  const query = new URLSearchParams({ validOn, knownAt, recordAt: String(recordAt.seq) })
  const portal = await run.openPortal(db, { clock, still: null })
  const root = `/m/${encodeURIComponent(mission)}/download`
  const ask = async (name: string) => portal(`${root}/${name}?${query.toString()}`)
  const save = target.endsWith('.tar') ? saveArchive : saveFolder
  const { files, bytes } = await withProgressBar(
    { io, clock },
    `Downloading ${mission}`,
    async (progress) => save(ask, target, progress),
  )
  await io.out(
    `Downloaded ${mission} as it stood at entry ${recordAt.seq} to ${target}: ${files} files, ${bytes} bytes.\n`,
  )
}
