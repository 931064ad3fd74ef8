import { canonicalJson } from '#kit'
import { listMissions } from '#register'

import type { Command } from '../command.ts'
import { JSON_FORM } from '../options.ts'
import { textTable } from '../text-table.ts'

/** `rollcall missions`: what the record holds. */
export const missions: Command = {
  name: 'missions',
  record: 'open',
  summary: 'List the missions that this record holds.',
  operands: [],
  options: [JSON_FORM],
  examples: ['missions'],
  async run({ db, given, io }) {
    const found = await listMissions(db)
    if (given.has(JSON_FORM.name)) return io.out(`${canonicalJson(found)}\n`)
    if (found.length === 0) {
      return io.out('This record holds no mission yet; load one with rollcall load DIR.\n')
    }
    await io.out(
      textTable(
        [
          { heading: 'Mission', align: 'start' },
          { heading: 'Title', align: 'start' },
        ],
        found.map(({ mission, title }) => [mission, title]),
      ),
    )
  },
}
