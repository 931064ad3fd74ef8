import { createServer } from 'node:http'

import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

import type { Duty } from '#desk-kit'
import {
  addAccount,
  askAgain,
  type AuthParts,
  type Clock,
  confirmAddress,
  type Db,
  giveGrant,
  lastDeliveries,
  type NoticeWish,
  openHooks,
  openMailer,
  reachOf,
  removeNotice,
  setNotice,
  signatureOf,
  takeGrant,
} from '#platform'
import { makeWords, UI_MESSAGES } from '#ui'

import { testAuth } from '../../../test/auth.ts'
import { describeOnEngines } from '../../../test/database.ts'
import { MISSION, openRecord } from '../../../test/drafts.ts'
import { aDuty, errandsDesk } from '../../../test/errands-desk.ts'
import { type MailServer, openMailServer } from '../../../test/mail-server.ts'
import { askToConfirm } from './ask-to-confirm.ts'
import { NEED_MESSAGES } from './messages.ts'
import { type Telling, tellWhatIsNew } from './tell.ts'

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const LINK = `https://record.example/office/${MISSION}/needs`
const WISH: NoticeWish = {
  address: 'amina@example.org',
  desks: 'all',
  rhythm: 'daily',
  time: '07:30',
  zone: 'America/Port-au-Prince',
  language: 'en',
}
const posted = z.object({
  id: z.string(),
  total: z.int(),
  fresh: z.int(),
  new: z.array(z.string()),
})

