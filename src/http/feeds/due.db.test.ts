import type { Hono } from 'hono'
import ICAL from 'ical.js'
import { DOMParser } from 'linkedom'
import { beforeAll, expect, test } from 'vitest'

import type { CalendarEvent } from '#desk-kit'
import { desks } from '#desks'
import { actorOfAccount, addAccount, fixedClock, getAccount, giveGrant, makeToken } from '#platform'
import { openReaders } from '#register'

import { testAuth } from '../../../test/auth.ts'
import { describeOnEngines } from '../../../test/database.ts'
import { aClaim, aSubject, MISSION, openRecord, RESTRICTED } from '../../../test/drafts.ts'
import { aDuty, errandsDesk } from '../../../test/errands-desk.ts'
import { createApp } from '../app.ts'
import { openSite } from '../open-site.ts'

const PORTAL = `http://127.0.0.1/m/${MISSION}/errands`
const OFFICE = `http://127.0.0.1/office/${MISSION}`
const LONG = 'Réponse du Conseil; à relire, puis à rendre: '.repeat(8)

const EVENT: CalendarEvent = {
  key: 'report',
  title: LONG,
  from: '2026-12-01',
  until: '2026-12-03',
  description: 'First line\r\nsecond, with; signs\\ and \u0007',
  path: 'subjects/report',
  state: 'possible',
  warnings: [30, 7],
  changedAt: '2026-11-01T10:00:00.000Z',
}

const told = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((part) => ({
    event: new ICAL.Event(part),
    value: (name: string) => String(part.getFirstPropertyValue(name)),
    alarms: part
      .getAllSubcomponents('valarm')
      .map((alarm) => String(alarm.getFirstPropertyValue('trigger'))),
  }))

