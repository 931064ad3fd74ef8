import type { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { desks } from '#desks'
import { createApp, openSite } from '#http'
import type { Grant, Role } from '#kit'
import {
  type Administering,
  type Auth,
  type AuthSettings,
  type Clock,
  coverMissions,
  disable,
  findAccountByName,
  firstLink,
  giveGrant,
  invite,
  makeLink,
  readAudit,
  takeGrant,
} from '#platform'
import { ensureMission, openAppender, openReaders } from '#register'

import { testAuth } from './auth.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { MISSION, DELAY_HOURS } from './drafts.ts'
import { codeAt, type Visitor, visitorAt } from './visitor.ts'

// Each attack is refused, and beside it the honest twin works: a door that is shut for everybody proves nothing.

const OTHER_MISSION = 'mss-other'
const PASSWORD = 'a slow river at dusk'
const NEW_PASSWORD = 'seven green umbrellas'
const LOCAL: Administering = { kind: 'local' }
const START = Date.parse('2026-11-21T08:00:00.000Z')
const MINUTE = 60_000

let database: TestDatabase
let nowMs = START
const clock: Clock = {
  now: () => new Date(nowMs).toISOString(),
  today: () => new Date(nowMs).toISOString().slice(0, 10),
}
const lines: string[] = []

interface World {
  readonly app: Hono
  readonly auth: Auth
}

/** A server of its own memory on the same database. */
function serve(settings: Partial<AuthSettings> = {}): World {
  const { db } = database
  const auth = testAuth({ db, clock }, settings)
  const site = openSite({
    readers: openReaders(db),
    clock,
    appender: openAppender({ db, clock, delayHours: DELAY_HOURS }),
    desks,
    log: (level, event, fields) => lines.push(JSON.stringify({ level, event, ...fields })),
    auth,
  })
  return { app: createApp(site), auth }
}

let world: World
let count = 0

/** Somebody with an account, a password and, above reader, an authenticator app. */
interface Person {
  readonly name: string
  readonly account: string
  readonly totp: string
  readonly codes: readonly string[]
  readonly visitor: Visitor
}

async function somebody(role: Role = 'officer', mission = MISSION): Promise<Person> {
  count += 1
  const name = `person${count}`
  const grant: Grant = { mission, role, desks: 'all', compartments: [], until: null }
  const names = { name, shownName: `Person ${count}` }
  const secret = await invite(world.auth, LOCAL, { names, grant })
  const visitor = visitorAt(world.app, undefined, `10.0.0.${count}`)
  const welcomed = await visitor.send(
    { on: `/welcome/${secret}` },
    { password: PASSWORD, again: PASSWORD },
  )
  expect(welcomed.status).toBe(303)
  const { totp, codes } = await setUpApp(visitor)
  const found = await findAccountByName(world.auth, name)
  return { name, account: found?.account ?? '', totp, codes, visitor }
}

async function setUpApp(visitor: Visitor): Promise<{ totp: string; codes: readonly string[] }> {
  await visitor.send({ on: '/account', to: '/account/authenticator' }, {})
  const page = await (await visitor.get('/account/authenticator')).text()
  const totp = (/<code class="secret">([^<]+)</.exec(page)?.[1] ?? '').replaceAll(' ', '')
  const done = await visitor.send(
    { on: '/account/authenticator', to: '/account/authenticator/code' },
    { code: codeAt(totp, clock.now()) },
  )
  const codes = [...(await done.text()).matchAll(/<li>([a-z2-7-]{19})<\/li>/g)]
  return { totp, codes: codes.map(([, code]) => code ?? '') }
}

/** A fresh browser in which somebody signs in; the clock moves on to a code that was not used. */
async function signedIn(person: Person, app = world.app): Promise<Visitor> {
  nowMs += MINUTE
  count += 1
  const visitor = visitorAt(app, undefined, `10.1.0.${count}`)
  const first = await visitor.send({ on: '/sign-in' }, { name: person.name, password: PASSWORD })
  expect(first.headers.get('location')).toMatch(/^\/sign-in\/code/)
  const second = await visitor.send(
    { on: '/sign-in/code' },
    { code: codeAt(person.totp, clock.now()) },
  )
  expect(second.status).toBe(303)
  return visitor
}

const isIn = async (visitor: Visitor) => (await visitor.get('/account')).status === 200

async function tokenOf(
  visitor: Visitor,
  values: Readonly<Record<string, string>> = {},
): Promise<string> {
  const made = await visitor.send(
    { on: '/account/tokens' },
    {
      label: 'a test',
      scopes: 'read',
      missions: MISSION,
      days: '30',
      current: PASSWORD,
      ...values,
    },
  )
  return /rollcall_[\w-]{43}/.exec(await made.text())?.[0] ?? ''
}

const withToken = async (token: string) =>
  world.app.request('/api/v1/missions', { headers: { authorization: `Bearer ${token}` } })

beforeAll(async () => {
  database = await testDatabase('pglite')
  const { db } = database
  for (const mission of [MISSION, OTHER_MISSION]) {
    await ensureMission({ db, clock }, { mission, title: mission, party: null })
  }
})
afterAll(async () => {
  await database.drop()
})
beforeEach(() => {
  nowMs += 24 * 60 * MINUTE
  world = serve()
})

describe('the first administrator', () => {
  test('becomes one by a link that works once; the same link again is refused', async () => {
    const secret = (await firstLink(world.auth)) ?? ''
    expect(await firstLink(world.auth)).toBeNull()
    const [owner, thief] = [visitorAt(world.app), visitorAt(world.app)]
    const form = { on: `/welcome/${secret}` }
    const values = { name: 'founder', shownName: 'Founder', password: PASSWORD, again: PASSWORD }
    const stolenToken = await thief.tokenOn(`/welcome/${secret}`)
    expect((await owner.send(form, values)).status).toBe(303)
    expect(await isIn(owner)).toBe(true)
    expect((await thief.get(`/welcome/${secret}`)).status).toBe(404)
    const again = await thief.post(`/welcome/${secret}`, {
      ...values,
      name: 'thief',
      csrf: stolenToken,
    })
    expect(again.status).toBe(404)
    expect(await isIn(thief)).toBe(false)
    expect(await findAccountByName(world.auth, 'thief')).toBeUndefined()
  })

  test('an expired link is refused, a fresh one is not', async () => {
    const { account } = await somebody('reader')
    const wish = { purpose: 'reset', account, actor: 'local' } as const
    const old = await makeLink(world.auth, wish)
    nowMs += 24 * 60 * MINUTE
    expect((await visitorAt(world.app).get(`/welcome/${old}`)).status).toBe(404)
    const fresh = await makeLink(world.auth, wish)
    nowMs += 23 * 60 * MINUTE
    expect((await visitorAt(world.app).get(`/welcome/${fresh}`)).status).toBe(200)
  })

  test('a link that was replaced by a later one is refused', async () => {
    const { account } = await somebody('reader')
    const wish = { purpose: 'reset', account, actor: 'local' } as const
    const [first, second] = [await makeLink(world.auth, wish), await makeLink(world.auth, wish)]
    expect((await visitorAt(world.app).get(`/welcome/${first}`)).status).toBe(404)
    expect((await visitorAt(world.app).get(`/welcome/${second}`)).status).toBe(200)
  })

  test('links cannot be guessed at one address for ever', async () => {
    const guesser = visitorAt(world.app, undefined, '10.9.0.1')
    const answers: number[] = []
    for (let guess = 0; guess < 30; guess += 1) {
      answers.push((await guesser.get(`/welcome/${'x'.repeat(40)}${guess}`)).status)
    }
    expect(answers[0]).toBe(404)
    expect(answers.at(-1)).toBe(429)
    const { account } = await somebody('reader')
    const link = await makeLink(world.auth, { purpose: 'reset', account, actor: 'local' })
    expect((await visitorAt(world.app).get(`/welcome/${link}`)).status).toBe(200)
  })
})

describe('sessions', () => {
  test('fixation: a session that was planted before signing in is not the one after it', async () => {
    const person = await somebody()
    const planted = 'p'.repeat(43)
    const victim = visitorAt(world.app)
    victim.cookies.set('rollcall', planted)
    nowMs += MINUTE
    await victim.send({ on: '/sign-in' }, { name: person.name, password: PASSWORD })
    const half = victim.cookies.get('rollcall')
    await victim.send({ on: '/sign-in/code' }, { code: codeAt(person.totp, clock.now()) })
    expect(await isIn(victim)).toBe(true)
    expect(new Set([planted, half, victim.cookies.get('rollcall')]).size).toBe(3)
    for (const known of [planted, half ?? '']) {
      const attacker = visitorAt(world.app)
      attacker.cookies.set('rollcall', known)
      expect(await isIn(attacker)).toBe(false)
    }
  })

  test('half-way: a right password without the second factor opens nothing', async () => {
    const person = await somebody()
    const half = visitorAt(world.app)
    await half.send({ on: '/sign-in' }, { name: person.name, password: PASSWORD })
    expect(half.cookies.get('rollcall')).toBeDefined()
    for (const path of ['/account', '/administer', '/audit']) {
      expect((await half.get(path)).headers.get('location')).toMatch(/^\/sign-in\?next=/)
    }
    expect(await isIn(await signedIn(person))).toBe(true)
  })

  test('rise: setting a second factor up gives a new session, and the old one is worth nothing', async () => {
    const person = await somebody()
    const reset = await makeLink(world.auth, {
      purpose: 'reset',
      account: person.account,
      actor: 'local',
    })
    const visitor = visitorAt(world.app)
    await visitor.send({ on: `/welcome/${reset}` }, { password: PASSWORD, again: PASSWORD })
    const before = visitor.cookies.get('rollcall') ?? ''
    const cookie = (secret: string) => ({ cookie: `rollcall=${secret}`, authorization: undefined })
    expect((await world.auth.actorOf(cookie(before)))?.actor.grants).toEqual([])
    await setUpApp(visitor)
    const after = visitor.cookies.get('rollcall') ?? ''
    expect(await world.auth.actorOf(cookie(before))).toBeNull()
    expect((await world.auth.actorOf(cookie(after)))?.actor.grants).toHaveLength(1)
  })

  test('a stolen session ends with signing out', async () => {
    const owner = await signedIn(await somebody())
    const thief = visitorAt(world.app)
    thief.cookies.set('rollcall', owner.cookies.get('rollcall') ?? '')
    expect(await isIn(thief)).toBe(true)
    await owner.send({ on: '/account', to: '/sign-out' }, {})
    expect(await isIn(thief)).toBe(false)
    expect(await isIn(owner)).toBe(false)
  })

  test('a stolen session ends with changing the password, and the owner’s goes on', async () => {
    const person = await somebody()
    const owner = await signedIn(person)
    const thief = visitorAt(world.app)
    thief.cookies.set('rollcall', owner.cookies.get('rollcall') ?? '')
    const form = { on: '/account/password' }
    const change = { password: NEW_PASSWORD, again: NEW_PASSWORD }
    expect((await thief.send(form, { ...change, current: 'a guess of the thief' })).status).toBe(
      400,
    )
    expect((await owner.send(form, { ...change, current: PASSWORD })).status).toBe(303)
    expect([await isIn(owner), await isIn(thief), await isIn(person.visitor)]).toEqual([
      true,
      false,
      false,
    ])
  })

  test('disabling an account ends its sessions at once', async () => {
    const [administrator, person] = [await somebody('administrator'), await somebody()]
    const chief = await signedIn(administrator)
    expect(await isIn(person.visitor)).toBe(true)
    const done = await chief.send(
      { on: '/administer', to: `/administer/accounts/${person.account}/disable` },
      {},
    )
    expect(done.status).toBe(303)
    expect(await isIn(person.visitor)).toBe(false)
    const back = visitorAt(world.app)
    const refused = await back.send({ on: '/sign-in' }, { name: person.name, password: PASSWORD })
    expect(refused.status).toBe(401)
    expect(await isIn(chief)).toBe(true)
  })

  test('idle: a session that was not used for half an hour has ended, one that was has not', async () => {
    const person = await somebody()
    const [idle, busy] = [await signedIn(person), await signedIn(person)]
    nowMs += 20 * MINUTE
    expect(await isIn(busy)).toBe(true)
    nowMs += 11 * MINUTE
    expect([await isIn(idle), await isIn(busy)]).toEqual([false, true])
  })

  test('absolute: after twelve hours a session has ended, however busy', async () => {
    const busy = await signedIn(await somebody())
    for (let passed = 0; passed < 11.5 * 60; passed += 15) {
      expect(await isIn(busy)).toBe(true)
      nowMs += 15 * MINUTE
    }
    expect(await isIn(busy)).toBe(true)
    nowMs += 30 * MINUTE
    expect(await isIn(busy)).toBe(false)
  })

  test('somebody ends their own session from a list, and nobody else’s', async () => {
    const [mine, theirs] = [await somebody(), await somebody()]
    const [here, there] = [await signedIn(mine), await signedIn(mine)]
    const idIn = async (visitor: Visitor) => {
      const cookie = `rollcall=${visitor.cookies.get('rollcall')}`
      return (await world.auth.actorOf({ cookie, authorization: undefined }))?.sessionId ?? ''
    }
    const end = { on: '/account', to: '/account/sessions/end' }
    await here.send(end, { id: await idIn(theirs.visitor) })
    await here.send(end, { id: await idIn(there) })
    expect([await isIn(theirs.visitor), await isIn(there), await isIn(here)]).toEqual([
      true,
      false,
      true,
    ])
  })

  test('cookie tossing: two cookies of one name are none', async () => {
    const [victim, attacker] = [await signedIn(await somebody()), await signedIn(await somebody())]
    const own = `rollcall=${victim.cookies.get('rollcall')}`
    const tossed = `rollcall=${attacker.cookies.get('rollcall')}`
    for (const cookie of [`${tossed}; ${own}`, `${own}; ${tossed}`]) {
      expect((await victim.get('/account', { cookie })).status).toBe(303)
    }
    expect((await victim.get('/account', { cookie: own })).status).toBe(200)
  })

  test('the cookie cannot be read by scripts nor sent from elsewhere, and over https is bound to its host', async () => {
    const person = await somebody()
    const secure = serve({ publicAddress: 'https://record.example' })
    const overHttps = visitorAt(secure.app, 'http://record.example')
    const cookieFrom = async (visitor: Visitor, origin: string) => {
      const csrf = await visitor.tokenOn('/sign-in')
      const values = { csrf, name: person.name, password: PASSWORD }
      const answer = await visitor.post('/sign-in', values, { origin })
      const strict = answer.headers.get('strict-transport-security') ?? ''
      expect(strict.includes('max-age')).toBe(origin.startsWith('https:'))
      return answer.headers.getSetCookie().find((line) => /rollcall=/.test(line)) ?? ''
    }
    const plain = await cookieFrom(visitorAt(world.app), 'http://127.0.0.1:8080')
    expect(plain).toMatch(/^rollcall=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
    const bound = await cookieFrom(overHttps, 'https://record.example')
    expect(bound).toMatch(/^__Host-rollcall=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  })

  test('the database holds no session, link or token that could be used', async () => {
    const visitor = await signedIn(await somebody())
    const token = await tokenOf(visitor)
    const tables = ['session', 'api_token', 'known_browser', 'sign_in_link', 'account', 'audit']
    const dump = await Promise.all(
      tables.map(async (table) =>
        database.db.run(
          { name: `dump-${table}`, text: `SELECT t::text FROM platform.${table} t` },
          [],
        ),
      ),
    )
    const held = JSON.stringify(dump)
    expect(held).toContain('argon2id')
    for (const secret of [
      visitor.cookies.get('rollcall'),
      visitor.cookies.get('rollcall-known'),
      token,
    ]) {
      expect(secret).toMatch(/[\w-]{43}/)
      expect(held).not.toContain(secret)
      expect(held).not.toContain(Buffer.from(secret ?? '').toString('hex'))
    }
  })

  test('what is shown to somebody signed in is kept by nobody', async () => {
    const visitor = await signedIn(await somebody())
    for (const path of ['/account', `/m/${MISSION}`, '/api/v1/missions']) {
      expect((await visitor.get(path)).headers.get('cache-control')).toContain('no-store')
    }
  })
})

describe('second factors', () => {
  test('a code that was used is refused in another browser, the next one is not', async () => {
    const person = await somebody()
    await signedIn(person)
    const code = codeAt(person.totp, clock.now())
    const replaying = visitorAt(world.app)
    await replaying.send({ on: '/sign-in' }, { name: person.name, password: PASSWORD })
    expect((await replaying.send({ on: '/sign-in/code' }, { code })).status).toBe(401)
    nowMs += MINUTE
    const fresh = codeAt(person.totp, clock.now())
    expect((await replaying.send({ on: '/sign-in/code' }, { code: fresh })).status).toBe(303)
    expect(await isIn(replaying)).toBe(true)
  })

  test('a code that is sent twice at once opens one session', async () => {
    const person = await somebody()
    nowMs += MINUTE
    const code = codeAt(person.totp, clock.now())
    const both = [visitorAt(world.app), visitorAt(world.app)]
    for (const one of both) {
      await one.send({ on: '/sign-in' }, { name: person.name, password: PASSWORD })
    }
    await Promise.all(both.map(async (one) => one.send({ on: '/sign-in/code' }, { code })))
    const inside = await Promise.all(both.map(isIn))
    expect(inside.filter(Boolean)).toHaveLength(1)
  })

  test('codes cannot be tried through: after five the wait doubles', async () => {
    const person = await somebody()
    const guesser = visitorAt(world.app)
    await guesser.send({ on: '/sign-in' }, { name: person.name, password: PASSWORD })
    const answers: number[] = []
    for (let guess = 0; guess < 8; guess += 1) {
      const code = String(guess).padStart(6, '0')
      answers.push((await guesser.send({ on: '/sign-in/code' }, { code })).status)
    }
    expect(answers).toEqual([401, 401, 401, 401, 401, 429, 429, 429])
    // Not even the right code is heard before its time.
    const right = codeAt(person.totp, clock.now())
    expect((await guesser.send({ on: '/sign-in/code' }, { code: right })).status).toBe(429)
    nowMs += MINUTE
    const later = codeAt(person.totp, clock.now())
    expect((await guesser.send({ on: '/sign-in/code' }, { code: later })).status).toBe(303)
  })

  test('a recovery code works once', async () => {
    const person = await somebody()
    const [code = ''] = person.codes
    expect(person.codes).toHaveLength(10)
    const enter = async () => {
      const visitor = visitorAt(world.app)
      await visitor.send({ on: '/sign-in' }, { name: person.name, password: PASSWORD })
      return (await visitor.send({ on: '/sign-in/code' }, { code: code.toUpperCase() })).status
    }
    expect([await enter(), await enter()]).toEqual([303, 401])
  })

  test('a recovery code of somebody else is none', async () => {
    const [mine, theirs] = [await somebody(), await somebody()]
    const visitor = visitorAt(world.app)
    await visitor.send({ on: '/sign-in' }, { name: mine.name, password: PASSWORD })
    const send = async (code = '') => (await visitor.send({ on: '/sign-in/code' }, { code })).status
    expect([await send(theirs.codes[1]), await send(mine.codes[1])]).toEqual([401, 303])
  })

  test('without a second factor no role above reader counts, and setting one up is all that is offered', async () => {
    const names = { name: 'onlypassword', shownName: 'Only Password' }
    const grant: Grant = {
      mission: MISSION,
      role: 'administrator',
      desks: 'all',
      compartments: [],
      until: null,
    }
    const secret = await invite(world.auth, LOCAL, { names, grant })
    const visitor = visitorAt(world.app)
    await visitor.send({ on: `/welcome/${secret}` }, { password: PASSWORD, again: PASSWORD })
    expect((await visitor.get('/administer')).status).toBe(403)
    expect(await (await visitor.get('/account')).text()).toContain('second factor')
    expect(await tokenOf(visitor)).toBe('')
    await setUpApp(visitor)
    expect((await visitor.get('/administer')).status).toBe(200)
  })
})

describe('forms', () => {
  test('CSRF: a form without the token is refused', async () => {
    const visitor = await signedIn(await somebody())
    expect((await visitor.post('/sign-out', {})).status).toBe(403)
    expect(await isIn(visitor)).toBe(true)
    expect((await visitor.send({ on: '/account', to: '/sign-out' }, {})).status).toBe(303)
  })

  test('CSRF: a form with the token of another session is refused', async () => {
    const [victim, attacker] = [await signedIn(await somebody()), await signedIn(await somebody())]
    const csrf = await attacker.tokenOn('/account')
    expect((await victim.post('/sign-out', { csrf })).status).toBe(403)
    expect(await isIn(victim)).toBe(true)
    expect((await attacker.post('/sign-out', { csrf })).status).toBe(303)
  })

  test('CSRF: a form of the record needs the token of whoever is signed in, too', async () => {
    const visitor = await signedIn(await somebody())
    const form = `/office/${MISSION}/parties/new`
    const values = {
      name: 'Sent From Elsewhere',
      code: 'ELSEWHERE',
      sort: 'organisation',
      release: 'restricted',
    }
    const page = await (await visitor.get(form)).text()
    const id = /name="id" value="([^"]+)"/.exec(page)?.[1] ?? ''
    expect((await visitor.post(form, { ...values, id })).status).toBe(403)
    expect((await visitor.send({ on: form }, { ...values, id })).status).toBe(303)
  })

  test('CSRF: what is sent to the API by a session needs the token, by a token it does not', async () => {
    const visitor = await signedIn(await somebody())
    const address = `/api/v1/missions/${MISSION}/entries`
    const ask = async (headers: Record<string, string>) =>
      world.app.request(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{"nothing": true}',
      })
    const cookie = `rollcall=${visitor.cookies.get('rollcall')}`
    expect((await ask({ cookie })).status).toBe(403)
    const csrf = await visitor.tokenOn('/account')
    expect((await ask({ cookie, 'x-csrf-token': csrf })).status).not.toBe(403)
    const authorization = `Bearer ${await tokenOf(visitor)}`
    expect((await ask({ authorization })).status).not.toBe(403)
  })

  test('cross-origin: a form from another site is refused even with the right token', async () => {
    const visitor = await signedIn(await somebody())
    const csrf = await visitor.tokenOn('/account')
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    expect((await visitor.post('/sign-out', { csrf }, foreign)).status).toBe(403)
    expect((await visitor.post('/sign-out', { csrf })).status).toBe(303)
  })

  test('login CSRF: nobody is signed in to an attacker’s account by a form of the attacker', async () => {
    const attacker = await somebody('reader')
    const victim = visitorAt(world.app)
    await victim.get('/sign-in')
    const drawnForAttacker = await visitorAt(world.app).tokenOn('/sign-in')
    const values = { name: attacker.name, password: PASSWORD }
    for (const csrf of ['', drawnForAttacker]) {
      expect((await victim.post('/sign-in', { ...values, csrf })).status).toBe(403)
    }
    expect(victim.cookies.has('rollcall')).toBe(false)
    expect((await victim.send({ on: '/sign-in' }, values)).status).toBe(303)
  })

  test('clickjacking: no page of sign-in can be framed, and none runs anything inline', async () => {
    const person = await somebody('administrator')
    const visitor = await signedIn(person)
    const out = visitorAt(world.app)
    const answers = [
      await out.get('/sign-in'),
      ...(await Promise.all(
        [
          '/account',
          '/account/password',
          '/account/tokens',
          '/administer',
          '/administer/invite',
          '/audit',
        ].map(async (path) => visitor.get(path)),
      )),
    ]
    for (const answer of answers) {
      expect(answer.status).toBe(200)
      expect(answer.headers.get('x-frame-options')).toBe('DENY')
      const policy = answer.headers.get('content-security-policy') ?? ''
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe')
      const page = await answer.text()
      expect(page).toContain('<main')
      expect(page).not.toMatch(/<script(?![^>]*\bsrc="\/assets\/)|<style|\son[a-z]+="|\sstyle="/)
    }
  })
})

describe('redirects', () => {
  const enter = async (next: string) => {
    const person = await somebody('reader')
    await person.visitor.send({ on: '/account', to: '/sign-out' }, {})
    nowMs += MINUTE
    const visitor = visitorAt(world.app)
    const address = `/sign-in?next=${encodeURIComponent(next)}`
    const page = await (await visitor.get(address)).text()
    const drawn = /name="next" value="([^"]*)"/.exec(page)?.[1]
    await visitor.send(
      { on: address, to: '/sign-in' },
      { next, name: person.name, password: PASSWORD },
    )
    const code = codeAt(person.totp, clock.now())
    const answer = await visitor.send({ on: '/sign-in/code' }, { next, code })
    return { drawn, answer, location: answer.headers.get('location') }
  }

  test.each(['https://evil.example/', '//evil.example/', '/\\evil.example', '/\t/evil.example'])(
    'open redirect: %j leads home',
    async (next) => {
      const { drawn, location } = await enter(next)
      expect([drawn, location]).toEqual(['/', '/'])
    },
  )

  test('header injection: a line end in the way on makes no header', async () => {
    const { location, answer } = await enter('/account\r\nset-cookie: rollcall=planted')
    expect(location).toBe('/')
    expect(answer.headers.getSetCookie().join()).not.toContain('planted')
  })

  test('the way on to a page of our own is kept', async () => {
    expect((await enter(`/office/${MISSION}/timeline`)).location).toBe(
      `/office/${MISSION}/timeline`,
    )
  })
})