describeOnEngines('telling people what waits for them', (open) => {
  let db: Db
  let auth: AuthParts
  let mail: MailServer
  let hookPort = 0
  let hookStatus = 204
  let now = '2026-11-21T08:00:00.000Z'
  let duties: Duty[] = []
  const hooks: { readonly headers: NodeJS.Dict<string | string[]>; readonly body: string }[] = []
  const clock: Clock = { now: () => now, today: () => now.slice(0, 10) }
  const receiver = createServer((request, answer) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      hooks.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
      answer.writeHead(hookStatus).end()
    })
  })
  let telling: Telling
  const people = new Map<string, string>()

  beforeAll(async () => {
    db = (await open()).db
    const appender = await openRecord(db, clock)
    auth = testAuth({ db, clock })
    mail = await openMailServer()
    await new Promise<void>((resolve) => {
      receiver.listen(0, '127.0.0.1', resolve)
    })
    const address = receiver.address()
    hookPort = typeof address === 'object' && address !== null ? address.port : 0
    const desk = errandsDesk({})
    telling = {
      ...auth,
      appender,
      desks: [{ ...desk, duties: async () => duties }],
      words: makeWords([UI_MESSAGES, NEED_MESSAGES, desk.messages]),
      address: 'https://record.example',
      sendMail: openMailer({
        host: '127.0.0.1',
        port: mail.port,
        security: 'none',
        user: null,
        password: null,
        from: 'Rollcall <rollcall@record.example>',
      }),
      postHook: openHooks(reachOf(['127.0.0.0/8'])),
      looked: new Map(),
    }
  })
  afterAll(async () => {
    await mail.close()
    receiver.closeAllConnections()
    receiver.close()
  })

  /** Somebody of their own for each test: nobody is told what another test was about. */
  const somebody = async (name: string) => {
    const account = await addAccount(auth, { name, shownName: name }, { founder: false })
    people.set(name, account)
    await db.run(
      {
        name: 'test-sign-in',
        text: `UPDATE platform.account SET state = 'active', totp_secret = '\\x00' WHERE account = $1`,
      },
      [account],
    )
    const grant = { mission: MISSION, role: 'officer', compartments: [], until: null } as const
    await giveGrant(auth, { kind: 'local' }, { account, desks: 'all', ...grant })
    return account
  }
  const wish = async (
    account: string,
    channel: 'email' | 'webhook',
    fields: Partial<NoticeWish> = {},
  ) => {
    const secret = channel === 'webhook' ? SECRET : null
    await setNotice(auth, { mission: MISSION, account, channel }, { ...WISH, ...fields, secret })
    if (channel === 'email') await confirm(account)
  }
  /** Follows the link in the message that asks for it. */
  const confirm = async (account: string) => {
    await askToConfirm(telling)
    for (const { text } of received()) {
      const secret = /account\/address\/(\S+)/.exec(text)?.[1] ?? ''
      await confirmAddress(auth, secret, account)
    }
  }
  const end = async (account: string) => {
    for (const channel of ['email', 'webhook'] as const) {
      await removeNotice(auth, { mission: MISSION, account, channel })
    }
  }
  const received = () => mail.received.splice(0).map(({ to, text }) => ({ to, text }))
  const stateOf = async (account: string) =>
    (await lastDeliveries(db, { mission: MISSION, account })).map(({ state }) => state)

  test('once a day what is new is told by counts and links, and nothing of what it is about', async () => {
    const account = await somebody('amina')
    now = '2026-11-21T08:00:00.000Z'
    duties = [aDuty('one', { due: '2026-11-01' }), aDuty('two')]
    await wish(account, 'email')
    expect(await tellWhatIsNew(telling)).toEqual({ asked: 0, sent: 0, dropped: 0, failed: [] })
    now = '2026-11-21T12:30:00.000Z'
    expect(await tellWhatIsNew(telling)).toMatchObject({ sent: 1 })
    const [message] = received()
    expect(message?.to).toEqual(['amina@example.org'])
    expect(message?.text).toContain('Subject: Rollcall, Test mission: 2 new of 2 that wait for you')
    expect(message?.text).toContain('Errands: 2 (2 new, 1 overdue)')
    expect(message?.text).toContain(`${LINK}?desk=errands`)
    expect(message?.text).toContain('Auto-Submitted: auto-generated')
    expect(message?.text).not.toMatch(/Call the office|A call to make|errands\/one/)
    now = '2026-11-22T12:30:00.000Z'
    expect(await tellWhatIsNew(telling)).toMatchObject({ sent: 0 })
    duties = [...duties, aDuty('three')]
    now = '2026-11-23T12:30:00.000Z'
    await tellWhatIsNew(telling)
    expect(received()[0]?.text).toContain('1 new of 3 that wait for you')
    await end(account)
  })

  test('what waits again is told again', async () => {
    const account = await somebody('benoit')
    await wish(account, 'email', { rhythm: 'at_once', language: 'fr' })
    const round = async (at: string, keys: readonly string[]) => {
      now = at
      duties = keys.map((key) => aDuty(key))
      await tellWhatIsNew(telling)
      return received().length
    }
    expect(await round('2026-11-21T09:00:00.000Z', ['a'])).toBe(1)
    expect(await round('2026-11-21T09:10:00.000Z', ['a'])).toBe(0)
    expect(await round('2026-11-21T09:20:00.000Z', [])).toBe(0)
    expect(await round('2026-11-21T09:30:00.000Z', ['a'])).toBe(1)
    await end(account)
  })

  test('a webhook that fails is tried again, later and later, under the same id', async () => {
    const account = await somebody('carine')
    now = '2026-11-21T10:00:00.000Z'
    duties = [aDuty('one'), aDuty('two')]
    await wish(account, 'webhook', {
      rhythm: 'at_once',
      address: `http://127.0.0.1:${hookPort}/hook`,
    })
    hookStatus = 503
    hooks.length = 0
    expect((await tellWhatIsNew(telling)).failed).toEqual(['http_503'])
    now = '2026-11-21T10:00:30.000Z'
    expect((await tellWhatIsNew(telling)).failed).toEqual([])
    hookStatus = 204
    duties = duties.slice(0, 1)
    now = '2026-11-21T10:01:00.000Z'
    expect(await tellWhatIsNew(telling)).toMatchObject({ sent: 1 })
    const [first, second] = hooks.map(({ body }) => posted.parse(JSON.parse(body)))
    expect([first?.total, second?.total]).toEqual([2, 1])
    expect(second?.id).toBe(first?.id)
    expect(first?.new).toHaveLength(2)
    expect(first?.new).toContain(second?.new[0])
    const [{ headers, body } = { headers: {}, body: '' }] = hooks
    expect(body).not.toMatch(/Call the office|errands\/one/)
    expect(headers['webhook-signature']).toBe(
      signatureOf({
        id: String(headers['webhook-id']),
        timestamp: Number(headers['webhook-timestamp']),
        body,
        secret: SECRET,
      }),
    )
    await end(account)
  })

  test('a process that died while it sent leaves the message to the next, and it is told once more', async () => {
    const account = await somebody('david')
    now = '2026-11-21T11:00:00.000Z'
    duties = [aDuty('one')]
    await wish(account, 'email', { rhythm: 'at_once' })
    const died = new Error('The process died.')
    const dying: Telling = {
      ...telling,
      looked: new Map(),
      sendMail: async (message) => {
        await telling.sendMail?.(message)
        throw died
      },
    }
    await expect(tellWhatIsNew(dying)).rejects.toBe(died)
    now = '2026-11-21T11:00:59.000Z'
    await tellWhatIsNew(telling)
    now = '2026-11-21T11:01:00.000Z'
    await tellWhatIsNew(telling)
    const ids = received().map(({ text }) => /Message-ID: (\S+)/i.exec(text)?.[1])
    expect(ids).toHaveLength(2)
    expect(ids[0]).toBe(ids[1])
    expect(await stateOf(account)).toEqual(['sent'])
    await end(account)
  })

  test('nobody is told more than they may see at the moment of sending', async () => {
    const account = await somebody('elsie')
    now = '2026-11-21T13:00:00.000Z'
    duties = [aDuty('one')]
    await wish(account, 'email', { rhythm: 'at_once' })
    mail.refuse('refusing')
    expect((await tellWhatIsNew(telling)).failed).toEqual(['EMESSAGE 451'])
    mail.refuse('taking')
    await takeGrant(auth, { kind: 'local' }, { account, mission: MISSION, role: 'officer' })
    now = '2026-11-21T13:05:00.000Z'
    expect(await tellWhatIsNew(telling)).toEqual({ asked: 0, sent: 0, dropped: 1, failed: [] })
    expect(received()).toEqual([])
    await end(account)
  })

  test('an address that is not confirmed is told nothing, and another one not before it is', async () => {
    const account = await somebody('hugo')
    now = '2026-11-21T13:30:00.000Z'
    duties = [aDuty('one')]
    const key = { mission: MISSION, account, channel: 'email' } as const
    await setNotice(auth, key, { ...WISH, rhythm: 'at_once', secret: null })
    expect(await tellWhatIsNew(telling)).toEqual({ asked: 1, sent: 0, dropped: 0, failed: [] })
    const [asked, ...rest] = received()
    expect(rest).toEqual([])
    const link = /https:\/\/record\.example\/account\/address\/(\S+)/.exec(asked?.text ?? '')
    // A stranger may be reading it: neither the mission nor whoever asked is named.
    expect(asked?.text).not.toMatch(/Test mission|hugo|wait for you in/)
    expect(asked?.text).not.toContain(MISSION)
    await confirmAddress(auth, link?.[1] ?? '', account)
    mail.refuse('refusing')
    expect((await tellWhatIsNew(telling)).failed).toEqual(['EMESSAGE 451'])
    mail.refuse('taking')
    const other = { ...WISH, rhythm: 'at_once' as const, address: 'hugo@example.net', secret: null }
    await setNotice(auth, key, other)
    now = '2026-11-21T13:32:00.000Z'
    expect(await tellWhatIsNew(telling)).toMatchObject({ asked: 1, failed: ['unconfirmed'] })
    expect(received().map(({ text }) => /Subject: (.*)/.exec(text)?.[1]?.trim())).toEqual([
      'Rollcall: confirm this e-mail address',
    ])
    // The message that was on its way goes on once the new address is confirmed: nothing is lost.
    await askAgain(auth, key)
    await confirm(account)
    now = '2026-11-21T13:40:00.000Z'
    expect(await tellWhatIsNew(telling)).toMatchObject({ sent: 1, failed: [] })
    expect(received()[0]?.to).toEqual(['hugo@example.net'])
    await end(account)
  })

  test('two servers tell somebody once', async () => {
    const account = await somebody('frantz')
    now = '2026-11-21T14:00:00.000Z'
    duties = [aDuty('one')]
    await wish(account, 'email', { rhythm: 'at_once' })
    const other: Telling = { ...telling, looked: new Map() }
    await Promise.all([tellWhatIsNew({ ...telling, looked: new Map() }), tellWhatIsNew(other)])
    expect(received()).toHaveLength(1)
    await end(account)
  })

  test('only the desks that were asked for are told of, and a wish that cannot be followed is refused', async () => {
    const account = await somebody('gisele')
    now = '2026-11-21T15:00:00.000Z'
    duties = [aDuty('one')]
    await wish(account, 'email', { rhythm: 'at_once', desks: ['mandate'] })
    expect(await tellWhatIsNew(telling)).toMatchObject({ sent: 0 })
    await expect(wish(account, 'email', { zone: 'Nowhere/At all' })).rejects.toThrow('time zone')
    await expect(wish(account, 'email', { time: '25:00' })).rejects.toThrow('time of day')
    await expect(
      wish(account, 'email', { address: 'a@example.org\r\nBcc: b@example.org' }),
    ).rejects.toThrow('no e-mail address')
    await end(account)
  })
})
