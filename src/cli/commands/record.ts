import { FaultyInput, kindsOf, recordEntries } from '#desk-kit'
import { newId } from '#kit'
import { RefusedError } from '#platform'
import { openAppender, UNSAID } from '#register'

import type { Command, Run } from '../command.ts'
import { chooseMission } from '../mission.ts'
import { didYouMean } from '../nearest.ts'
import { MISSION } from '../options.ts'
import { readJsonFile } from '../read-json-file.ts'
import { receiptText } from '../receipt-text.ts'
import { UsageError } from '../usage-error.ts'

/** `rollcall record`: claims of one kind, from a file. */
export const record: Command = {
  name: 'record',
  record: 'open',
  summary: 'Put a claim on record from a JSON file, or a list of them, all or none.',
  operands: [
    { name: 'KIND', summary: 'the kind of claim, such as forces.pledge' },
    {
      name: 'FILE.json',
      summary:
        'an object with subject, value, modality, valid, saidAt, assertedBy and authority, or a list of such',
    },
  ],
  options: [MISSION],
  examples: ['record forces.pledge pledge-of-benin.json --mission mss-haiti'],
  run: recordFile,
}

async function recordFile({ db, clock, desks, actor, delayHours, given, io }: Run): Promise<void> {
  const kinds = kindsOf(desks)
  const kind = given.operand('KIND')
  if (!kinds.has(kind)) {
    throw new UsageError(
      `No desk declares the kind "${kind}".${didYouMean(kind, [...kinds.keys()])} The kinds are: ${[...kinds.keys()].join(', ')}.`,
    )
  }
  const { mission } = await chooseMission(db, given)
  const inputs = readInputs(given.operand('FILE.json'), kind)
  const appender = openAppender({ db, clock, delayHours })
  const receipts = await recordEntries({ db, clock, appender, mission, actor }, kinds, inputs)
  await io.out(receipts.map(receiptText).join(''))
}

/** An id of its own for each claim that has none; what may be missing is null. */
function readInputs(file: string, kind: string): readonly unknown[] {
  const content = readJsonFile(file)
  return (Array.isArray(content) ? content : [content]).map((claim: unknown, place) => {
    if (typeof claim !== 'object' || claim === null) {
      throw new RefusedError(
        'incorrect',
        'record.not_a_claim',
        `Item ${place + 1} of ${file} is not an object; write {"subject": "…", "value": {…}, …}.`,
      )
    }
    if ('kind' in claim && claim.kind !== kind) {
      throw new FaultyInput([
        {
          field: 'kind',
          sentence: `The file says "${String(claim.kind)}", the command line "${kind}"; make them agree.`,
        },
      ])
    }
    return { id: newId(), ...NOT_GIVEN, ...claim, type: 'claim', kind }
  })
}

const NOT_GIVEN = {
  reportedBy: null,
  document: null,
  citations: [],
  note: null,
  handling: UNSAID,
}
