import { RefusedError } from '#platform'

import type { Command } from '../command.ts'
import { UsageError } from '../usage-error.ts'

/** `rollcall digest --once`: tells people of what waits for them, as the server does every half minute. */
export const digest: Command = {
  name: 'digest',
  record: 'open',
  summary: 'Tell people by e-mail and webhook what new waits for them, as they asked to be told.',
  operands: [],
  options: [
    {
      name: 'once',
      value: null,
      summary: 'one round, such as from cron; the server needs no help',
    },
  ],
  examples: ['digest --once'],
  async run(run) {
    const { db, given, io } = run
    if (!given.has('once')) {
      throw new UsageError(
        '"digest" needs --once; "rollcall serve" goes on telling people by itself.',
      )
    }
    const { asked, sent, dropped, failed } = await run.tellWhatIsNew(db)
    await io.out(
      `${sent} told, ${dropped} had nothing left to tell, ${asked} asked to confirm an address, ${failed.length} failed.\n`,
    )
    if (failed.length === 0) return
    throw new RefusedError(
      'conflict',
      'notices.not_told',
      `Some could not be told and are tried again later: ${[...new Set(failed)].join(', ')}.`,
    )
  },
}
