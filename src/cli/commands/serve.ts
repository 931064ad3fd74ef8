import type { Command } from '../command.ts'

/** `rollcall serve`: pages and API, for this machine only. */
export const serve: Command = {
  name: 'serve',
  record: 'closed',
  summary: 'Serve pages and API on this machine (PORT, 8080 where it is not set) until stopped.',
  operands: [],
  options: [],
  examples: ['serve'],
  run: async ({ serve: start, io }) => start(io),
}
