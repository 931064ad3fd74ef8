import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { desks } from '#desks'
import { createApp, openSite } from '#http'
import type { Grant } from '#kit'
import { type Auth, fixedClock, invite } from '#platform'
import { ensureMission, openAppender, openReaders } from '#register'

import { testAuth } from './auth.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { MISSION, DELAY_HOURS } from './drafts.ts'
import {
  CLIENT,
  type LyingProvider,
  startLyingProvider,
  startProvider,
  type TestProvider,
  throughProvider,
} from './identity-providers.ts'
import { type Visitor, visitorAt } from './visitor.ts'

// Signing in with a provider of identities: against oidc-provider as it is, and against one that lies.

const ORIGIN = 'http://127.0.0.1:8080'
const RETURN = `${ORIGIN}/sign-in/provider/return`
const clock = fixedClock(new Date().toISOString())

let database: TestDatabase
let honest: TestProvider
let liar: LyingProvider
let count = 0

beforeAll(async () => {
  database = await testDatabase('pglite')
  await ensureMission({ db: database.db, clock }, { mission: MISSION, title: 'A', party: null })
  honest = await startProvider(RETURN)
  liar = await startLyingProvider()
})
afterAll(async () => {
  await honest.close()
  await liar.close()
  await database.drop()
})

function serve(issuer: string) {
  const { db } = database
  const auth = testAuth({ db, clock }, { oidc: { issuer, ...CLIENT } })
  const appender = openAppender({ db, clock, delayHours: DELAY_HOURS })
  const site = openSite({
    readers: openReaders(db),
    clock,
    appender,
    desks,
    log: () => undefined,
    auth,
  })
  return { app: createApp(site), auth }
}

async function invitation(auth: Auth): Promise<string> {
  count += 1
  const names = { name: `invited${count}`, shownName: `Invited ${count}` }
  const rest = { desks: 'all', compartments: [], until: null } as const
  const grant: Grant = { mission: MISSION, role: 'reader', ...rest }
  return invite(auth, { kind: 'local' }, { names, grant })
}

const isIn = async (visitor: Visitor) => (await visitor.get('/account')).status === 200
const pathOf = (address: string) => address.slice(ORIGIN.length)

/** Where the way to the provider leads from an invitation. */
async function fromInvitation(visitor: Visitor, secret: string): Promise<string> {
  const page = await visitor.send(
    { on: `/welcome/${secret}`, to: `/welcome/${secret}/provider` },
    {},
  )
  const address = /href="(http:\/\/127\.0\.0\.1:\d+\/auth[^"]*)"/.exec(await page.text())?.[1] ?? ''
  return address.replaceAll('&amp;', '&')
}

/** Where the way to the provider leads from the page of signing in. */
async function fromSignIn(visitor: Visitor): Promise<string> {
  return (await visitor.get('/sign-in/provider?next=%2Faccount')).headers.get('location') ?? ''
}

