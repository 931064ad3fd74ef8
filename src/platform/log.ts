/** How much a line of the log matters. */
export type Level = 'info' | 'warning' | 'error'

/** The least that a line must matter to be written; `off` writes none. */
export type LeastLevel = Level | 'off'

/** Writes one line about an event. Never a name, an address, a token or the body of a request. */
export type Log = (
  level: Level,
  event: string,
  fields?: Readonly<Record<string, string | number | boolean | null>>,
) => void

/** From what matters least to what writes nothing at all. */
export const LEAST_LEVELS = ['info', 'warning', 'error', 'off'] as const

/** Opens the log of this process: one JSON line an event, to standard error. */
export function openLog(least: LeastLevel): Log {
  const threshold = LEAST_LEVELS.indexOf(least)
  return (level, event, fields = {}) => {
    if (LEAST_LEVELS.indexOf(level) < threshold) return
    const line = { at: new Date().toISOString(), level, event, ...fields }
    process.stderr.write(`${JSON.stringify(line)}\n`)
  }
}

/** The log for whoever was handed none: it writes everything. */
export const log: Log = openLog('info')
