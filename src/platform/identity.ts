import type { Identity, Statement } from './session.ts'

/** The setting that says up to which place of the record a reader sees (row-level security asks it). */
const RECORD_AT = 'rollcall.record_at'
/** The latest record: no place is beyond it. */
const LATEST = '2147483647'

/** Everything that row-level security asks; what an identity does not say holds nothing of the one before. */
const NOTHING: Settings = {
  'rollcall.mission_id': '',
  'rollcall.actor': '',
  'rollcall.ceiling': '',
  'rollcall.confidential_at': '',
  'rollcall.compartments': '',
}

/** All settings of a session that are to hold while one statement runs; `role` is one of them. */
export type Settings = Readonly<Record<string, string>>

/** What a session must be set to before a statement of this identity runs. */
export function settingsFor(
  { role, settings }: Identity,
  statement: Statement | string,
  values: readonly unknown[],
): Settings {
  return { ...NOTHING, role, ...settings, [RECORD_AT]: recordAtOf(statement, values) }
}

/** One statement that sets them all for the session, with its values. */
export function settingStatement(settings: Settings): { text: string; values: readonly string[] } {
  const names = Object.keys(settings)
  const calls = names.map((name, index) => `set_config('${checked(name)}', $${index + 1}, false)`)
  return { text: `SELECT ${calls.join(', ')}`, values: names.map((name) => settings[name] ?? '') }
}

/** Tells two states of a session apart. */
export function keyOf(settings: Settings): string {
  return JSON.stringify(settings)
}

function recordAtOf(statement: Statement | string, values: readonly unknown[]): string {
  const place = typeof statement === 'string' ? undefined : statement.recordAt
  if (place === undefined) return LATEST
  const seq = values[place - 1]
  if (typeof seq === 'number' && Number.isInteger(seq)) return String(seq)
  throw new Error(`The statement says recordAt is its parameter ${place}, which is no place.`)
}

function checked(name: string): string {
  if (/^[a-z_]+(\.[a-z_]+)?$/.test(name)) return name
  throw new Error(`"${name}" is no setting.`)
}