describe('with oidc-provider', () => {
  let linked: ReturnType<typeof serve>

  test('an invitation ties an identity to its account', async () => {
    linked = serve(honest.issuer)
    honest.who = 'amina'
    const visitor = visitorAt(linked.app)
    const address = await fromInvitation(visitor, await invitation(linked.auth))
    const back = await throughProvider(address, RETURN)
    expect((await visitor.get(pathOf(back))).headers.get('location')).toBe('/account')
    expect(await isIn(visitor)).toBe(true)
  })

  test('who was tied to an account by an invitation signs in; an identity that was not is refused', async () => {
    const known = visitorAt(linked.app)
    honest.who = 'amina'
    await known.get(pathOf(await throughProvider(await fromSignIn(known), RETURN)))
    expect(await isIn(known)).toBe(true)
    const stranger = visitorAt(linked.app)
    honest.who = 'invited1'
    const back = await throughProvider(await fromSignIn(stranger), RETURN)
    expect((await stranger.get(pathOf(back))).status).toBe(401)
    expect(await isIn(stranger)).toBe(false)
  })

  test('the way there asks for a code with PKCE, a state and a nonce', async () => {
    const { searchParams } = new URL(await fromSignIn(visitorAt(linked.app)))
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      scope: 'openid',
      redirect_uri: RETURN,
    })
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(searchParams.get(name)).toMatch(/^[\w-]{43}$/)
    }
  })

  test.each([
    ['a wrong state', (back: URL) => back.searchParams.set('state', 'x'.repeat(43))],
    ['no state', (back: URL) => back.searchParams.delete('state')],
    [
      'the name of another provider (mix-up)',
      (back: URL) => back.searchParams.set('iss', 'https://evil.example'),
    ],
    ['no name of the provider', (back: URL) => back.searchParams.delete('iss')],
    ['a code of nobody', (back: URL) => back.searchParams.set('code', 'x'.repeat(43))],
  ])('a way back with %s is refused', async (_, change) => {
    honest.who = 'amina'
    const visitor = visitorAt(linked.app)
    const back = new URL(await throughProvider(await fromSignIn(visitor), RETURN))
    change(back)
    expect((await visitor.get(pathOf(back.href))).status).toBe(401)
    expect(await isIn(visitor)).toBe(false)
  })

  test('a way back that was begun in another browser is refused: nobody is signed in as somebody else', async () => {
    honest.who = 'amina'
    const [attacker, victim] = [visitorAt(linked.app), visitorAt(linked.app)]
    await victim.get('/sign-in')
    const back = await throughProvider(await fromSignIn(attacker), RETURN)
    expect((await victim.get(pathOf(back))).status).toBe(401)
    expect(await isIn(victim)).toBe(false)
    await attacker.get(pathOf(back))
    expect(await isIn(attacker)).toBe(true)
  })

  test('a code is taken once: the same way back again is refused', async () => {
    honest.who = 'amina'
    const visitor = visitorAt(linked.app)
    const back = await throughProvider(await fromSignIn(visitor), RETURN)
    expect((await visitor.get(pathOf(back))).status).toBe(303)
    visitor.cookies.delete('rollcall')
    expect((await visitor.get(pathOf(back))).status).toBe(401)
    expect(await isIn(visitor)).toBe(false)
  })

  test('an identity opens one account: a second invitation does not take it over', async () => {
    honest.who = 'amina'
    const visitor = visitorAt(linked.app)
    const secret = await invitation(linked.auth)
    const back = await throughProvider(await fromInvitation(visitor, secret), RETURN)
    expect((await visitor.get(pathOf(back))).status).toBe(401)
    expect((await visitor.get(`/welcome/${secret}`)).status).toBe(200)
    honest.who = 'baraka'
    const again = await throughProvider(await fromInvitation(visitor, secret), RETURN)
    expect((await visitor.get(pathOf(again))).status).toBe(303)
  })

  test('an invitation is tied only by a form of the browser that opened it', async () => {
    const secret = await invitation(linked.auth)
    const visitor = visitorAt(linked.app)
    expect((await visitor.post(`/welcome/${secret}/provider`, {})).status).toBe(403)
    expect(await fromInvitation(visitor, secret)).toContain('code_challenge=')
  })
})

describe('with a provider that lies', () => {
  let linked: ReturnType<typeof serve>

  test('what is true is taken, with an invitation', async () => {
    linked = serve(liar.issuer)
    const visitor = visitorAt(linked.app)
    const address = await fromInvitation(visitor, await invitation(linked.auth))
    await visitor.get(pathOf(liar.back(address)))
    expect(await isIn(visitor)).toBe(true)
  })

  const enter = async (lie: Readonly<Record<string, unknown>>, algorithm: 'RS256' | 'none') => {
    const visitor = visitorAt(linked.app)
    Object.assign(liar, { lie, algorithm })
    const back = liar.back(await fromSignIn(visitor))
    const { status } = await visitor.get(pathOf(back))
    Object.assign(liar, { lie: {}, algorithm: 'RS256' })
    return { status, isIn: await isIn(visitor) }
  }

  test('what is true is taken', async () => {
    expect(await enter({}, 'RS256')).toEqual({ status: 303, isIn: true })
  })

  test.each([
    ['a wrong nonce', { nonce: 'x'.repeat(43) }, 'RS256'],
    ['no nonce', { nonce: undefined }, 'RS256'],
    ['a wrong issuer', { iss: 'https://evil.example' }, 'RS256'],
    ['a token for another client', { aud: 'another-client' }, 'RS256'],
    ['a token that has expired', { exp: 1000 }, 'RS256'],
    ['a token for somebody unknown', { sub: 'somebody-else' }, 'RS256'],
    ['a token without a signature', {}, 'none'],
  ] as const)('%s is refused', async (_, lie, algorithm) => {
    expect(await enter(lie, algorithm)).toEqual({ status: 401, isIn: false })
  })
})
