/** How much a line of the log matters. */
export type Level = 'info' | 'warning' | 'error'

/** Writes one JSON line to standard error. Never a name, a token or the body of a request. */
export function log(
  level: Level,
  event: string,
  fields: Readonly<Record<string, string | number | boolean | null>> = {},
): void {
  const line = { at: new Date().toISOString(), level, event, ...fields }
  process.stderr.write(`${JSON.stringify(line)}\n`)
}
