import { beforeAll, beforeEach, expect, test } from 'vitest'

import type { Grant, Role } from '#kit'

import { testAuth } from '../../../test/auth.ts'
import { describeOnEngines } from '../../../test/database.ts'
import { codeAt } from '../../../test/visitor.ts'
import type { Clock } from '../clock.ts'
import type { Db } from '../database.ts'
import { findAccountByName, getAccount, listAccounts } from './account.ts'
import { attemptKey, forgetTries, takeTry } from './attempts.ts'
import { note, readAudit } from './audit.ts'
import type { Auth } from './auth.ts'
import {
  confirmAuthenticator,
  pendingSecret,
  startAuthenticator,
  takeTotpCode,
} from './authenticator.ts'
import { beginCeremony, endCeremony } from './ceremony.ts'
import { coverMissions, giveGrant, grantsOf, takeGrant } from './grants.ts'
import type { Administering } from './grants.ts'
import { firstLink, makeLink, useLink } from './link.ts'
import { disable, invite } from './manage.ts'
import { addPasskey, findPasskey, markPasskeyUsed } from './passkey-store.ts'
import { countRecoveryCodes, makeRecoveryCodes, takeRecoveryCode } from './recovery-codes.ts'
import { listSessions } from './session.ts'
import { firstSession, signIn } from './sign-in.ts'
import { listTokens, makeToken } from './token.ts'

const PASSWORD = 'a slow river at dusk'
const LOCAL: Administering = { kind: 'local' }
const BROWSER = { name: 'Firefox, Linux', known: undefined, session: undefined }
const DAY_MS = 86_400_000

let nowMs = Date.parse('2026-11-21T08:00:00.000Z')
const clock: Clock = {
  now: () => new Date(nowMs).toISOString(),
  today: () => new Date(nowMs).toISOString().slice(0, 10),
}

function aGrant(mission: string, role: Role, rest: Partial<Grant> = {}): Grant {
  return { mission, role, desks: 'all', compartments: [], until: null, ...rest }
}

