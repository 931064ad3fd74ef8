import { kindsOf } from '#desk-kit'
import { coverMissions } from '#platform'

import type { Command, Run } from '../command.ts'
import { loadFolder } from '../load/load-folder.ts'
import type { Loaded } from '../load/loading.ts'
import { withProgressBar } from '../progress-bar.ts'

/** `rollcall load`: a mission's folder, all of it or nothing. */
export const load: Command = {
  name: 'load',
  record: 'open',
  summary: 'Put a folder of CSV files on record, all of it or nothing; loading twice records once.',
  operands: [{ name: 'DIR', summary: 'a folder with mission.json, such as missions/mss-haiti' }],
  options: [],
  examples: ['load missions/mss-haiti'],
  run: loadDirectory,
}

async function loadDirectory(run: Run): Promise<void> {
  const { db, clock, desks, actor, delayHours, given, io } = run
  const context = { db, clock, kinds: kindsOf(desks), actor, delayHours }
  const loaded = await withProgressBar({ io, clock }, 'Loading', async (progress) =>
    loadFolder(context, given.operand('DIR'), progress),
  )
  // A mission that is new needs somebody who manages its accounts.
  await coverMissions(run.openAuth(db), [loaded.mission])
  await io.out(loadedText(loaded))
}

function loadedText({ mission, types }: Loaded): string {
  const fresh = types.reduce((count, one) => count + one.fresh, 0)
  const rows = types.reduce((count, one) => count + one.rows, 0)
  const lines = types.map((one) => `  ${one.rows} × ${one.type}, ${one.fresh} new`)
  return `${[summaryOf(mission, rows, fresh), ...lines, ...approvedText(types)].join('\n')}\n`
}

/** Whoever loads a folder answers for what it approves, so they are told. */
function approvedText(types: Loaded['types']): readonly string[] {
  const approved = types.find(({ type }) => type === 'approval')?.fresh ?? 0
  if (approved === 0) return []
  return [
    `  You are the second person who answered ${approved === 1 ? '1 decision' : `${approved} decisions`} of whoever made the folder.`,
  ]
}

function summaryOf(mission: string, rows: number, fresh: number): string {
  if (rows === 0) return `The folder holds no entries; the mission ${mission} is open for some.`
  if (fresh === 0) {
    return `Everything in the folder (${rows} entries) was on record in ${mission} already; nothing new.`
  }
  const others = fresh < rows ? '; the others were on record already' : ''
  return `Recorded ${fresh} of ${rows} entries in ${mission}${others}.`
}
