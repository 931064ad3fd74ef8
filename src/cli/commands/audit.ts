import { canonicalJson } from '#kit'
import { readAudit } from '#platform'

import type { Command } from '../command.ts'
import { JSON_FORM, MISSION } from '../options.ts'
import { textTable } from '../text-table.ts'
import { UsageError } from '../usage-error.ts'

const DEFAULT_LINES = 50
const MOST_LINES = 10_000

/** `rollcall audit`: what happened to accounts, and who was shown what is not public. */
export const audit: Command = {
  name: 'audit',
  record: 'open',
  summary: 'Show what happened to accounts and who read what is not public, the latest first.',
  operands: [],
  options: [
    MISSION,
    { name: 'lines', value: 'N', summary: `at most so many lines (default: ${DEFAULT_LINES})` },
    JSON_FORM,
  ],
  examples: ['audit', 'audit --lines 1000 --json'],
  async run(run) {
    const { db, given, io } = run
    const limit = Number(given.option('lines') ?? DEFAULT_LINES)
    if (!Number.isInteger(limit) || limit < 1 || limit > MOST_LINES) {
      throw new UsageError(`--lines takes a whole number from 1 to ${MOST_LINES}.`)
    }
    const mission = given.option('mission')
    const missions = mission === undefined ? null : [mission]
    const lines = await readAudit(run.openAuth(db), { missions, event: null, before: null, limit })
    if (given.has(JSON_FORM.name)) {
      return io.out(`${canonicalJson(lines.map((line) => ({ ...line })))}\n`)
    }
    if (lines.length === 0) return io.out('Nothing has happened yet.\n')
    const headings = ['When', 'What', 'By', 'Account', 'Mission', 'Details']
    await io.out(
      textTable(
        headings.map((heading) => ({ heading, align: 'start' })),
        lines.map((line) => [
          line.at,
          line.event,
          line.actorName ?? line.actor ?? '–',
          line.accountName ?? line.account ?? '–',
          line.mission ?? '–',
          line.detail,
        ]),
      ),
    )
  },
}
