import path from 'node:path'

import { z } from 'zod'

import { readAuthSettings } from './auth/settings.ts'
import type { AuthSettings } from './auth/settings.ts'
import { RefusedError } from './errors.ts'
import { LEAST_LEVELS, type LeastLevel } from './log.ts'
import { type NoticeSettings, readNoticeSettings } from './notices/settings.ts'

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
  readonly auth: AuthSettings
  /** How people are told of what waits for them. */
  readonly notices: NoticeSettings
  /** Where operators read the counts of this process, on this machine only; null where they are not kept. */
  readonly metricsPort: number | null
  /** The least that a line of the log must matter. */
  readonly log: LeastLevel
  /** Whom to tell of a weakness (RFC 9116): `mailto:…`, `https://…` or `tel:…`; null where nobody is named. */
  readonly securityContact: string | null
}

type Environment = Readonly<Record<string, string | undefined>>

const DEFAULT_PORT = 8080
const LAST_PORT = 65_535

const portNumber = z
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

/**
 * Reads `ROLLCALL_DATA`, `ROLLCALL_KEYS`, `ROLLCALL_ORIGIN`, `ROLLCALL_POSITION_DELAY_HOURS`, `DATABASE_URL`, `PORT`,
 * `ROLLCALL_METRICS_PORT`, `ROLLCALL_LOG`, `SECURITY_CONTACT`, what sign-in needs and what telling people needs; a wrong value is refused with a sentence.
 */
export function readConfig(environment: Environment): Config {
  return {
    place: readPlace(environment),
    port: readPort('PORT', environment['PORT']) ?? DEFAULT_PORT,
    positionDelayHours: readDelay(environment['ROLLCALL_POSITION_DELAY_HOURS']),
    keysFolder: readKeysFolder(environment),
    origin: readOrigin(present(environment['ROLLCALL_ORIGIN'])),
    auth: readAuthSettings(environment),
    notices: readNoticeSettings(environment),
    metricsPort: readPort('ROLLCALL_METRICS_PORT', environment['ROLLCALL_METRICS_PORT']),
    log: readLeastLevel(environment['ROLLCALL_LOG']),
    securityContact: readContact(environment['SECURITY_CONTACT']),
  }
}

/** The environment of this process. */
export function readEnvironment(): Config {
  return readConfig(process.env)
}

function readPlace(environment: Environment): Place {
  const url = present(environment['DATABASE_URL'])
  if (url === undefined) {
    return {
      kind: 'folder',
      dataFolder: readDataFolder(environment),
    }
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

function readDataFolder(environment: Environment): string {
  return path.resolve(present(environment['ROLLCALL_DATA']) ?? 'data')
}

function readKeysFolder(environment: Environment): string {
  const given = present(environment['ROLLCALL_KEYS'])
  return given === undefined ? path.join(readDataFolder(environment), 'keys') : path.resolve(given)
}

function readPort(variable: string, text: string | undefined): number | null {
  const written = present(text)
  if (written === undefined) return null
  const parsed = portNumber.safeParse(written)
  if (parsed.success) return parsed.data
  throw new RefusedError(
    'incorrect',
    'config.port',
    `${variable} is "${text}", which is not a port; set it to a whole number from 0 to ${LAST_PORT}, or leave it out.`,
  )
}
function readLeastLevel(text: string | undefined): LeastLevel {
  const written = present(text) ?? 'info'
  const level = LEAST_LEVELS.find((known) => known === written)
  if (level !== undefined) return level
  throw new RefusedError(
    'incorrect',
    'config.log',
    `ROLLCALL_LOG is "${text}"; write ${LEAST_LEVELS.join(', ')}, or leave it out for info.`,
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

function readContact(text: string | undefined): string | null {
  const contact = present(text)?.trim()
  if (contact === undefined) return null
  if (/^(?:mailto:[^\s@]+@|https:\/\/|tel:\+)\S+$/.test(contact)) return contact
  throw new RefusedError(
    'incorrect',
    'config.security_contact',
    'SECURITY_CONTACT is no way to reach anybody; write mailto:name@example.org, https://… or tel:+…, or leave it out.',
  )
}

/** An empty variable is an unset one: that is what `VAR= command` means to most people. */
function present(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text
}