describeOnEngines('dates of a desk', (open) => {
  let app: Hono
  let token = ''

  beforeAll(async () => {
    const { db } = await open()
    const clock = fixedClock('2026-11-21T08:00:00.000Z')
    const appender = await openRecord(db, clock)
    await appender.append({ mission: MISSION, actor: 'an officer' }, [
      aSubject('pledge-ben'),
      aSubject('pledge-kept', { handling: RESTRICTED }),
      aClaim({ subject: 'pledge-kept', handling: RESTRICTED, valid: '2024-02-26/..' }),
    ])
    const auth = testAuth({ db, clock })
    const account = await addAccount(
      auth,
      { name: 'amina', shownName: 'Amina' },
      { founder: false },
    )
    await db.run(
      {
        name: 'test-activate',
        text: "UPDATE platform.account SET state = 'active', totp_secret = '\\x00'",
      },
      [],
    )
    const grant = {
      mission: MISSION,
      role: 'officer',
      desks: 'all',
      compartments: [],
      until: null,
    } as const
    await giveGrant(auth, { kind: 'local' }, { account, ...grant })
    const actor = await actorOfAccount(auth, await getAccount(auth, account))
    token = await makeToken(auth, actor, {
      label: 'calendar',
      scopes: ['read', 'record'],
      missions: [MISSION],
      days: 9,
    })
    const errands = errandsDesk({
      duties: [aDuty('report', { due: '2026-11-18' })],
      calendar: [
        EVENT,
        { ...EVENT, key: 'pledge', title: 'Kept close', state: 'certain', until: null },
        { ...EVENT, key: 'off', title: 'Called off', state: 'cancelled' },
        { ...EVENT, key: 'past', title: 'Long past', from: '2024-01-01', until: null },
      ],
    })
    app = createApp(
      openSite({
        readers: openReaders(db),
        clock,
        appender,
        desks: [...desks, errands],
        auth,
        log: () => {},
      }),
    )
  })

  const get = async (address: string, authorization?: string) => {
    const answer = await app.request(address, {
      headers: authorization === undefined ? {} : { authorization },
    })
    return { status: answer.status, text: await answer.text(), headers: answer.headers }
  }
  const basic = () => `Basic ${Buffer.from(`amina:${token}`).toString('base64')}`

  test('a calendar is read by a parser as it was meant, line by line within 75 octets', async () => {
    const { text, headers } = await get(`${PORTAL}/calendar.ics`)
    expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8; method=PUBLISH')
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
    const lines = text.split('\r\n')
    expect(lines.every((line) => Buffer.byteLength(line) <= 75 && !/[\r\n]/.test(line))).toBe(true)
    const [first] = told(text)
    if (first === undefined) throw new Error('The calendar is empty.')
    expect(first.event.summary).toBe(LONG)
    expect(first.event.description).toBe(
      'First line\nsecond, with; signs\\ and \uFFFD\nPossible, not certain.',
    )
    expect([first.event.startDate.toString(), first.event.endDate.toString()]).toEqual([
      '2026-12-01',
      '2026-12-04',
    ])
    expect(first.value('status')).toBe('TENTATIVE')
    expect(first.value('class')).toBe('PUBLIC')
    expect(first.alarms).toEqual(['-P30D', '-P7D'])
    expect(first.value('url')).toBe(`http://127.0.0.1/m/${MISSION}/subjects/report?lang=en`)
    expect(first.value('dtstamp')).toBe('2026-11-01T10:00:00Z')
    expect(Number(first.value('sequence'))).toBeGreaterThan(0)
  })

  test('what is cancelled says so and warns of nothing', async () => {
    const off = told((await get(`${PORTAL}/calendar.ics`)).text).find(
      ({ event }) => event.summary === 'Called off',
    )
    expect(off?.value('status')).toBe('CANCELLED')
    expect(off?.alarms).toEqual([])
  })

  test('the same record gives the same bytes, in each language the same entries', async () => {
    const one = await get(`${PORTAL}/calendar.ics`)
    expect((await get(`${PORTAL}/calendar.ics`)).text).toBe(one.text)
    const french = await get(`${PORTAL}/calendar.ics?lang=fr`)
    const ids = (text: string) => told(text).map(({ event }) => event.uid)
    expect(ids(french.text)).toEqual(ids(one.text))
    expect(new Set(ids(one.text)).size).toBe(3)
  })

  test('dates that rest on what is kept close are in the office’s calendar alone', async () => {
    expect((await get(`${PORTAL}/calendar.ics`)).text).not.toContain('Kept close')
    expect((await get(`${PORTAL}/due.atom`)).text).not.toContain('Kept close')
    const own = await get(`${OFFICE}/errands/calendar.ics`, `Bearer ${token}`)
    expect(own.text).toContain('Kept close')
    expect(told(own.text)[0]?.value('class')).toBe('CONFIDENTIAL')
    expect(own.headers.get('cache-control')).toBe('private, no-store')
  })

  test('a calendar that knows no Bearer writes the token as its password, and gets no further with it', async () => {
    const own = await get(`${OFFICE}/errands/calendar.ics`, basic())
    expect(own.text).toContain('Kept close')
    expect((await get(`${OFFICE}/needs`, basic())).status).toBe(401)
    const nobody = await get(`${OFFICE}/errands/calendar.ics`)
    expect(nobody.status).toBe(401)
    expect(nobody.headers.get('www-authenticate')).toContain('Basic')
    expect((await get(`${OFFICE}/errands/calendar.ics`, 'Basic YTpi')).status).toBe(401)
  })

  test('the feed of what is due holds the dates to come, the soonest first, and not what is long over', async () => {
    const { text, headers } = await get(`${PORTAL}/due.atom`)
    expect(headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    const titles = [
      ...new DOMParser().parseFromString(text, 'text/xml').querySelectorAll('entry > title'),
    ].map(({ textContent }) => textContent)
    expect(titles).toEqual([`1 December 2026: ${LONG}`, '1 December 2026: Called off'])
    expect(text).toContain('From 1 December 2026 to 3 December 2026. Possible, not certain.')
  })

  test('what waits for an officer is a feed of their own', async () => {
    const own = await get(`${OFFICE}/needs.atom`, basic())
    expect(own.status).toBe(200)
    expect(own.text).toContain('A call to make: Call the office report')
    expect(own.text).toContain('Due 18 November 2026')
    expect((await get(`${OFFICE}/needs.atom`)).status).toBe(401)
  })

  test('the pages of a desk lead to its calendar', async () => {
    const page = await get(PORTAL)
    expect(page.text).toContain(`/m/${MISSION}/errands/calendar.ics`)
    expect(page.text).toContain(`/m/${MISSION}/errands/due.atom`)
    expect((await get(`http://127.0.0.1/m/${MISSION}/funds`)).text).not.toContain('calendar.ics')
  })
})
