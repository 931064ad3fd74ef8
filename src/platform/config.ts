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
  /** Whom to tell of a weakness (RFC 9116): `mailto:…`, `https://…` or `tel:…`; null where nobody is named. */
  readonly securityContact: string | null
}

const DEFAULT_PORT = 8080
const LAST_PORT = 65_535

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.number().max(LAST_PORT))
const databaseUrl = z.url({ protocol: /^postgres(ql)?$/ })

/** Reads `ROLLCALL_DATA`, `PORT`, `DATABASE_URL` and `SECURITY_CONTACT`; a wrong value is refused with a sentence. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  return {
    place: readPlace(environment),
    port: readPort(environment['PORT']),
    securityContact: readContact(environment['SECURITY_CONTACT']),
  }
}

/** The environment of this process. */
export function readEnvironment(): Config {
  return readConfig(process.env)
}

function readPlace(environment: Readonly<Record<string, string | undefined>>): Place {
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

function readPort(text: string | undefined): number {
  const parsed = port.safeParse(present(text) ?? String(DEFAULT_PORT))
  if (parsed.success) return parsed.data
  throw new RefusedError(
    'incorrect',
    'config.port',
    `PORT is "${text}", which is not a port; set it to a whole number from 0 to ${LAST_PORT}, or leave it out for ${DEFAULT_PORT}.`,
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
