import { ageInDays, isOverdue, listNeeds, type Need } from '#desk-kit'
import { type Actor, canonicalJson } from '#kit'
import { actorOfAccount, findAccountByName, RefusedError } from '#platform'
import { openAppender, openReaders } from '#register'
import { type Listener, text } from '#ui'

import { askingLine, askingOf } from '../asking.ts'
import type { Command, Run } from '../command.ts'
import { chooseMission } from '../mission.ts'
import { ASKING, JSON_FORM, MISSION } from '../options.ts'
import { textTable } from '../text-table.ts'

/** `rollcall needs`: what waits, for everybody or for one account. */
export const needs: Command = {
  name: 'needs',
  record: 'open',
  summary: 'Print what waits across the desks: what is overdue first.',
  operands: [],
  options: [
    MISSION,
    {
      name: 'account',
      value: 'NAME',
      summary: 'what waits for whoever signs in so (default: all)',
    },
    { name: 'desk', value: 'DESK', summary: 'only what waits at this desk' },
    ...ASKING,
    JSON_FORM,
  ],
  examples: ['needs', 'needs --account amina.mwangi --desk mandate', 'needs --json'],
  run: printNeeds,
}

async function printNeeds(run: Run): Promise<void> {
  const { given, io, listener } = run
  const { mission } = await chooseMission(run.db, given)
  const actor = await actorOf(run)
  const db = actor === run.actor ? run.db : await readingAs(run, actor, mission)
  const at = await askingOf({ db, clock: run.clock, given }, mission)
  const { clock, delayHours, desks } = run
  const appender = openAppender({ db: run.db, clock, delayHours })
  const desk = given.option('desk')
  const found = (await listNeeds({ db, clock, appender, mission, actor }, desks, at)).filter(
    (need) => desk === undefined || need.desk === desk,
  )
  if (given.has(JSON_FORM.name)) {
    return io.out(`${canonicalJson(found.map((need) => ({ ...need })))}\n`)
  }
  await io.out(`${askingLine(at)}\n\n${needsText(listener, found, at.validOn)}`)
}

/** Whoever works on this machine is asked for nothing; an account sees what it would see signed in. */
async function actorOf({ db, given, actor }: Run): Promise<Actor> {
  const name = given.option('account')
  if (name === undefined) return actor
  const account = await findAccountByName({ db }, name)
  if (account !== undefined) return actorOfAccount({ db }, account)
  throw new RefusedError(
    'not_found',
    'cli.account_unknown',
    `Nobody signs in as "${name}"; "rollcall accounts list" names everybody.`,
  )
}

async function readingAs({ db, clock }: Run, actor: Actor, mission: string) {
  return openReaders(db).as(actor, mission, clock.now())
}

function needsText(listener: Listener, needs: readonly Need[], today: string): string {
  if (needs.length === 0) return 'Nothing waits.\n'
  const headings = ['Sort', 'Desk', 'What', 'Whose', 'Days', 'Due', 'Page']
  return textTable(
    headings.map((heading) => ({ heading, align: heading === 'Days' ? 'end' : 'start' })),
    needs.map((need) => [
      text(listener, need.sort),
      need.desk ?? '–',
      need.title,
      need.party ?? '–',
      String(ageInDays(need, today)),
      `${need.due ?? '–'}${isOverdue(need, today) ? ' overdue' : ''}`,
      need.path,
    ]),
  )
}