describe('guessing', () => {
  const tryAs = async (visitor: Visitor, name: string, password: string) =>
    visitor.send({ on: '/sign-in' }, { name, password })

  test('enumeration: an unknown name is answered word for word as a wrong password is', async () => {
    const person = await somebody()
    const told = async (name: string) => {
      const answer = await tryAs(visitorAt(world.app), name, 'not the password')
      const page = (await answer.text())
        .replaceAll(name, 'NAME')
        .replaceAll(/value="[\w-]{43}"/g, '')
      return { status: answer.status, page, headers: [...answer.headers.keys()].sort() }
    }
    const [known, unknown] = [await told(person.name), await told('nobody.here')]
    expect(unknown).toEqual(known)
    expect(known.status).toBe(401)
    expect((await tryAs(visitorAt(world.app), person.name, PASSWORD)).status).toBe(303)
  })

  test('enumeration: an unknown name takes as long as a known one', async () => {
    const person = await somebody()
    const visitor = visitorAt(world.app)
    const csrf = await visitor.tokenOn('/sign-in')
    const medianOf = async (name: (turn: number) => string) => {
      const times: number[] = []
      for (let turn = 0; turn < 5; turn += 1) {
        const begun = performance.now()
        await visitor.post('/sign-in', { csrf, name: name(turn), password: 'not the password' })
        times.push(performance.now() - begun)
      }
      return times.sort((a, b) => a - b)[2] ?? 0
    }
    await medianOf((turn) => `warm${turn}`)
    const unknown = await medianOf((turn) => `nobody${turn}`)
    const known = await medianOf(() => person.name)
    // The password hash takes far longer than all the rest: without it the unknown would be many times faster.
    expect(unknown / known).toBeGreaterThan(0.4)
    expect(unknown / known).toBeLessThan(2.5)
  })

  test('enumeration: an unknown name is slowed as a known one is', async () => {
    const person = await somebody()
    const statuses = async (name: string, network: string) => {
      const visitor = visitorAt(world.app, undefined, network)
      const answers: number[] = []
      for (let turn = 0; turn < 7; turn += 1) {
        answers.push((await tryAs(visitor, name, 'not the password')).status)
      }
      return answers
    }
    const known = await statuses(person.name, '10.9.1.1')
    expect(known).toEqual([401, 401, 401, 401, 401, 429, 429])
    expect(await statuses('somebody.else', '10.9.1.2')).toEqual(known)
  })

  test('brute force of one account from many addresses is slowed, and a restart forgets nothing', async () => {
    const person = await somebody()
    for (let turn = 0; turn < 5; turn += 1) {
      await tryAs(
        visitorAt(world.app, undefined, `10.8.0.${turn}`),
        person.name,
        'not the password',
      )
    }
    const blocked = async (app: Hono) =>
      (await tryAs(visitorAt(app, undefined, '10.8.1.1'), person.name, PASSWORD)).status
    expect(await blocked(world.app)).toBe(429)
    expect(await blocked(serve().app)).toBe(429)
    nowMs += MINUTE
    expect(await blocked(world.app)).toBe(303)
  })

  test('nobody is locked out: a browser that its owner used before is not slowed by what others try', async () => {
    const person = await somebody()
    for (let turn = 0; turn < 8; turn += 1) {
      await tryAs(
        visitorAt(world.app, undefined, `10.8.2.${turn}`),
        person.name,
        'not the password',
      )
    }
    expect((await tryAs(visitorAt(world.app), person.name, PASSWORD)).status).toBe(429)
    await person.visitor.send({ on: '/account', to: '/sign-out' }, {})
    expect((await tryAs(person.visitor, person.name, PASSWORD)).status).toBe(303)
    // Nor does the wait grow without end.
    nowMs += 15 * MINUTE
    expect((await tryAs(visitorAt(world.app), person.name, PASSWORD)).status).toBe(303)
  })

  test('brute force from one address over many names is stopped, from another address it is not', async () => {
    const person = await somebody()
    const visitor = visitorAt(world.app, undefined, '10.7.0.1')
    const csrf = await visitor.tokenOn('/sign-in')
    let last = 0
    for (let turn = 0; turn < 51; turn += 1) {
      const values = { csrf, name: `name${turn}`, password: 'short' }
      last = (await visitor.post('/sign-in', values)).status
    }
    expect(last).toBe(429)
    expect((await tryAs(visitor, person.name, PASSWORD)).status).toBe(429)
    const elsewhere = visitorAt(world.app, undefined, '10.7.0.2')
    expect((await tryAs(elsewhere, person.name, PASSWORD)).status).toBe(303)
  })

  test('a weak password, or one with the name in it, is not taken', async () => {
    const { visitor, name } = await somebody()
    const change = async (password: string) => {
      const values = { password, again: password, current: PASSWORD }
      return (await visitor.send({ on: '/account/password' }, values)).status
    }
    for (const weak of ['short', 'passwordpassword', '123456789012', `${name}-12345`]) {
      expect([weak, await change(weak)]).toEqual([weak, 400])
    }
    expect(await change(NEW_PASSWORD)).toBe(303)
  })
})

