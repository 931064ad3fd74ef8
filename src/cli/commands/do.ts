import { type Action, deedOf, type Desk, faultsIn, FaultyInput, kindsOf } from '#desk-kit'
import { recordDrafts } from '#desk-kit'
import { newId } from '#kit'
import { openAppender, resolveAsking, UNSAID } from '#register'

import type { Command, Run } from '../command.ts'
import { chooseMission } from '../mission.ts'
import { didYouMean } from '../nearest.ts'
import { MISSION } from '../options.ts'
import { readJsonFile } from '../read-json-file.ts'
import { receiptText } from '../receipt-text.ts'
import { UsageError } from '../usage-error.ts'

/** `rollcall do`: what officers do at a desk beyond recording single claims. */
export const doAction: Command = {
  name: 'do',
  record: 'open',
  summary: 'Do what a desk offers, such as closing a day, from a JSON file; all of it or nothing.',
  operands: [
    { name: 'DESK/ACTION', summary: 'the action, such as forces/close-day' },
    { name: 'FILE.json', summary: 'an object with what the action takes' },
  ],
  options: [MISSION],
  examples: ['do forces/close-day day.json --mission mss-haiti'],
  run: doFromFile,
}

async function doFromFile({ db, clock, desks, actor, delayHours, given, io }: Run): Promise<void> {
  const { desk, action } = findAction(desks, given.operand('DESK/ACTION'))
  const { mission } = await chooseMission(db, given)
  const ctx = { db, clock, appender: openAppender({ db, clock, delayHours }), mission, actor }
  const parsed = action.input.safeParse(readJsonFile(given.operand('FILE.json')))
  if (!parsed.success) throw new FaultyInput(faultsIn(parsed.error))
  const handling = { ...UNSAID, ...action.keptTo }
  const at = await resolveAsking(ctx, mission, {})
  const drafts = await action.run(ctx, at, parsed.data, deedOf(ctx, newId(), handling))
  const receipts = await recordDrafts(ctx, kindsOf(desks), drafts)
  await io.out(`${desk}/${action.name}\n${receipts.map(receiptText).join('')}`)
}

function findAction(
  desks: readonly Desk[],
  path: string,
): { readonly desk: string; readonly action: Action } {
  const all = desks.flatMap(({ name, actions }) =>
    actions.map((action) => ({ desk: name, action, path: `${name}/${action.name}` })),
  )
  const found = all.find((one) => one.path === path)
  if (found !== undefined) return found
  const paths = all.map((one) => one.path)
  throw new UsageError(
    `No desk does "${path}".${didYouMean(path, paths)} The actions are: ${paths.join(', ')}.`,
  )
}
