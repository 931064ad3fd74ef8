import { type Db, RefusedError } from '#platform'
import { listMissions, openReaders } from '#register'

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
  // Asked as everybody, or the state that is named would tell of entries that the public does not see.
  const everybody = openReaders(db).portal
  await refuseHidden(everybody, mission)
  const { validOn, knownAt, recordAt } = await askingOf({ db: everybody, clock, given }, mission)
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

async function refuseHidden(everybody: Db, mission: string): Promise<void> {
  const missions = await listMissions(everybody)
  if (missions.some((one) => one.mission === mission)) return
  throw new RefusedError(
    'not_found',
    'download.nothing_public',
    `Nothing of a mission "${mission}" is public, so there is nothing to download; look at its name, or release something of it.`,
  )
}