describe('tokens', () => {
  test('a stolen token stops with its being revoked, another goes on', async () => {
    const visitor = await signedIn(await somebody())
    const [stolen, other] = [await tokenOf(visitor), await tokenOf(visitor)]
    expect((await withToken(stolen)).status).toBe(200)
    const page = await (await visitor.get('/account')).text()
    const ids = [...page.matchAll(/tokens\/revoke.*?name="id" value="([^"]+)"/gs)].map(
      ([, id]) => id,
    )
    expect(ids).toHaveLength(2)
    for (const id of ids) {
      await visitor.send({ on: '/account', to: '/account/tokens/revoke' }, { id: id ?? '' })
      break
    }
    const statuses = [(await withToken(stolen)).status, (await withToken(other)).status]
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 401])
  })

  test('a token stops with its day, and with its owner’s account', async () => {
    const person = await somebody()
    const [short, long] = [
      await tokenOf(person.visitor, { days: '1' }),
      await tokenOf(person.visitor, { days: '300' }),
    ]
    nowMs += 24 * 60 * MINUTE
    expect([(await withToken(short)).status, (await withToken(long)).status]).toEqual([401, 200])
    const chief = await signedIn(await somebody('administrator'))
    const form = { on: '/administer', to: `/administer/accounts/${person.account}/disable` }
    await chief.send(form, {})
    expect((await withToken(long)).status).toBe(401)
  })

  test('a token cannot do what it was not made for', async () => {
    const person = await somebody()
    const token = await tokenOf(person.visitor, { scopes: 'read' })
    const authorization = `Bearer ${token}`
    const who = await world.auth.actorOf({ cookie: undefined, authorization })
    expect(who?.actor.scopes).toEqual(['read'])
    const wide = await tokenOf(person.visitor, { scopes: 'read,record' })
    const wider = await world.auth.actorOf({ cookie: undefined, authorization: `Bearer ${wide}` })
    expect(wider?.actor.scopes).toEqual(['read', 'record'])
  })

  test('a token of one mission carries nothing into another', async () => {
    const person = await somebody()
    const grant: Grant = {
      mission: OTHER_MISSION,
      role: 'officer',
      desks: 'all',
      compartments: [],
      until: null,
    }
    await giveGrant(world.auth, LOCAL, { ...grant, account: person.account })
    const grantsBy = async (missions: string) => {
      // The second choice of a form is a field of the same name.
      const token = await tokenOf(person.visitor, { missions })
      const who = await world.auth.actorOf({ cookie: undefined, authorization: `Bearer ${token}` })
      return who?.actor.grants.map(({ mission }) => mission)
    }
    expect(await grantsBy(MISSION)).toEqual([MISSION])
    expect(await grantsBy(OTHER_MISSION)).toEqual([OTHER_MISSION])
    const stranger = await somebody()
    expect(await tokenOf(stranger.visitor, { missions: OTHER_MISSION })).toBe('')
  })

  test('a token opens no page of accounts, and what is no token is refused instead of read as the public', async () => {
    const person = await somebody('administrator')
    const token = await tokenOf(person.visitor, { scopes: 'administer' })
    const headers = { authorization: `Bearer ${token}` }
    for (const path of ['/account', '/administer', '/audit']) {
      expect((await world.app.request(path, { headers })).status).toBe(303)
    }
    expect((await withToken('rollcall_'.padEnd(52, 'x'))).status).toBe(401)
    expect((await withToken(token)).status).toBe(200)
  })
})

