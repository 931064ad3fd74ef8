import type { Hono } from 'hono'
import { parseHTML } from 'linkedom'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

import { desks } from '#desks'
import { type Actor, newId } from '#kit'
import { type Db, fixedClock } from '#platform'
import { type Appender, listWaiting, openReaders, resolveAsking } from '#register'

import { testAuth } from '../../../test/auth.ts'
import { describeOnEngines } from '../../../test/database.ts'
import {
  aClaim,
  anApproval,
  aRelease,
  aSubject,
  MISSION,
  openRecord,
  RESTRICTED,
} from '../../../test/drafts.ts'
import { aDuty, errandsDesk } from '../../../test/errands-desk.ts'
import { anActor, asSignedIn } from '../../../test/people.ts'
import { unfootnotedNumbers } from '../../ui/unfootnoted-numbers.ts'
import { createApp } from '../app.ts'
import { openSite } from '../open-site.ts'

const OFFICE = `http://127.0.0.1/office/${MISSION}`
const API = `http://127.0.0.1/api/v1/missions/${MISSION}`

const PEOPLE: Readonly<Record<string, Actor>> = {
  officer: anActor('an officer', 'officer'),
  approver: anActor('an approver', 'approver'),
  elsewhere: anActor('an officer of funds', 'officer', { desks: ['funds'] }),
  reader: anActor('a reader', 'reader'),
}

const items = z.object({
  items: z.array(z.object({ key: z.string(), sort: z.string(), isOverdue: z.boolean() })),
})

