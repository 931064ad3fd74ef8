import path from 'node:path'

import { z } from 'zod'

import { RefusedError } from './errors.ts'

/** Where the record is kept: a folder with the embedded engine, or a PostgreSQL server. */
export type Place =
  | { readonly kind: 'folder'; readonly dataFolder: string }
  | { readonly kind: 'server'; readonly databaseUrl: string }

/** What the environment decides. */
export interface Config {
  readonly place: Place
  readonly port: number
  /** How long what tells where somebody is stays restricted, in hours. */
  readonly positionDelayHours: number
  /** Where private keys lie, outside the database. */
  readonly keysFolder: string
  /** The name that the logs sign under, before the mission's; null takes one from the first key. */
  readonly origin: string | null
}

const DEFAULT_PORT = 8080
const LAST_PORT = 65_535

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.number().max(LAST_PORT))
const DEFAULT_DELAY_HOURS = 72
const hours = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
const databaseUrl = z.url({ protocol: /^postgres(ql)?$/ })

/** Reads what `Config` holds from `ROLLCALL_…`, `PORT` and `DATABASE_URL`; a wrong value is refused with a sentence. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  return {
    place: readPlace(environment),
    port: readPort(environment['PORT']),
    positionDelayHours: readDelay(environment['ROLLCALL_POSITION_DELAY_HOURS']),
    keysFolder: path.resolve(
      present(environment['ROLLCALL_KEYS']) ?? path.join(dataFolderOf(environment), 'keys'),
    ),
    origin: readOrigin(present(environment['ROLLCALL_ORIGIN'])),
  }
}

/** The environment of this process. */
export function readEnvironment(): Config {
  return readConfig(process.env)
}

function readPlace(environment: Readonly<Record<string, string | undefined>>): Place {
  const url = present(environment['DATABASE_URL'])
  if (url === undefined) {
    return { kind: 'folder', dataFolder: path.resolve(dataFolderOf(environment)) }
  }
  if (!databaseUrl.safeParse(url).success) {
    throw new RefusedError(
      'incorrect',
      'config.database_url',
      'DATABASE_URL is not the address of a PostgreSQL server; write postgresql://user:password@host:5432/database, or leave it out to keep the record in a folder.',
    )
  }
  return { kind: 'server', databaseUrl: url }
}

function dataFolderOf(environment: Readonly<Record<string, string | undefined>>): string {
  return present(environment['ROLLCALL_DATA']) ?? 'data'
}

/** An address without scheme: what C2SP tlog-checkpoint recommends for origins. */
function readOrigin(text: string | undefined): string | null {
  if (text === undefined) return null
  if (/^[a-z0-9.:-]+(\/[A-Za-z0-9._~-]+)*$/.test(text)) return text
  throw new RefusedError(
    'incorrect',
    'config.origin',
    `ROLLCALL_ORIGIN is "${text}"; write the public address of the logs without scheme and without a slash at its end, such as rollcall.example/log.`,
  )
}

function readPort(text: string | undefined): number {
  const parsed = port.safeParse(present(text) ?? String(DEFAULT_PORT))
  if (parsed.success) return parsed.data
  throw new RefusedError(
    'incorrect',
    'config.port',
    `PORT is "${text}", which is not a port; set it to a whole number from 0 to ${LAST_PORT}, or leave it out for ${DEFAULT_PORT}.`,
  )
}

function readDelay(text: string | undefined): number {
  const parsed = hours.safeParse(present(text) ?? String(DEFAULT_DELAY_HOURS))
  if (parsed.success) return parsed.data
  throw new RefusedError(
    'incorrect',
    'config.position_delay',
    `ROLLCALL_POSITION_DELAY_HOURS is "${text}", which is no number of hours; set it to a whole number, or leave it out for ${DEFAULT_DELAY_HOURS}.`,
  )
}

/** An empty variable is an unset one: that is what `VAR= command` means to most people. */
function present(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text
}