describe('roles', () => {
  const roleForm = (account: string) => ({
    on: '/administer',
    to: `/administer/accounts/${account}`,
  })
  const officer = {
    mission: MISSION,
    role: 'officer',
    desks: '',
    compartments: 'conduct',
    until: '',
  }

  test('nobody gives themselves a role, and an administrator gives one to another', async () => {
    const [administrator, other] = [await somebody('administrator'), await somebody('reader')]
    const chief = await signedIn(administrator)
    expect((await chief.send(roleForm(administrator.account), officer)).status).toBe(400)
    expect((await chief.send(roleForm(other.account), officer)).status).toBe(303)
  })

  test('an officer manages no accounts', async () => {
    const [person, other] = [await somebody(), await somebody('reader')]
    const csrf = await person.visitor.tokenOn('/account')
    const to = `/administer/accounts/${other.account}`
    expect((await person.visitor.post(to, { ...officer, csrf })).status).toBe(403)
    expect((await person.visitor.get('/administer')).status).toBe(403)
  })

  test('an administrator of one mission decides nothing in another, nor about whoever works there', async () => {
    const chief = await signedIn(await somebody('administrator'))
    const stranger = await somebody('officer', OTHER_MISSION)
    const csrf = await chief.tokenOn('/administer')
    const at = `/administer/accounts/${stranger.account}`
    const foreign = { ...officer, mission: OTHER_MISSION, csrf }
    expect((await chief.post(at, foreign)).status).toBe(400)
    for (const act of ['link', 'disable', 'end-sessions']) {
      expect([act, (await chief.post(`${at}/${act}`, { csrf })).status]).toEqual([act, 403])
    }
    expect(await isIn(stranger.visitor)).toBe(true)
  })

  test('the last administrator of a mission can be neither disabled nor stripped', async () => {
    const alone = 'mss-alone'
    await ensureMission({ db: database.db, clock }, { mission: alone, title: alone, party: null })
    const [one, two] = [
      await somebody('administrator', alone),
      await somebody('administrator', alone),
    ]
    const chief = await signedIn(one)
    const csrf = await chief.tokenOn('/administer')
    const take = { csrf, mission: alone, role: 'administrator' }
    const at = `/administer/accounts/${two.account}`
    expect((await chief.post(`${at}/take`, take)).status).toBe(303)
    const { account } = one
    await expect(
      takeGrant(world.auth, LOCAL, { account, mission: alone, role: 'administrator' }),
    ).rejects.toThrow('last administrator')
    await expect(disable(world.auth, LOCAL, account)).rejects.toThrow('last administrator')
    await coverMissions(world.auth, [alone])
    expect((await chief.get('/administer')).status).toBe(200)
  })
})

