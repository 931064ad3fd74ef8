import { z } from 'zod'

import { RefusedError } from '../errors.ts'

/** A provider of identities (OpenID Connect Core 1.0) that accounts may be linked to. */
export interface OidcSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
}

/** What the environment decides about sign-in. */
export interface AuthSettings {
  /** The origin that readers write, such as `https://record.example`; null where it is this machine's own. */
  readonly publicAddress: string | null
  /** After so many minutes without a request a session has ended. */
  readonly idleMinutes: number
  /** After so many hours it has ended whatever was done. */
  readonly sessionHours: number
  readonly oidc: OidcSettings | null
}

type Environment = Readonly<Record<string, string | undefined>>

const IDLE_MINUTES = 30
const SESSION_HOURS = 12
const LONGEST = 10_000

/**
 * Reads `ROLLCALL_ADDRESS`, `ROLLCALL_IDLE_MINUTES`, `ROLLCALL_SESSION_HOURS` and `ROLLCALL_OIDC_…`; a wrong
 * value is refused with a sentence.
 */
export function readAuthSettings(environment: Environment): AuthSettings {
  return {
    publicAddress: readAddress(environment['ROLLCALL_ADDRESS']),
    idleMinutes: readNumber(environment, 'ROLLCALL_IDLE_MINUTES', IDLE_MINUTES),
    sessionHours: readNumber(environment, 'ROLLCALL_SESSION_HOURS', SESSION_HOURS),
    oidc: readOidc(environment),
  }
}

function readAddress(given: string | undefined): string | null {
  if (isBlank(given)) return null
  const url = URL.canParse(given) ? new URL(given) : null
  const isOrigin = url !== null && url.href === `${url.origin}/`
  if (isOrigin && isSafe(url)) return url.origin
  throw new RefusedError(
    'incorrect',
    'config.address',
    `ROLLCALL_ADDRESS is "${given}"; write the https address that readers use, without a path, such as https://record.example.`,
  )
}

function readNumber(environment: Environment, name: string, otherwise: number): number {
  const given = environment[name]
  if (isBlank(given)) return otherwise
  const parsed = z.coerce.number().int().min(1).max(LONGEST).safeParse(given)
  if (parsed.success) return parsed.data
  throw new RefusedError(
    'incorrect',
    'config.session_length',
    `${name} is "${given}"; write a whole number from 1 to ${LONGEST}, or leave it out for ${otherwise}.`,
  )
}

function readOidc(environment: Environment): OidcSettings | null {
  const issuer = environment['ROLLCALL_OIDC_ISSUER']
  const clientId = environment['ROLLCALL_OIDC_CLIENT_ID']
  const clientSecret = environment['ROLLCALL_OIDC_CLIENT_SECRET']
  if (isBlank(issuer) && isBlank(clientId) && isBlank(clientSecret)) return null
  const isComplete = !isBlank(issuer) && !isBlank(clientId) && !isBlank(clientSecret)
  if (isComplete && URL.canParse(issuer) && isSafe(new URL(issuer))) {
    return { issuer, clientId, clientSecret }
  }
  throw new RefusedError(
    'incorrect',
    'config.oidc',
    'ROLLCALL_OIDC_ISSUER needs an https address, and ROLLCALL_OIDC_CLIENT_ID and ROLLCALL_OIDC_CLIENT_SECRET beside it; set all three, or none.',
  )
}

/** Secrets travel over https, or do not leave this machine. */
function isSafe({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && hostname === '127.0.0.1')
}

function isBlank(text: string | undefined): text is undefined {
  return text === undefined || text.trim() === ''
}
