import { createHmac, randomBytes } from 'node:crypto'
import { lookup as lookUp, type LookupAddress } from 'node:dns'
import { request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import { isIP } from 'node:net'

import { RefusedError } from '../errors.ts'
import type { Reach } from './networks.ts'

/** What is posted to a webhook. */
export interface Hook {
  readonly url: string
  /** The same for every try. */
  readonly id: string
  readonly body: string
  /** `whsec_…`, as its owner was shown it. */
  readonly secret: string
  /** Seconds since 1970, when it is sent. */
  readonly timestamp: number
}

/** Posts to a webhook; throws where it is not taken, with a code that tells nothing of what was answered. */
export type PostHook = (hook: Hook) => Promise<void>

/** A delivery that a webhook did not take. */
export class HookFault extends Error {
  override readonly name = 'HookFault'
  readonly code: string
  constructor(code: string) {
    super(`The webhook failed: ${code}.`)
    this.code = code
  }
}

/** Finds the addresses of a machine. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>

const PREFIX = 'whsec_'
const SECRET_BYTES = 32
const PATIENCE_MS = 10_000

/** A secret for signing, shown to its owner once (Standard Webhooks 1.0). */
export function newHookSecret(): string {
  return `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`
}

/** The signature of a message (Standard Webhooks 1.0): HMAC-SHA256 over its id, its time and its body. */
export function signatureOf({ id, timestamp, body, secret }: Omit<Hook, 'url'>): string {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
}

/** Refuses an address that nothing may be posted to. */
export function checkHookAddress(address: string, reach: Reach): URL {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url === null || !isPrivate(url)) {
    throw wrong(
      'notices.hook',
      'Write an https address without a name and password in it, such as https://example.org/hook.',
    )
  }
  const host = hostOf(url)
  if (isIP(host) !== 0 && !reach(host)) throw wrong('notices.hook_reach', OUT_OF_REACH)
  return url
}

/** Nobody on the way reads what is posted, and no password is kept in an address. */
function isPrivate(url: URL): boolean {
  if (url.username !== '' || url.password !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(hostOf(url)))
}

/**
 * Opens the way to webhooks. The address that a name stands for is looked up once and connected to as it was
 * checked, so that it cannot change in between; no redirect is followed.
 */
export function openHooks(reach: Reach, resolve: Resolve = resolveHost): PostHook {
  return async (hook) => {
    const url = checkHookAddress(hook.url, reach)
    const status = await post(url, hook, await addressIn(url, { reach, resolve }))
    if (status < 200 || status > 299) throw new HookFault(`http_${status}`)
  }
}

async function addressIn(
  url: URL,
  { reach, resolve }: { readonly reach: Reach; readonly resolve: Resolve },
): Promise<LookupAddress> {
  const host = hostOf(url)
  const family = isIP(host)
  const found = family === 0 ? await resolve(host) : [{ address: host, family }]
  const [first] = found
  if (first === undefined) throw new HookFault('no_address')
  if (!found.every(({ address }) => reach(address))) throw new HookFault('out_of_reach')
  return first
}

async function post(url: URL, hook: Hook, at: LookupAddress): Promise<number> {
  const send = url.protocol === 'https:' ? requestSecure : requestPlain
  const body = Buffer.from(hook.body)
  return new Promise((resolve, reject) => {
    const request = send(
      url,
      {
        method: 'POST',
        agent: false,
        family: at.family,
        lookup: (_host, { all }, answer) =>
          all === true ? answer(null, [at]) : answer(null, at.address, at.family),
        signal: AbortSignal.timeout(PATIENCE_MS),
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-length': body.byteLength,
          'user-agent': 'Rollcall',
          'webhook-id': hook.id,
          'webhook-timestamp': String(hook.timestamp),
          'webhook-signature': signatureOf(hook),
        },
      },
      (answer) => {
        // What is answered is nobody's business here.
        answer.destroy()
        resolve(answer.statusCode ?? 0)
      },
    )
    request.on('error', (error: NodeJS.ErrnoException) =>
      reject(new HookFault(error.code ?? error.name)),
    )
    request.end(body)
  })
}

async function resolveHost(host: string): Promise<readonly LookupAddress[]> {
  return new Promise((resolve, reject) => {
    lookUp(host, { all: true }, (error, found) =>
      error === null ? resolve(found) : reject(new HookFault(error.code ?? 'no_address')),
    )
  })
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1')
}

function isLoopback(host: string): boolean {
  return host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

const OUT_OF_REACH =
  'This address lies in a network that webhooks may not reach; ask whoever runs this server to allow it.'

function wrong(code: string, sentence: string): RefusedError {
  return new RefusedError('incorrect', code, sentence)
}
