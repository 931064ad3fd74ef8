import { createSign, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import http from 'node:http'

import Provider from 'oidc-provider'
import type { Asked } from 'oidc-provider'

/** The client that both providers know. */
export const CLIENT = { clientId: 'rollcall', clientSecret: 'a secret of the test only' }

/** A provider of identities on this machine. */
export interface TestProvider {
  readonly issuer: string
  /** Who signs in there next. */
  who: string
  close(): Promise<void>
}

/** Starts oidc-provider, which is certified, with one client and nobody to convince. */
export async function startProvider(returnTo: string): Promise<TestProvider> {
  const server = http.createServer()
  const issuer = await listenOn(server)
  const started: TestProvider = { issuer, who: 'nobody', close: async () => closeServer(server) }
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [returnTo],
      },
    ],
    cookies: { keys: [randomUUID()] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/login/${uid}` },
    findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id }) }),
    async loadExistingGrant({ oidc }: Asked) {
      const { client, session } = oidc
      const of = { clientId: client.clientId, accountId: session.accountId }
      const grant = new provider.Grant(of)
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
  })
  const callback = provider.callback()
  server.on('request', (request, response) => {
    const answer = request.url?.startsWith('/login/') === true
    const done = answer
      ? provider.interactionFinished(request, response, { login: { accountId: started.who } })
      : callback(request, response)
    done.catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined))
  })
  return started
}

/** Goes through the provider's pages as a browser does; answers the address that it sends back to. */
export async function throughProvider(address: string, returnTo: string): Promise<string> {
  const cookies = new Map<string, string>()
  let at = address
  for (let hop = 0; hop < 8; hop += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    const location = answer.headers.get('location')
    if (location === null) throw new Error(`The provider stopped: ${await answer.text()}`)
    at = new URL(location, at).href
    if (at.startsWith(returnTo)) return at
  }
  throw new Error('The provider never sent back.')
}

/** A provider that says in its token what a test tells it to. */
export interface LyingProvider {
  readonly issuer: string
  /** What is changed of an honest token. */
  lie: Readonly<Record<string, unknown>>
  /** The header of the token. */
  algorithm: 'RS256' | 'none'
  /** Where somebody is sent back to from an address, as an honest provider would. */
  back(address: string): string
  close(): Promise<void>
}

/** Starts a provider that can lie. */
export async function startLyingProvider(): Promise<LyingProvider> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const nonces = new Map<string, string>()
  const server = http.createServer()
  const issuer = await listenOn(server)
  const started: LyingProvider = {
    issuer,
    lie: {},
    algorithm: 'RS256',
    back: (address) => wayBack(address, { issuer, nonces }),
    close: async () => closeServer(server),
  }
  server.on('request', (request, response) => {
    const answer = (body: object) => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(body))
    }
    if (request.url === '/.well-known/openid-configuration') return answer(describe(issuer))
    if (request.url === '/jwks') {
      const jwk = keys.publicKey.export({ format: 'jwk' })
      return answer({ keys: [{ ...jwk, kid: 'one', use: 'sig' }] })
    }
    let body = ''
    request.on('data', (chunk) => (body += String(chunk)))
    request.on('end', () => {
      const nonce = nonces.get(new URLSearchParams(body).get('code') ?? '')
      const token = tokenOf(started, nonce, keys.privateKey)
      answer({ access_token: 'unused', token_type: 'bearer', id_token: token })
    })
    return undefined
  })
  return started
}

function describe(issuer: string): object {
  return {
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    authorization_response_iss_parameter_supported: true,
    id_token_signing_alg_values_supported: ['RS256'],
  }
}

function wayBack(
  address: string,
  { issuer, nonces }: { readonly issuer: string; readonly nonces: Map<string, string> },
): string {
  const { searchParams } = new URL(address)
  const code = randomUUID()
  nonces.set(code, searchParams.get('nonce') ?? '')
  const back = new URL(searchParams.get('redirect_uri') ?? '')
  const state = searchParams.get('state') ?? ''
  back.search = new URLSearchParams({ code, state, iss: issuer }).toString()
  return back.href
}

function tokenOf(
  { issuer, lie, algorithm }: LyingProvider,
  nonce: string | undefined,
  key: KeyObject,
): string {
  const seconds = Math.floor(Date.now() / 1000)
  const times = { iat: seconds, exp: seconds + 300 }
  const claims = { iss: issuer, sub: 'the-subject', aud: CLIENT.clientId, nonce, ...times, ...lie }
  const part = (of: object) => Buffer.from(JSON.stringify(of)).toString('base64url')
  const text = `${part({ alg: algorithm, kid: 'one' })}.${part(claims)}`
  if (algorithm === 'none') return `${text}.`
  return `${text}.${createSign('sha256').update(text).sign(key, 'base64url')}`
}

async function listenOn(server: http.Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('It does not listen.')
  return `http://127.0.0.1:${address.port}`
}

async function closeServer(server: http.Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
