import { type Account, accountBytes, type Answer, type AnyRow, type Desk } from '#desk-kit'
import { type Figure, openAppender } from '#register'
import { type Listener, text } from '#ui'

import { askingLine, askingOf } from '../asking.ts'
import type { Command, Run } from '../command.ts'
import { basisText, figureText } from '../figure-text.ts'
import { chooseMission } from '../mission.ts'
import { didYouMean } from '../nearest.ts'
import { ASKING, JSON_FORM, MISSION } from '../options.ts'
import { textTable } from '../text-table.ts'
import { UsageError } from '../usage-error.ts'

/** `rollcall account`: what a desk answers at any date. */
export const account: Command = {
  name: 'account',
  record: 'open',
  summary: 'Print what a desk answers: every figure as a range, with who says so.',
  operands: [{ name: 'DESK/VIEW', summary: 'the account, such as forces/pledges' }],
  options: [MISSION, ...ASKING, JSON_FORM],
  examples: [
    'account forces/pledges --valid-on 2024-03-08',
    'account mandate/term --valid-on 2025-05-22 --known-at 2024-09-29 --json',
  ],
  run: printAccount,
}

async function printAccount({
  db,
  clock,
  desks,
  given,
  actor,
  delayHours,
  io,
  listener,
}: Run): Promise<void> {
  const asked = findAccount(desks, given.operand('DESK/VIEW'))
  const { mission } = await chooseMission(db, given)
  const at = await askingOf({ db, clock, given }, mission)
  const appender = openAppender({ db, clock, delayHours })
  const answer = await asked.run({ db, clock, appender, mission, actor }, at)
  await (given.has(JSON_FORM.name)
    ? io.out(accountBytes(answer))
    : io.out(`${askingLine(at)}\n\n${answerText(listener, answer)}`))
}

function findAccount(desks: readonly Desk[], path: string): Account {
  const all = desks.flatMap((desk) =>
    desk.accounts.map((one) => ({ path: `${desk.name}/${one.name}`, account: one })),
  )
  const found = all.find((one) => one.path === path)
  if (found !== undefined) return found.account
  const paths = all.map((one) => one.path)
  throw new UsageError(
    `No desk answers "${path}".${didYouMean(path, paths)} The accounts are: ${paths.join(', ')}.`,
  )
}

function answerText(listener: Listener, { rows, total, apart = [] }: Answer): string {
  if (rows.length === 0) return 'Nothing had been said and stood then.\n'
  const lines = rows.map((row) => [
    row.subject,
    row.party ?? '',
    ...(row.figure === null ? ['', ''] : amountText(listener, row.figure)),
    columnsText(row),
    row.figure === null ? '' : basisText(listener, row.figure),
  ])
  const sums = [
    ...(total === null ? [] : [{ name: 'TOTAL', figure: total }]),
    ...apart.map(({ title, figure }) => ({ name: text(listener, title).toUpperCase(), figure })),
  ].map(({ name, figure }) => [name, '', ...amountText(listener, figure), '', ''])
  return `${textTable(COLUMNS, [...lines, ...sums])}\n* the claims that the figure rests on\n`
}

/** A figure in two cells: the amount, and whether it is disputed. */
function amountText(listener: Listener, figure: Figure): readonly [string, string] {
  return [figureText(listener, figure), figure.disputed ? text(listener, 'figure.disputed') : '']
}

/** What a desk says of a row beyond its figure: the stage, the instrument, the state. */
function columnsText(row: AnyRow): string {
  return Object.entries(row)
    .filter(([name, value]) => !SHOWN.has(name) && typeof value === 'string')
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ')
}

const SHOWN: ReadonlySet<string> = new Set(['subject', 'party', 'figure', 'title'])

const COLUMNS = [
  { heading: 'Subject', align: 'start' },
  { heading: 'Party', align: 'start' },
  { heading: 'Figure', align: 'end' },
  { heading: '', align: 'start' },
  { heading: '', align: 'start' },
  { heading: 'Asserted by (reported by)', align: 'start' },
] as const
