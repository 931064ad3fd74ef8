import { RefusedError } from '#platform'
import { listMissions, rebuild as rebuildMission, type Rebuilt } from '#register'

import type { Command, Run } from '../command.ts'
import { chooseMission } from '../mission.ts'
import { MISSION } from '../options.ts'
import { withProgressBar } from '../progress-bar.ts'

/** How many differing lanes a refusal names; the number of all is said too. */
const NAMED = 20

/** `rollcall rebuild`: whether the derived tables are what the entries say. */
export const rebuild: Command = {
  name: 'rebuild',
  record: 'open',
  summary: 'Draw the derived tables anew from the entries and compare them with those in use.',
  operands: [],
  options: [{ ...MISSION, summary: 'only this mission (default: every mission on record)' }],
  examples: ['rebuild', 'rebuild --mission mss-haiti'],
  run: rebuildRecord,
}

async function rebuildRecord(run: Run): Promise<void> {
  const { db, given } = run
  const missions =
    given.option('mission') === undefined
      ? await listMissions(db)
      : [await chooseMission(db, given)]
  const faults: string[] = []
  for (const { mission } of missions) faults.push(...(await rebuildOne(run, mission)))
  if (faults.length === 0) return
  throw new RefusedError(
    'conflict',
    'register.rebuild_differs',
    `${faults.join(' ')} The entries are right; keep a copy of the data and report this fault.`,
  )
}

/** The sentence on a mission whose derived tables differ; none where they are equal, which is printed. */
async function rebuildOne({ db, io, clock }: Run, mission: string): Promise<readonly string[]> {
  const { lanes, claims, boxes, rows, differences } = await withProgressBar(
    { io, clock },
    `Rebuilding ${mission}`,
    async (progress) => rebuildMission(db, mission, (done, total) => progress.step(done, total)),
  )
  if (differences.length === 0) {
    await io.out(
      `${mission}: equal (${boxes} boxes in ${lanes} lanes, drawn from ${claims} claims; ${rows} derived rows in all).\n`,
    )
    return []
  }
  const named = differences.slice(0, NAMED).map(differenceText).join('; ')
  const more = differences.length > NAMED ? `; and ${differences.length - NAMED} more` : ''
  return [
    `${mission}: ${differences.length} derived rows differ from the entries (${named}${more}).`,
  ]
}

function differenceText({ seq, table, held, drawn }: Rebuilt['differences'][number]): string {
  return held === null
    ? `entry ${seq}: ${table} lacks ${drawn ?? ''}`
    : `entry ${seq}: ${table} holds ${held}, which no entry says`
}
