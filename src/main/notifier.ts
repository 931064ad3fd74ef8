import { type Telling, tellWhatIsNew } from '#desk-kit'
import type { Log } from '#platform'

/** Tells people of what waits for them, round after round. */
export interface Notifier {
  /** Ends with the round that is under way. */
  close(): Promise<void>
}

const PAUSE_MS = 30_000

/** Begins the rounds of a served record; one that fails is followed by the next. */
export function openNotifier(telling: Telling, log: Log): Notifier {
  const closing = new AbortController()
  const rounds = tellOnAndOn(telling, log, closing.signal)
  return {
    async close() {
      closing.abort()
      await rounds
    },
  }
}

async function tellOnAndOn(telling: Telling, log: Log, closing: AbortSignal): Promise<void> {
  await pause(closing)
  while (!closing.aborted) {
    await tellOnce(telling, log)
    await pause(closing)
  }
}

/** Resolves after a while, or at once when the server is closing. */
async function pause(closing: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PAUSE_MS)
    const stop = () => {
      clearTimeout(timer)
      resolve()
    }
    if (closing.aborted) stop()
    else closing.addEventListener('abort', stop, { once: true })
  })
}

async function tellOnce(telling: Telling, log: Log): Promise<void> {
  try {
    const { asked, sent, dropped, failed } = await tellWhatIsNew(telling)
    if (asked > 0) log('info', 'notices.asked', { asked })
    if (sent > 0 || dropped > 0) log('info', 'notices.told', { sent, dropped })
    for (const fault of failed) log('warning', 'notices.not_told', { fault })
  } catch (error) {
    log('error', 'notices.broken', { name: error instanceof Error ? error.name : typeof error })
  }
}