describeOnEngines('accounts', (open, engine) => {
  let auth: Auth
  let db: Db
  let count = 0

  beforeAll(async () => {
    db = (await open()).db
    auth = testAuth({ db, clock })
  })
  beforeEach(() => {
    nowMs += DAY_MS
  })

  async function active(grant: Grant): Promise<string> {
    count += 1
    const names = { name: `person${count}`, shownName: `Person ${count}` }
    const secret = await invite(auth, LOCAL, { names, grant })
    return useLink(auth, secret, { ...names, password: PASSWORD, missions: [] })
  }

  test('the first is made by a link, and administers what is on record and what comes later', async () => {
    const secret = (await firstLink(auth)) ?? ''
    const names = { name: 'Founder', shownName: 'F. Ounder' }
    const missions = ['mss-a', 'mss-b']
    const account = await useLink(auth, secret, { ...names, password: PASSWORD, missions })
    expect((await getAccount(auth, account)).name).toBe('founder')
    await coverMissions(auth, ['mss-a', 'mss-b', 'mss-c'])
    expect(await grantsOf(auth, account)).toEqual(
      ['mss-a', 'mss-b', 'mss-c'].map((mission) => aGrant(mission, 'administrator')),
    )
    expect(await firstLink(auth)).toBeNull()
  })

  test('a mission that has an administrator is not given to the founder', async () => {
    await active(aGrant('mss-d', 'administrator'))
    await coverMissions(auth, ['mss-d'])
    const founder = (await findAccountByName(auth, 'founder'))?.account ?? ''
    expect((await grantsOf(auth, founder)).map(({ mission }) => mission)).not.toContain('mss-d')
  })

  test('a link that is used by two at once makes one of them wait in vain', async () => {
    const account = await active(aGrant('mss-a', 'reader'))
    const secret = await makeLink(auth, { purpose: 'reset', account, actor: 'local' })
    const use = async () =>
      useLink(auth, secret, { name: '', shownName: '', password: PASSWORD, missions: [] })
    const outcomes = await Promise.allSettled([use(), use()])
    expect(outcomes.map(({ status }) => status).sort((a, b) => (a < b ? -1 : 1))).toEqual([
      'fulfilled',
      'rejected',
    ])
  })

  test('a grant comes back as it was given, and is changed by giving it again', async () => {
    const account = await active(aGrant('mss-a', 'reader'))
    const officer = aGrant('mss-a', 'officer', {
      desks: ['forces', 'people'],
      compartments: ['medical'],
      until: '2027-01-01T00:00:00.000Z',
    })
    await giveGrant(auth, LOCAL, { ...officer, account })
    expect(await grantsOf(auth, account)).toEqual([officer, aGrant('mss-a', 'reader')])
    await giveGrant(auth, LOCAL, { ...officer, desks: 'all', account })
    expect(await grantsOf(auth, account)).toContainEqual({ ...officer, desks: 'all' })
    await takeGrant(auth, LOCAL, { account, mission: 'mss-a', role: 'officer' })
    expect(await grantsOf(auth, account)).toEqual([aGrant('mss-a', 'reader')])
  })

  test('two administrators who strip each other at once leave one', async () => {
    const [one, two] = [
      await active(aGrant('mss-two', 'administrator')),
      await active(aGrant('mss-two', 'administrator')),
    ]
    const take = async (account: string) =>
      takeGrant(auth, LOCAL, { account, mission: 'mss-two', role: 'administrator' })
    const outcomes = await Promise.allSettled([take(one), take(two)])
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1)
    const left = [...(await grantsOf(auth, one)), ...(await grantsOf(auth, two))]
    expect(left).toHaveLength(1)
  })

  test('tries wait ever longer, up to a quarter of an hour, and are forgotten when one is right', async () => {
    const key = attemptKey(auth, 'password', { name: 'x', knownBrowser: null })
    const waits: number[] = []
    for (let turn = 0; turn < 16; turn += 1) {
      const wait = await takeTry(auth, key)
      if (wait > 0) waits.push(wait)
      nowMs += wait * 1000
    }
    expect(waits.slice(0, 4)).toEqual([2, 4, 8, 16])
    for (let turn = 0; turn < 12; turn += 1) nowMs += (await takeTry(auth, key)) * 1000
    await takeTry(auth, key)
    expect(await takeTry(auth, key)).toBe(900)
    await forgetTries(auth, key)
    expect(await takeTry(auth, key)).toBe(0)
  })

  test('of many tries at once no more than five are heard', async () => {
    const key = attemptKey(auth, 'password', { name: 'burst', knownBrowser: null })
    const waits = await Promise.all(Array.from({ length: 20 }, async () => takeTry(auth, key)))
    expect(waits.filter((wait) => wait === 0)).toHaveLength(5)
  })

  test('a code of an app is taken once, also when it comes twice at once', async () => {
    const account = await active(aGrant('mss-a', 'reader'))
    await startAuthenticator(auth, account)
    const secret = pendingSecret(auth, await getAccount(auth, account)) ?? ''
    expect(await confirmAuthenticator(auth, account, '000000')).toBe(false)
    expect(await confirmAuthenticator(auth, account, codeAt(secret, clock.now()))).toBe(true)
    const { totpSecret } = await getAccount(auth, account)
    expect(Buffer.from(totpSecret ?? []).toString('latin1')).not.toContain(secret)
    nowMs += 60_000
    const known = await getAccount(auth, account)
    const code = codeAt(secret, clock.now())
    const taken = await Promise.all([1, 2, 3].map(async () => takeTotpCode(auth, known, code)))
    expect(taken.filter(Boolean)).toHaveLength(1)
  })

  test('recovery codes are counted down and replaced', async () => {
    const account = await active(aGrant('mss-a', 'reader'))
    const [first = '', second = ''] = await makeRecoveryCodes(auth, account)
    expect(await takeRecoveryCode(auth, account, first.replaceAll('-', ' '))).toBe(true)
    expect(await takeRecoveryCode(auth, account, first)).toBe(false)
    expect(await countRecoveryCodes(auth, account)).toBe(9)
    await makeRecoveryCodes(auth, account)
    expect(await takeRecoveryCode(auth, account, second)).toBe(false)
    expect(await countRecoveryCodes(auth, account)).toBe(10)
  })

  test('signing in begins a session that is listed, and disabling ends it and all tokens', async () => {
    const account = await active(aGrant('mss-a', 'reader'))
    const { name } = await getAccount(auth, account)
    const outcome = await signIn(
      auth,
      { name: ` ${name.toUpperCase()} `, password: PASSWORD },
      BROWSER,
    )
    expect(outcome.outcome).toBe('signed-in')
    await firstSession(auth, account, BROWSER)
    expect(await listSessions(auth, account)).toMatchObject([
      { browser: 'Firefox, Linux', strength: 'single' },
      { browser: 'Firefox, Linux', strength: 'single' },
    ])
    const owner = { id: account, grants: await grantsOf(auth, account) }
    const wish = { label: 'copy', scopes: ['read'], missions: ['mss-a'], days: 3 }
    const token = await makeToken(auth, owner, wish)
    const shown = { cookie: undefined, authorization: `Bearer ${token}` }
    expect(await auth.actorOf(shown)).toMatchObject({
      actor: { id: account, scopes: ['read'], grants: [{ mission: 'mss-a', role: 'reader' }] },
      sessionId: null,
      csrf: null,
    })
    await disable(auth, LOCAL, account)
    expect(await listSessions(auth, account)).toEqual([])
    expect((await listTokens(auth, account)).map(({ revokedAt }) => revokedAt)).toEqual([
      clock.now(),
    ])
    expect(await auth.actorOf(shown)).toBeNull()
  })

  test('an old way of hashing is replaced when its password is next used', async () => {
    const account = await active(aGrant('mss-a', 'reader'))
    const { hash } = await import('@node-rs/argon2')
    const weak = await hash(PASSWORD, { memoryCost: 8192, timeCost: 1 })
    const text = 'UPDATE platform.account SET password_hash = $2 WHERE account = $1'
    await db.run({ name: 'test-weak', text }, [account, weak])
    const { name } = await getAccount(auth, account)
    await signIn(auth, { name, password: PASSWORD }, BROWSER)
    expect((await getAccount(auth, account)).passwordHash).toContain('m=19456,t=2,p=1')
  })

  test('what was asked of one browser is answered by it, once, and in time', async () => {
    const asked = { purpose: 'provider', key: 'state-1', browser: 'cookie-1' } as const
    await beginCeremony(auth, asked, { next: '/' })
    expect(await endCeremony(auth, { ...asked, browser: 'cookie-2' })).toBeNull()
    expect(await endCeremony(auth, { ...asked, purpose: 'passkey-make' })).toBeNull()
    expect(await endCeremony(auth, asked)).toEqual({ next: '/' })
    expect(await endCeremony(auth, asked)).toBeNull()
    await beginCeremony(auth, asked, {})
    nowMs += 10 * 60_000
    expect(await endCeremony(auth, asked)).toBeNull()
  })

  test('a passkey comes back byte for byte', async () => {
    const account = await active(aGrant('mss-a', 'reader'))
    const publicKey = Uint8Array.from([0, 1, 254, 255])
    const rest = { label: 'Phone', counter: 4_294_967_295, transports: ['internal', 'hybrid'] }
    await addPasskey(auth, { account, credential: 'cred-1', publicKey, ...rest })
    await markPasskeyUsed(auth, 'cred-1', 7)
    const found = await findPasskey(auth, 'cred-1')
    expect(found).toMatchObject({ ...rest, counter: 7, usedAt: clock.now() })
    expect([...(found?.publicKey ?? [])]).toEqual([...publicKey])
    expect((await getAccount(auth, account)).passkeys).toBe(1)
  })

  test('the audit is read by mission, event and page', async () => {
    const mission = `mss-audit-${engine}`
    for (const turn of [1, 2, 3, 4, 5]) {
      const noted = { event: 'read', actor: 'somebody', account: null, mission } as const
      await note(auth, { ...noted, detail: { turn } })
    }
    const question = { missions: [mission], event: 'read', limit: 2 } as const
    const turns: number[] = []
    let before: string | null = null
    for (;;) {
      const lines: Awaited<ReturnType<typeof readAudit>> = await readAudit(auth, {
        ...question,
        before,
      })
      turns.push(...lines.map(({ detail }) => Number(/\d+/.exec(detail)?.[0])))
      if (lines.length < 2) break
      before = lines.at(-1)?.id ?? null
    }
    expect(turns).toEqual([5, 4, 3, 2, 1])
    expect(await readAudit(auth, { ...question, missions: ['mss-x'], before: null })).toEqual([])
  })

  test('names are taken once, in whatever case they are written', async () => {
    const names = { name: 'Taken.Name', shownName: 'T' }
    const grant = aGrant('mss-a', 'reader')
    await invite(auth, LOCAL, { names, grant })
    const again = invite(auth, LOCAL, { names: { ...names, name: 'taken.name' }, grant })
    await expect(again).rejects.toThrow('"taken.name" is taken')
    const known = (await listAccounts(auth)).filter(({ name }) => name === 'taken.name')
    expect(known).toHaveLength(1)
  })
})
