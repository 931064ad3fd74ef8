import { comparisonOf, kindsOf } from '#desk-kit'
import { canonicalJson } from '#kit'
import { type Contested, findContested } from '#register'

import { askingLine, askingOf } from '../asking.ts'
import type { Command, Run } from '../command.ts'
import { chooseMission } from '../mission.ts'
import { ASKING, JSON_FORM, MISSION } from '../options.ts'

/** `rollcall contested`: where the sources do not agree. */
export const contested: Command = {
  name: 'contested',
  record: 'open',
  summary: 'List the subjects on which the sources disagree at a date, with every rival claim.',
  operands: [],
  options: [MISSION, ...ASKING, JSON_FORM],
  examples: ['contested --valid-on 2024-03-08', 'contested --json'],
  run: printContested,
}

async function printContested({ db, clock, desks, given, io }: Run): Promise<void> {
  const { mission } = await chooseMission(db, given)
  const at = await askingOf({ db, clock, given }, mission)
  const found = await findContested(db, mission, at, comparisonOf(kindsOf(desks)))
  if (given.has(JSON_FORM.name)) return io.out(`${canonicalJson(found)}\n`)
  const count = `${found.length} contested ${found.length === 1 ? 'subject' : 'subjects'}`
  await io.out(`${askingLine(at)}\n\n${found.map(contestedText).join('')}${count}\n`)
}

function contestedText({ subject, kind, claims }: Contested): string {
  const rivals = claims.map(({ assertedBy, reportedBy, saidAt, modality, value }) => {
    const by = reportedBy === null ? assertedBy : `${assertedBy} (${reportedBy})`
    const day = saidAt.slice(0, 'YYYY-MM-DD'.length)
    return `  ${by}, ${day}${modality === 'affirmed' ? '' : `, ${modality}`}: ${canonicalJson(value)}`
  })
  return `${subject} · ${kind}\n${rivals.join('\n')}\n\n`
}