describeOnEngines('what waits for an officer', (open) => {
  let app: Hono
  let db: Db
  let appender: Appender
  const clock = fixedClock('2026-11-21T08:00:00.000Z')
  const claims = Array.from({ length: 5 }, (_, place) =>
    aClaim({ subject: `pledge-${place}`, handling: RESTRICTED }),
  )
  const embargo = { reason: 'Next of kin are told first.', notBefore: '2026-11-19T00:00:00Z' }
  const held = aClaim({
    subject: 'pledge-held',
    handling: { release: 'restricted', compartment: null, embargo },
  })

  beforeAll(async () => {
    db = (await open()).db
    // Under embargo when it was recorded, as what is over by then needs no watching.
    const past = await openRecord(db, fixedClock('2026-11-18T08:00:00.000Z'))
    appender = await openRecord(db, clock)
    await past.append({ mission: MISSION, actor: 'an officer' }, [
      ...claims.map(({ subject }) => aSubject(subject)),
      aSubject('pledge-held'),
    ])
    await past.append({ mission: MISSION, actor: 'an officer' }, [...claims, held])
    const errands = errandsDesk({
      duties: [
        aDuty('later', { due: '2026-12-01' }),
        aDuty('undated', { since: '2026-11-01T08:00:00.000Z' }),
        aDuty('late', { due: '2026-11-18' }),
      ],
    })
    app = createApp(
      openSite({
        readers: openReaders(db),
        clock,
        appender,
        desks: [...desks, errands],
        auth: {
          ...testAuth({ db, clock }),
          actorOf: async ({ authorization }) => {
            const actor = PEOPLE[authorization ?? '']
            return actor === undefined ? null : asSignedIn(actor)
          },
        },
        log: () => {},
      }),
    )
  })

  const ask = async (who: string, address: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    if (who !== 'nobody') headers.set('authorization', who)
    const answer = await app.request(address, { ...init, headers })
    return { status: answer.status, body: await answer.text() }
  }
  const needs = async (who: string, query = '') =>
    items.parse(JSON.parse((await ask(who, `${API}/needs${query}`)).body)).items
  const keys = async (who: string, query = '') => (await needs(who, query)).map(({ key }) => key)
  const proposed = async (places: readonly number[], actor = 'an officer') => {
    const releases = places.map((place) => aRelease([claims[place]?.id ?? '']))
    await appender.append({ mission: MISSION, actor }, releases)
    return releases.map(({ id }) => id)
  }
  const waiting = async () =>
    (await listWaiting(db, MISSION, await resolveAsking({ db, clock }, MISSION, {}))).map(
      ({ id }) => id,
    )
  const answerForm = (ids: readonly string[]) =>
    `${OFFICE}/needs/answer?${ids.map((id) => `proposal=${id}`).join('&')}`
  const send = async (ids: readonly string[], fields: Readonly<Record<string, string>> = {}) => ({
    method: 'POST',
    headers: { origin: 'http://127.0.0.1', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      id: newId(),
      release: 'restricted',
      verdict: 'approved',
      by: 'USA',
      reason: 'All read.',
      ...fields,
    }).toString(),
    ids,
  })

  test('what is overdue comes first, then what is due, then what has waited longest', async () => {
    expect(await keys('officer')).toEqual([
      'errands/late',
      `lift/${held.id}`,
      'errands/later',
      'errands/undated',
    ])
    expect((await needs('officer')).map(({ isOverdue }) => isOverdue)).toEqual([
      true,
      true,
      false,
      false,
    ])
  })

  test('nobody is told what they cannot do: another desk’s officer, a reader, the public', async () => {
    expect(await keys('elsewhere')).toEqual([])
    expect(await keys('reader')).toEqual([])
    expect(await keys('nobody')).toEqual([])
    expect((await ask('nobody', `${OFFICE}/needs`)).status).toBe(303)
  })

  test('a part is asked for by desk and by sort', async () => {
    expect(await keys('officer', '?desk=forces')).toEqual([`lift/${held.id}`])
    expect(await keys('officer', '?sort=errands.duty.call')).toHaveLength(3)
    const page = await ask('officer', `${OFFICE}/needs?desk=forces`)
    expect(page.body).toContain('About pledge-held')
    expect(page.body).not.toContain('Call the office late')
  })

  test('the page counts what waits, footnotes nothing and knows both languages', async () => {
    const page = await ask('officer', `${OFFICE}/needs`)
    expect(page.status).toBe(200)
    expect(unfootnotedNumbers(page.body)).toEqual([])
    expect(page.body).toContain('Needs me (4)')
    expect(page.body).toContain('overdue')
    const [first] = [...parseHTML(page.body).document.querySelectorAll('nav.main a')]
    expect(first?.getAttribute('href')).toBe(`/office/${MISSION}/needs`)
    const french = await ask('officer', `${OFFICE}/needs?lang=fr`)
    expect(french.body).toContain('À faire (4)')
    expect(french.body).toContain('Un appel à passer')
  })

  test('proposals wait for whoever may answer them, and never for whoever made them', async () => {
    const [theirs = '', own = ''] = [
      ...(await proposed([0])),
      ...(await proposed([1], 'an approver')),
    ]
    expect(await keys('approver')).toContain(`answer/${theirs}`)
    expect(await keys('approver')).not.toContain(`answer/${own}`)
    expect(await keys('officer')).not.toContain(`answer/${own}`)
    const page = await ask('approver', `${OFFICE}/needs`)
    expect(page.body).toContain('About pledge-0')
    await appender.append({ mission: MISSION, actor: 'somebody' }, [
      anApproval(theirs, { verdict: 'refused', handling: RESTRICTED }),
      anApproval(own, { verdict: 'refused', handling: RESTRICTED }),
    ])
    expect(await keys('approver')).not.toContain(`answer/${theirs}`)
  })

  test('many proposals are answered at once, with what each would change in sight', async () => {
    const ids = await proposed([0, 1, 2])
    const page = await ask('approver', `${OFFICE}/needs`)
    expect(page.body.match(/type="checkbox" name="proposal"/g)).toHaveLength(3)
    const all = await ask('approver', `${OFFICE}/needs?sort=need.answer.release&chosen=all`)
    expect(all.body.match(/name="proposal"[^>]*checked/g)).toHaveLength(3)
    const form = await ask('approver', answerForm(ids))
    expect(form.body.match(/A test releases it\./g)).toHaveLength(3)
    const empty = await ask(
      'approver',
      answerForm(ids),
      await send(ids, { verdict: '', reason: '' }),
    )
    expect(empty.status).toBe(400)
    expect(await waiting()).toEqual(ids)
    const sent = await ask('approver', answerForm(ids), await send(ids))
    expect(sent.status).toBe(303)
    expect(await waiting()).toEqual([])
  })

  test('where one of the chosen was answered meanwhile, none is, and the page says so', async () => {
    const ids = await proposed([3, 4])
    const [first = '', second = ''] = ids
    await appender.append({ mission: MISSION, actor: 'somebody' }, [
      anApproval(first, { verdict: 'refused', handling: RESTRICTED }),
    ])
    const sent = await ask('approver', answerForm(ids), await send(ids))
    expect(sent.status).toBe(400)
    expect(sent.body).toContain('One of the chosen was answered meanwhile')
    expect(await waiting()).toEqual([second])
    expect((await ask('approver', answerForm([second]), await send([second]))).status).toBe(303)
  })

  test('where one of the chosen is their own, none is answered', async () => {
    const ids = [...(await proposed([3])), ...(await proposed([4], 'an approver'))]
    const sent = await ask('approver', answerForm(ids), await send(ids))
    expect(sent.status).toBe(403)
    expect(sent.body).toContain('Nobody approves what they entered')
    expect(await waiting()).toEqual(ids)
    const body = {
      id: newId(),
      proposals: ids,
      verdict: 'approved',
      by: 'USA',
      saidAt: '2026-11-21T07:00:00Z',
      reason: 'Read.',
    }
    const json = { method: 'POST', headers: { 'content-type': 'application/json' } }
    const post = async (proposals: readonly string[]) =>
      ask('approver', `${API}/approvals`, {
        ...json,
        body: JSON.stringify({ ...body, proposals }),
      })
    expect((await post(ids)).status).toBe(403)
    expect((await post([newId()])).status).toBe(404)
    expect(await waiting()).toEqual(ids)
    expect((await post(ids.slice(0, 1))).status).toBe(201)
    expect((await post(ids.slice(0, 1))).status).toBe(200)
    expect(await waiting()).toEqual(ids.slice(1))
  })

  test('an embargo that is proposed to be lifted waits no more for its officer', async () => {
    await appender.append({ mission: MISSION, actor: 'an officer' }, [
      aRelease([held.id], { to: 'restricted' }),
    ])
    expect(await keys('officer')).not.toContain(`lift/${held.id}`)
  })
})
