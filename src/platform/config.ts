import path from 'node:path'

import { z } from 'zod'

import { RefusedError } from './errors.ts'
import { LEAST_LEVELS, type LeastLevel } from './log.ts'

/** Where the record is kept: a folder with the embedded engine, or a PostgreSQL server. */
export type Place =
  | { readonly kind: 'folder'; readonly dataFolder: string }
  | { readonly kind: 'server'; readonly databaseUrl: string }

/** What the environment decides. */
export interface Config {
  readonly place: Place
  readonly port: number
  /** Where operators read the counts of this process, on this machine only; null where they are not kept. */
  readonly metricsPort: number | null
  /** Under which address others reach this server through a proxy: `https://record.example.org`. */
  readonly address: string | null
  /** The least that a line of the log must matter. */
  readonly log: LeastLevel
}

type Environment = Readonly<Record<string, string | undefined>>

const DEFAULT_PORT = 8080
const LAST_PORT = 65_535
const OWN_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]'])

const portNumber = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.number().max(LAST_PORT))
const databaseUrl = z.url({ protocol: /^postgres(ql)?$/ })

/**
 * Reads `ROLLCALL_DATA`, `DATABASE_URL`, `PORT`, `ROLLCALL_METRICS_PORT`, `ROLLCALL_ADDRESS` and
 * `ROLLCALL_LOG`; a wrong value is refused with a sentence.
 */
export function readConfig(environment: Environment): Config {
  const port = readPort('PORT', environment['PORT'])
  return {
    place: readPlace(environment),
    port: port ?? DEFAULT_PORT,
    metricsPort: readPort('ROLLCALL_METRICS_PORT', environment['ROLLCALL_METRICS_PORT']),
    address: readAddress(environment['ROLLCALL_ADDRESS']),
    log: readLeastLevel(environment['ROLLCALL_LOG']),
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
      dataFolder: path.resolve(present(environment['ROLLCALL_DATA']) ?? 'data'),
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

/** Scheme and host only. What is sent to another machine without TLS can be read on the way, sessions too. */
function readAddress(text: string | undefined): string | null {
  const written = present(text)
  if (written === undefined) return null
  const url = URL.canParse(written) ? new URL(written) : null
  const isSecure =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && OWN_NAMES.has(url.hostname))
  if (url !== null && isSecure && url.href === `${url.origin}/`) return url.origin
  throw new RefusedError(
    'incorrect',
    'config.address',
    `ROLLCALL_ADDRESS is "${text}", which is not the address of a site; write scheme and host as in https://record.example.org (http only for this machine itself), or leave it out to serve this machine alone.`,
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

/** An empty variable is an unset one: that is what `VAR= command` means to most people. */
function present(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text
}
