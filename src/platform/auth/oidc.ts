import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import type { Configuration } from 'openid-client'
import { z } from 'zod'

import { RefusedError } from '../errors.ts'
import { findAccountById } from './account.ts'
import type { Account } from './account.ts'
import { note } from './audit.ts'
import { beginCeremony, endCeremony } from './ceremony.ts'
import { getLink, takeLink } from './link.ts'
import type { AuthParts } from './parts.ts'
import type { OidcSettings } from './settings.ts'

/** Where the provider sends people back to, and the browser that is sent. */
export interface ProviderTrip {
  readonly returnTo: string
  /** The cookie of the browser. */
  readonly browser: string
}

/** What is remembered while somebody is with the provider. */
const trip = z.object({
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
  /** The secret of the invitation that the identity is to be tied to, sealed; null for an ordinary sign-in. */
  link: z.string().nullable(),
})

/** Who came back from the provider. */
export interface FromProvider {
  readonly account: Account
  readonly next: string
  /** Whether the provider says that it asked for two factors (RFC 8176, "mfa"). */
  readonly isTwoFactors: boolean
}

const configurations = new Map<string, Promise<Configuration>>()
const SEALED_FOR = 'provider trip'

/** The address at the provider where somebody proves who they are. */
export async function addressAtProvider(
  parts: AuthParts,
  { returnTo, browser }: ProviderTrip,
  { next, link }: { readonly next: string; readonly link: string | null },
): Promise<string> {
  const configuration = await configurationOf(settingsOf(parts))
  if (link !== null) await getLink(parts, link)
  const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()]
  await beginCeremony(
    parts,
    { purpose: 'provider', key: state, browser },
    { nonce, verifier, next, link: link === null ? null : sealed(parts, link) },
  )
  const address = buildAuthorizationUrl(configuration, {
    redirect_uri: returnTo,
    scope: 'openid',
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
  return address.href
}

/** Takes what the provider sent somebody back with; refused unless all of it fits what was asked. */
export async function comeFromProvider(
  parts: AuthParts,
  { returnTo, browser }: ProviderTrip,
  query: string,
): Promise<FromProvider> {
  const settings = settingsOf(parts)
  const state = new URLSearchParams(query).get('state') ?? ''
  const asked = await endCeremony(parts, { purpose: 'provider', key: state, browser })
  if (asked === null) return refuse('auth.provider_state')
  const { nonce, verifier, next, link } = trip.parse(asked)
  const tokens = await authorizationCodeGrant(
    await configurationOf(settings),
    new URL(`${returnTo}?${query}`),
    {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    },
  ).catch((error: unknown) => refuse('auth.provider_refused', error))
  const claims = tokens.claims()
  if (claims === undefined) return refuse('auth.provider_refused')
  const identity = { issuer: claims.iss, subject: claims.sub }
  const account =
    link === null
      ? await findLinked(parts, identity)
      : await linkTo(parts, parts.keys.open(Buffer.from(link, 'base64url'), SEALED_FOR), identity)
  const methods = z.array(z.string()).catch([]).parse(claims['amr'])
  return { account, next, isTwoFactors: methods.includes('mfa') }
}

interface Identity {
  readonly issuer: string
  readonly subject: string
}

async function findLinked(parts: AuthParts, { issuer, subject }: Identity): Promise<Account> {
  const [row] = await parts.db.run<{ account: string }>(FIND, [issuer, subject])
  const account = row === undefined ? undefined : await findAccountById(parts, row.account)
  return account?.state === 'active' ? account : refuse('auth.provider_unlinked')
}

/** Ties an identity to the account of an invitation, which is used up; an address of e-mail plays no part. */
async function linkTo(
  parts: AuthParts,
  secret: string,
  { issuer, subject }: Identity,
): Promise<Account> {
  const account = await parts.db.transaction(async (db) => {
    const inside = { ...parts, db }
    const { name, shownName } = await getLink(inside, secret)
    if (name === null || shownName === null) return refuse('auth.provider_first')
    const taken = await takeLink(inside, secret, { name, shownName })
    const linked = await db.run(LINK, [issuer, subject, taken, parts.clock.now()])
    if (linked.length === 0) return refuse('auth.provider_taken')
    const detail = { issuer }
    const noted = { actor: taken, account: taken, mission: null, detail }
    await note(inside, { event: 'identity.linked', ...noted })
    return taken
  })
  const found = await findAccountById(parts, account)
  if (found !== undefined) return found
  throw new Error('An account was linked and is gone.')
}

/** Read once: the provider's keys and addresses. A failure is not kept. */
async function configurationOf(settings: OidcSettings): Promise<Configuration> {
  const { issuer, clientId, clientSecret } = settings
  const slot = `${issuer}\n${clientId}`
  const isLoopback = new URL(issuer).protocol === 'http:'
  const known =
    configurations.get(slot) ??
    discovery(new URL(issuer), clientId, clientSecret, undefined, {
      // config.ts lets plain http through for 127.0.0.1 alone.
      execute: isLoopback ? [allowInsecureRequests] : [],
    })
  configurations.set(slot, known)
  try {
    return await known
  } catch (error) {
    configurations.delete(slot)
    return refuse('auth.provider_unreachable', error)
  }
}

function settingsOf({ settings }: AuthParts): OidcSettings {
  return settings.oidc ?? refuse('auth.provider_none')
}

function sealed({ keys }: AuthParts, link: string): string {
  return Buffer.from(keys.seal(link, SEALED_FOR)).toString('base64url')
}

const SENTENCES = {
  'auth.provider_state':
    'This way back from the provider was not begun in this browser, or has been used; sign in again from here.',
  'auth.provider_refused':
    'The provider’s answer does not fit what was asked, so nobody was signed in; try again from here.',
  'auth.provider_unlinked':
    'No account here is tied to this identity; ask an administrator for an invitation and open it first.',
  'auth.provider_first':
    'The first administrator needs a name and a password; choose them behind the link.',
  'auth.provider_taken':
    'This identity is tied to another account already; sign in with it, or ask an administrator.',
  'auth.provider_unreachable':
    'The provider of identities cannot be reached; sign in with your password, or try later.',
  'auth.provider_none':
    'No provider of identities is set up here; sign in with your name and password.',
} as const

function refuse(code: keyof typeof SENTENCES, cause?: unknown): never {
  throw new RefusedError('forbidden', code, SENTENCES[code], { cause })
}

const FIND = {
  name: 'auth-find-identity',
  text: 'SELECT account FROM platform.identity WHERE issuer = $1 AND subject = $2',
}
const LINK = {
  name: 'auth-link-identity',
  text: `INSERT INTO platform.identity (issuer, subject, account, linked_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (issuer, subject) DO NOTHING RETURNING account`,
}