describe('what is written down', () => {
  test('no password, code, token, name or address reaches the log or the audit', async () => {
    lines.length = 0
    const person = await somebody()
    const visitor = await signedIn(person)
    const token = await tokenOf(visitor)
    await withToken(token)
    const out = visitorAt(world.app, undefined, '10.6.6.6')
    await out.send({ on: '/sign-in' }, { name: 'MistypedPassword99', password: 'hunter2hunter2' })
    const lookup = { missions: null, event: null, before: null, limit: 1000 }
    // The page adds the names of today from the accounts; the lines themselves hold ids.
    const kept = (await readAudit(world.auth, lookup)).map(
      ({ id, event, actor, account, detail }) => ({
        id,
        event,
        actor,
        account,
        detail,
      }),
    )
    const audit = JSON.stringify(kept)
    expect(audit).toContain('sign_in.refused')
    expect(audit).toContain('token.made')
    expect(lines.length).toBeGreaterThan(5)
    const secrets = [
      PASSWORD,
      'hunter2hunter2',
      'mistypedpassword99',
      token,
      person.totp,
      '10.6.6.6',
    ]
    for (const secret of [...secrets, person.name, visitor.cookies.get('rollcall') ?? '']) {
      expect(audit.toLowerCase()).not.toContain(secret.toLowerCase())
      expect(lines.join('\n').toLowerCase()).not.toContain(secret.toLowerCase())
    }
  })

  test('the audit can be added to and not changed, not even by the application', async () => {
    const { db } = database
    await somebody()
    for (const text of [
      "UPDATE platform.audit SET event = 'sign_out'",
      'DELETE FROM platform.audit',
      'TRUNCATE platform.audit',
    ]) {
      await expect(db.run({ name: `attack-${text.slice(0, 6)}`, text }, [])).rejects.toThrow(
        'permission denied',
      )
    }
    const kept = await readAudit(world.auth, {
      missions: null,
      event: null,
      before: null,
      limit: 10,
    })
    expect(kept.length).toBeGreaterThan(0)
  })

  test('the audit is read by auditors and administrators, each of their missions', async () => {
    const [auditor, officer] = [await somebody('auditor'), await somebody()]
    await world.auth.noteRead({
      actor: { id: officer.account },
      mission: OTHER_MISSION,
      route: '/m/:mission/claims/:id',
      entries: ['the-other-entry'],
    })
    await world.auth.noteRead({
      actor: { id: officer.account },
      mission: MISSION,
      route: '/m/:mission/claims/:id',
      entries: ['the-own-entry'],
    })
    expect((await officer.visitor.get('/audit')).status).toBe(403)
    const page = await (await auditor.visitor.get('/audit')).text()
    expect(page).toContain('the-own-entry')
    expect(page).not.toContain('the-other-entry')
  })

  test('what keeps sign-in cannot be read by the roles that read the record', async () => {
    const { db } = database
    const tables = await db.run<{ name: string }>(
      {
        name: 'attack-tables',
        text: `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE n.nspname = 'platform' AND c.relkind = 'r' AND c.relname <> 'migration'`,
      },
      [],
    )
    expect(tables.length).toBeGreaterThan(10)
    const readable = await db.run<{ name: string }>(
      {
        name: 'attack-readable',
        text: `SELECT t.name FROM unnest($1::text[]) t (name), unnest(ARRAY['rollcall_reader', 'rollcall_portal']) r (role)
          WHERE has_table_privilege(r.role, 'platform.' || t.name, 'SELECT, INSERT, UPDATE, DELETE')`,
      },
      [tables.map(({ name }) => name)],
    )
    expect(readable).toEqual([])
  })
})
