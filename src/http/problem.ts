import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

import { FaultyInput } from '#desk-kit'
import type { Fault } from '#desk-kit'
import { IncorrectValue } from '#kit'
import { RefusedError } from '#platform'
import type { Refusal } from '#platform'

/** Why a request was not answered: a stable code and a sentence saying what, which and what to do. */
export interface Problem {
  readonly status: ContentfulStatusCode
  readonly code: string
  readonly sentence: string
  readonly faults: readonly Fault[]
}

const STATUS: Readonly<Record<Refusal, ContentfulStatusCode>> = {
  incorrect: 400,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
}

/** What to tell the sender; null where the fault is ours and belongs in the log. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof RefusedError) {
    const faults = error instanceof FaultyInput ? error.faults : []
    return { status: STATUS[error.refusal], code: error.code, sentence: error.message, faults }
  }
  if (error instanceof IncorrectValue) {
    return { status: 400, code: error.code, sentence: error.message, faults: [] }
  }
  if (error instanceof HTTPException && error.status === 403) return CROSS_SITE
  return null
}

/** Nothing lies at this address. */
export function notFound(path: string): Problem {
  return {
    status: 404,
    code: 'http.not_found',
    sentence: `Nothing lies at ${path}; start from / or from /api/v1/openapi.json.`,
    faults: [],
  }
}

/** The address exists and is used otherwise. */
export function methodNotAllowed(method: string, allowed: readonly string[]): Problem {
  return {
    status: 405,
    code: 'http.method',
    sentence: `${method} does nothing here; use ${allowed.join(' or ')}.`,
    faults: [],
  }
}

/** More was sent than is taken in at this address. */
export function bodyTooLarge(mostBytes: number): Problem {
  return {
    status: 413,
    code: 'http.body_too_large',
    sentence: `More than ${mostBytes / 1024 / 1024} MB were sent, which is the most that is taken in here; nothing was recorded. Send it in smaller parts.`,
    faults: [],
  }
}

/** The server is asked under a name that is not its own: the sign of DNS rebinding. */
export function foreignHost(own: readonly string[]): Problem {
  return {
    status: 421,
    code: 'http.host',
    sentence: `This server answers only as ${own.join(', ')}; write one of these into the address. Whoever runs it names its public address in ROLLCALL_ADDRESS.`,
    faults: [],
  }
}

/** The address holds what no text may hold. */
export const UNREADABLE_ADDRESS: Problem = {
  status: 400,
  code: 'http.address',
  sentence: 'The address holds a zero byte (%00), which no text has; take it out.',
  faults: [],
}

/** A fault of ours; what it was stands in the log. */
export const BROKEN: Problem = {
  status: 500,
  code: 'http.broken',
  sentence:
    'Something is broken on our side and nothing was recorded; try again, and tell us the time if it happens twice.',
  faults: [],
}

/** What was shown instead of a sign-in does not work, or does not work any more. */
export const TOKEN_UNKNOWN: Problem = {
  status: 401,
  code: 'auth.token_unknown',
  sentence:
    'This token is unknown, has expired or was revoked; make another one on your account’s page.',
  faults: [],
}

/** A form that was not drawn for whoever sends it. */
export const FORM_TOKEN_WRONG: Problem = {
  status: 403,
  code: 'auth.form_token',
  sentence:
    'This form was drawn for another session, so nothing was done; open it again and send it from there.',
  faults: [],
}

/** Too many attempts. */
export function tooMany(waitSeconds: number): Problem {
  return {
    status: 429,
    code: 'auth.too_many',
    sentence: `Too many attempts; wait ${waitSeconds} seconds and try again.`,
    faults: [],
  }
}

const CROSS_SITE: Problem = {
  status: 403,
  code: 'http.cross_site',
  sentence:
    'This form was sent from another site, so nothing was recorded; open the form here and send it again.',
  faults: [],
}
