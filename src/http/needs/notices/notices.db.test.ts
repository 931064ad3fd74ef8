import type { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'

import { desks } from '#desks'
import {
  addAccount,
  type Auth,
  type Db,
  fixedClock,
  noticesOf,
  reachOf,
  takeConfirmation,
} from '#platform'
import { openReaders } from '#register'

import { testAuth } from '../../../../test/auth.ts'
import { describeOnEngines } from '../../../../test/database.ts'
import { MISSION, openRecord } from '../../../../test/drafts.ts'
import { anActor, asSignedIn } from '../../../../test/people.ts'
import { visitorAt } from '../../../../test/visitor.ts'
import { unfootnotedNumbers } from '../../../ui/unfootnoted-numbers.ts'
import { createApp } from '../../app.ts'
import { openSite } from '../../open-site.ts'

const ROOT = `http://127.0.0.1/office/${MISSION}/needs/settings`
const SESSION = '018e2f4e-0000-7000-8000-000000000999'
const DAILY = { rhythm: 'daily', time: '06:15', zone: 'Africa/Nairobi' }

describeOnEngines('the settings of messages', (open) => {
  let app: Hono
  let auth: Auth
  let account = ''
  let db: Db
  let sessionId: string | null = SESSION

  beforeAll(async () => {
    db = (await open()).db
    const clock = fixedClock('2026-11-21T08:00:00.000Z')
    const appender = await openRecord(db, clock)
    auth = testAuth({ db, clock })
    account = await addAccount(auth, { name: 'amina', shownName: 'Amina' }, { founder: false })
    await db.run(
      {
        name: 'test-active',
        text: `UPDATE platform.account SET state = 'active' WHERE account = $1`,
      },
      [account],
    )
    app = createApp(
      openSite({
        readers: openReaders(db),
        clock,
        appender,
        desks,
        auth: {
          ...auth,
          actorOf: async () => ({ ...asSignedIn(anActor(account, 'officer')), sessionId }),
        },
        notices: { sendsMail: true, reach: reachOf([]) },
        log: () => {},
      }),
    )
  })

  const get = async (path: string) => {
    const answer = await app.request(`${ROOT}${path}`)
    return { status: answer.status, body: await answer.text() }
  }
  const send = async (channel: string, fields: Readonly<Record<string, string>>) => {
    const answer = await app.request(`${ROOT}/${channel}`, {
      method: 'POST',
      headers: { origin: 'http://127.0.0.1', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    })
    return { status: answer.status, body: await answer.text() }
  }
  const wishes = async () => noticesOf(auth, { mission: MISSION, account })

  test('somebody sets when and where they are told, changes it and ends it', async () => {
    const form = await get('/email')
    expect(form.status).toBe(200)
    expect(unfootnotedNumbers(form.body)).toEqual([])
    const sent = await send('email', { ...DAILY, address: 'amina@example.org', desks: 'mandate' })
    expect(sent.status).toBe(303)
    expect(await wishes()).toMatchObject([
      {
        ...DAILY,
        channel: 'email',
        address: 'amina@example.org',
        desks: ['mandate'],
        language: 'en',
      },
    ])
    const page = await get('')
    expect(page.body).toContain('amina@example.org')
    expect(page.body).toContain('Once a day at 06:15 (Africa/Nairobi)')
    expect(unfootnotedNumbers(page.body)).toEqual([])
    await send('email?lang=fr', { ...DAILY, rhythm: 'at_once', address: 'amina@example.org' })
    expect(await wishes()).toMatchObject([{ rhythm: 'at_once', desks: 'all', language: 'fr' }])
    expect((await get('?lang=fr')).body).toContain('Tout de suite, dans la minute')
    await send('email', { act: 'stop' })
    expect(await wishes()).toEqual([])
  })

  test('an address is confirmed by a button behind a link, by nobody else and once', async () => {
    await send('email', { ...DAILY, address: 'amina@example.org' })
    expect((await get('')).body).toContain('not yet: follow the link')
    const first = await takeConfirmation(auth)
    expect((await send('email', { act: 'ask-again' })).status).toBe(303)
    const { secret = '' } = (await takeConfirmation(auth)) ?? {}
    const browser = visitorAt(app, 'http://127.0.0.1')
    const pathOf = (key: string) => `/account/address/${key}`
    const page = async (key: string) => browser.get(pathOf(key))
    expect((await page(first?.secret ?? '')).status).toBe(404)
    const shown = await page(secret)
    expect(shown.status).toBe(200)
    expect(shown.headers.get('cache-control')).toContain('no-store')
    const body = await shown.text()
    expect(body).toContain('amina@example.org')
    expect(body).toContain('Test mission')
    expect(await wishes()).toMatchObject([{ confirmedAt: null }])
    const csrf = await browser.tokenOn(pathOf(secret))
    expect((await browser.post(pathOf(secret), { csrf: 'forged' })).status).toBe(403)
    sessionId = null
    const away = await page(secret)
    expect([away.status, away.headers.get('location')]).toEqual([
      303,
      `/sign-in?next=${encodeURIComponent(`/account/address/${secret}`)}`,
    ])
    sessionId = SESSION
    const confirmed = await browser.post(pathOf(secret), { csrf })
    expect([confirmed.status, confirmed.headers.get('location')]).toEqual([
      303,
      `/office/${MISSION}/needs/settings`,
    ])
    expect(await wishes()).toMatchObject([{ confirmedAt: '2026-11-21T08:00:00.000Z' }])
    expect((await get('')).body).toContain('21 November 2026')
    expect((await browser.post(pathOf(secret), { csrf })).status).toBe(404)
    const again = await (await page(secret)).text()
    expect(again).toContain('This link has been used')
    await send('email', { act: 'stop' })
  })

  test('the secret of a webhook is shown once, kept encrypted, and stays when the address changes', async () => {
    const first = await send('webhook', { ...DAILY, address: 'https://example.org/hook' })
    const secret = /whsec_[A-Za-z0-9+/=]+/.exec(first.body)?.[0] ?? ''
    expect(secret).toHaveLength(50)
    expect((await get('')).body).not.toContain('whsec_')
    const second = await send('webhook', { ...DAILY, address: 'https://example.org/other' })
    expect(second.status).toBe(303)
    const [kept] = await wishes()
    expect(kept?.address).toBe('https://example.org/other')
    expect(auth.keys.open(kept?.secret ?? new Uint8Array(), account)).toBe(secret)
    expect(Buffer.from(kept?.secret ?? []).toString()).not.toContain(secret)
  })

  test.each([
    ['email', { address: 'nobody' }, 'no e-mail address'],
    ['email', { address: 'a@example.org', time: '7h' }, 'time of day'],
    ['email', { address: 'a@example.org', zone: 'Mars' }, 'time zone'],
    ['webhook', { address: 'http://example.org/' }, 'an https address'],
    ['webhook', { address: 'https://10.0.0.1/' }, 'may not reach'],
  ])(
    '%s with %j is refused at its field, and kept as it was written',
    async (channel, fields, why) => {
      const before = await wishes()
      const sent = await send(channel, { ...DAILY, ...fields })
      expect(sent.status).toBe(400)
      expect(sent.body).toContain(why)
      expect(sent.body).toContain(`value="${fields.address}"`)
      expect(await wishes()).toEqual(before)
    },
  )

  test('a token neither reads nor changes them', async () => {
    sessionId = null
    expect((await get('')).status).toBe(403)
    expect((await send('webhook', { act: 'stop' })).status).toBe(403)
    sessionId = SESSION
    expect(await wishes()).toHaveLength(1)
    expect((await get('/pigeon')).status).toBe(404)
  })

  test('who set or ended messages is in the audit, and not where they go', async () => {
    const lines = await db.run<{ event: string; detail: string }>(
      {
        name: 'test-audit',
        text: "SELECT event, detail FROM platform.audit WHERE event LIKE 'notice.%'",
      },
      [],
    )
    expect(lines.length).toBeGreaterThan(3)
    expect(JSON.stringify(lines)).not.toMatch(/example\.org|whsec/)
  })
})
