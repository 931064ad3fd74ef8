import { once } from 'node:events'

import type { Io } from '#cli'

/** What this process prints; a reader that has seen enough (`| head`) ends it quietly. */
export function processIo(): Io {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
  return {
    async out(text) {
      if (!process.stdout.write(text)) await once(process.stdout, 'drain')
    },
    err: (text) => {
      process.stderr.write(text)
    },
    isTerminal: process.stderr.isTTY,
    watchInterrupt() {
      let isInterrupted = false
      // A second one ends the process as it always does.
      process.once('SIGINT', () => {
        isInterrupted = true
      })
      return () => isInterrupted
    },
  }
}
