import type { Hono } from 'hono'
import { raw } from 'hono/html'
import { parseHTML } from 'linkedom'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

import {
  defineAction,
  defineDesk,
  edtfSchema,
  partySchema,
  quantitySchema,
  subjectSchema,
  textSchema,
} from '#desk-kit'
import { desks } from '#desks'
import { newId } from '#kit'
import { fixedClock, RefusedError } from '#platform'
import { openReaders, resolveAsking } from '#register'

import { describeOnEngines } from '../../../test/database.ts'
import { aClaim, aSubject, MISSION, openRecord, RESTRICTED } from '../../../test/drafts.ts'
import { SIGNED_IN, signedInAs } from '../../../test/people.ts'
import { createApp } from '../app.ts'
import { openSite } from '../open-site.ts'
import type { Site } from '../site.ts'

/** Several promises at once: enough of an action to go through every door. */
const promise = defineAction({
  name: 'promise',
  title: 'trial.promise',
  input: z.strictObject({
    about: subjectSchema,
    on: edtfSchema,
    reason: textSchema.nullable(),
    promises: z.array(z.strictObject({ by: partySchema, personnel: quantitySchema('person') })),
  }),
  after: 'forces/pledges',
  show: async () => raw('<table id="seen"><tr><td>What others promised</td></tr></table>'),
  prefill: async (_ctx, at, given) => ({ on: at.validOn, about: given['about'] ?? '' }),
  run: async (_ctx, _at, { about, on, promises }, deed) => {
    if (promises.length === 0) {
      throw new RefusedError('incorrect', 'trial.none', 'Nobody promises anything; name somebody.')
    }
    return promises.map(({ by, personnel }) => ({
      ...aClaim({ subject: about, assertedBy: by, valid: on, handling: deed.handling }),
      id: deed.entryId(by),
      saidAt: deed.saidAt,
      value: { personnel, component: 'police', stage: 'pledge' },
    }))
  },
})

const words = {
  'desk.trial': 'Trial',
  'trial.promise': 'Promise for several',
  'trial.promise.about': 'About',
  'trial.promise.on': 'On',
  'trial.promise.reason': 'Why',
  'trial.promise.promises': 'Promise',
  'trial.promise.promises.by': 'By',
  'trial.promise.promises.personnel': 'People',
}
const trial = defineDesk({
  name: 'trial',
  title: 'desk.trial',
  kinds: [],
  accounts: [],
  pages: [],
  cards: [],
  actions: [promise],
  messages: { en: words, fr: words },
})

describeOnEngines('actions of a desk', (open) => {
  let app: Hono
  let site: Site

  beforeAll(async () => {
    const { db } = await open()
    const clock = fixedClock('2126-11-21T08:00:00.000Z')
    const appender = await openRecord(db, clock)
    await appender.append({ mission: MISSION, actor: 'a test' }, [aSubject('pledge-ben')])
    site = openSite({
      readers: openReaders(db),
      clock,
      appender,
      desks: [...desks, trial],
      auth: signedInAs(SIGNED_IN, { db, clock }),
      log: () => {},
    })
    app = createApp(site)
  })

  const FORM = `/office/${MISSION}/trial/do/promise`
  const API = `/api/v1/missions/${MISSION}/actions/trial/promise`
  const TWO = [
    { by: 'KEN', personnel: { low: 1000, high: null, unit: 'person' } },
    { by: 'BEN', personnel: { low: 1500, high: 2000, unit: 'person' } },
  ]
  const count = async () =>
    (await resolveAsking({ db: site.readers.portal, clock: site.clock }, MISSION, {})).recordAt.seq
  const post = async (fields: Readonly<Record<string, string>>) =>
    app.request(FORM, {
      method: 'POST',
      headers: { origin: 'http://localhost', host: 'localhost' },
      body: new URLSearchParams({ ...fields }),
    })
  const call = async (body: object) =>
    app.request(API, {
      method: 'POST',
      headers: {
        origin: 'http://localhost',
        host: 'localhost',
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    })
  const filled = (id: string) => ({
    id,
    release: 'restricted',
    'value.about': 'pledge-ben',
    'value.on': '2024-03-08/..',
    'value.reason': '',
    'value.promises.0.by': 'Kenya',
    'value.promises.0.personnel': 'at least 1000',
    'value.promises.1.by': 'BEN',
    'value.promises.1.personnel': '1500-2000',
    'value.promises.2.by': '',
    'value.promises.2.personnel': '',
  })

  test('the desk leads officers to its actions, and the public to none', async () => {
    const office = await (await app.request(`/office/${MISSION}/trial`)).text()
    expect(office).toContain('trial/do/promise')
    const portal = await (await app.request(`/m/${MISSION}/trial`)).text()
    expect(portal).not.toContain('do/promise')
    expect((await app.request(`/m/${MISSION}/trial/do/promise`)).status).toBe(404)
  })

  test('the form follows from what the action takes, with a row to write in', async () => {
    const { document } = parseHTML(await (await app.request(`${FORM}?about=pledge-ben`)).text())
    const value = (name: string) =>
      document.querySelector(`[name="value.${name}"]`)?.getAttribute('value')
    expect(value('about')).toBe('pledge-ben')
    expect(value('on')).toBe('2126-11-21')
    expect(value('promises.0.by')).toBe('')
    expect(value('promises.1.by')).toBeUndefined()
    expect(document.querySelector('form.entry-form')?.textContent).toContain('People')
    // A table within the head would be as wide as it likes, and no paragraph may hold one.
    expect(document.querySelector('#seen')?.textContent).toBe('What others promised')
    expect(document.querySelector('.head #seen, p #seen, form #seen')).toBeNull()
  })

  test('one form puts all of its entries on record, and sent again records nothing more', async () => {
    const before = await count()
    const fields = filled(newId())
    const answer = await post(fields)
    expect({ status: answer.status, to: answer.headers.get('location') }).toEqual({
      status: 303,
      to: `/office/${MISSION}/forces/pledges`,
    })
    expect(await count()).toBe(before + 2)
    expect((await post(fields)).status).toBe(303)
    expect(await count()).toBe(before + 2)
  })

  test('what is wrong is told at its row, and nothing is recorded', async () => {
    const before = await count()
    const answer = await post({ ...filled(newId()), 'value.promises.1.personnel': 'plenty' })
    const { document } = parseHTML(await answer.text())
    expect(answer.status).toBe(400)
    const link = document.querySelector('.problems a')?.getAttribute('href')?.slice(1)
    expect(link).toBe('f-value.promises.1.personnel')
    expect(document.querySelector(`[id="${link ?? ''}"]`)?.getAttribute('value')).toBe('plenty')
    expect(await count()).toBe(before)
  })

  test('what the action itself refuses is told on its form', async () => {
    const { id, release, ...rest } = filled(newId())
    const answer = await post({
      id,
      release,
      'value.about': rest['value.about'],
      'value.on': rest['value.on'],
    })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('Nobody promises anything')
  })

  test('the API does the same once for one id', async () => {
    const body = {
      id: newId(),
      handling: RESTRICTED,
      input: { about: 'pledge-ben', on: '2024-03-09/..', reason: null, promises: TWO },
    }
    const before = await count()
    expect((await call(body)).status).toBe(201)
    expect((await call(body)).status).toBe(200)
    expect(await count()).toBe(before + 2)
    const wrong = await call({ ...body, input: { ...body.input, on: 'someday' } })
    expect(wrong.status).toBe(400)
    expect(await wrong.text()).toContain('input.on')
  })
})
