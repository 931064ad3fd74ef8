import path from 'node:path'

import { parseHTML } from 'linkedom'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

import { accountBytes, type Context } from '#desk-kit'
import { desks } from '#desks'
import { createApp, openSite } from '#http'
import { OPERATOR } from '#kit'
import { type Db, fixedClock } from '#platform'
import { openAppender, openReaders, resolveAsking } from '#register'

import { testAuth } from './auth.ts'
import { cliOn, NOW, type Ran } from './cli-runner.ts'
import { describeOnEngines } from './database.ts'
import { anActor, asSignedIn, signedInAs } from './people.ts'

// What issue 4 says that the gate for Kenya's police must show, asked of the example mission as it is shipped.

const FOLDER = path.resolve('missions/mss-haiti')
const DESK = '/api/v1/missions/mss-haiti/accounts/agreements'
const ADDRESS = `${DESK}/gates`

/** Claims of the example that conditions rest on. */
const CLAIMS = {
  resolution2699: '01a1fd49-ad72-7905-89ca-669f13f7c228',
  approval: '01a1fd49-ad81-726a-8df5-90c1911b6ee7',
  ruling: '01a1fd49-ad86-7cd8-9371-933edb557f23',
  signedByRuto: '01a1fd49-ad92-7dcd-853f-0372ccfb2b9e',
  signedByWsws: '01a1fd51-05fa-73b6-aff8-cd26ee80d308',
} as const

const answerSchema = z.object({
  rows: z.array(
    z.looseObject({
      subject: z.string(),
      state: z.string(),
      conditions: z.array(
        z.looseObject({
          sort: z.string(),
          alternative: z.string().nullable(),
          truth: z.string(),
          why: z.string(),
          basis: z.array(z.looseObject({ claim: z.string(), chosen: z.boolean() })),
        }),
      ),
    }),
  ),
})

const basisSchema = z.array(z.looseObject({ assertedBy: z.string() }))
const agreementsSchema = z.object({
  rows: z.array(
    z.looseObject({
      subject: z.string(),
      disputed: z.boolean(),
      steps: z.array(z.looseObject({ stage: z.string(), on: z.string().nullable() })),
      people: z.array(z.looseObject({ who: z.string(), role: z.string(), basis: basisSchema })),
    }),
  ),
})
const casesSchema = z.object({
  rows: z.array(
    z.looseObject({
      sort: z.string(),
      case: z.string().nullable(),
      until: z.string().nullable(),
      state: z.string(),
    }),
  ),
})

const natureSchema = z.object({
  rows: z.array(
    z.looseObject({
      sort: z.array(z.looseObject({ says: z.string(), chosen: z.boolean(), basis: basisSchema })),
    }),
  ),
})

interface Asked {
  readonly validOn: string
  readonly knownAt?: string
}

describeOnEngines('gates of the example mission', (open) => {
  let db: Db
  let ctx: Context
  let run: (...argv: readonly string[]) => Promise<Ran>
  let request: (address: string) => Promise<Response>
  let office: (address: string, body?: URLSearchParams) => Promise<Response>
  let loaded: Ran

  beforeAll(async () => {
    ;({ db } = await open())
    const clock = fixedClock(NOW)
    run = cliOn(db, clock)
    loaded = await run('load', FOLDER)
    const appender = openAppender({ db, clock, delayHours: 72 })
    ctx = { db, clock, appender, mission: 'mss-haiti', actor: OPERATOR }
    const auth = testAuth({ db, clock })
    const site = { readers: openReaders(db), clock, appender, desks, auth, log: () => undefined }
    const app = createApp(openSite(site))
    request = async (address) => app.request(address)
    const officer = asSignedIn(anActor('an officer', 'officer', { mission: 'mss-haiti' }))
    const work = createApp(openSite({ ...site, auth: signedInAs(officer, { db, clock }) }))
    office = async (address, body) =>
      work.request(address, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { origin: 'http://localhost', host: 'localhost' },
        ...(body === undefined ? {} : { body }),
      })
  })

  /** The same question through all three doors, which must answer in the same bytes. */
  async function ask({ validOn, knownAt }: Asked) {
    const fields = new URLSearchParams({ validOn, ...(knownAt === undefined ? {} : { knownAt }) })
    const account = desks
      .find(({ name }) => name === 'agreements')
      ?.accounts.find(({ name }) => name === 'gates')
    const at = await resolveAsking(ctx, 'mss-haiti', { validOn, knownAt })
    const asked = account === undefined ? '' : accountBytes(await account.run(ctx, at))
    const flags = knownAt === undefined ? [] : ['--known-at', knownAt]
    const told = await run('account', 'agreements/gates', '--valid-on', validOn, ...flags, '--json')
    const sent = await request(`${ADDRESS}?${fields.toString()}`)
    expect(told.out).toBe(asked)
    expect(await sent.text()).toBe(asked)
    const { rows } = answerSchema.parse(JSON.parse(asked))
    const kenya = rows.find(({ subject }) => subject === 'gate-ken')
    if (kenya === undefined) throw new Error('The example has no gate for Kenya.')
    return kenya
  }

  async function agreement(subject: string) {
    const answer = await request(`${DESK}/agreements?validOn=2025-06-01`)
    const { rows } = agreementsSchema.parse(await answer.json())
    const found = rows.find((row) => row.subject === subject)
    if (found === undefined) throw new Error(`The example has no agreement ${subject}.`)
    return found
  }

  function conditionsOf({ conditions }: Awaited<ReturnType<typeof ask>>) {
    return conditions.map(({ sort, truth, why }) => [sort, truth, why])
  }

  function claimsOf({ conditions }: Awaited<ReturnType<typeof ask>>, place: number) {
    return (conditions[place]?.basis ?? []).filter(({ chosen }) => chosen).map(({ claim }) => claim)
  }

  test('whoever loads the folder is told that they are the second person', () => {
    expect(loaded.code).toBe(0)
    expect(loaded.out).toContain('You are the second person who answered 3 decisions')
  })

  test('on 15 February 2024 it is not lawful: a ruling bars it, and there is no agreement', async () => {
    const kenya = await ask({ validOn: '2024-02-15' })
    expect(kenya.state).toBe('not-lawful')
    expect(conditionsOf(kenya)).toEqual([
      ['authorisation', 'met', 'established'],
      ['authorisation', 'unmet', 'none-on-record'],
      ['agreement', 'unmet', 'none-on-record'],
      ['no-bar', 'unmet', 'refuted'],
      ['agreement', 'unmet', 'none-on-record'],
      ['vote', 'met', 'established'],
    ])
    expect(claimsOf(kenya, 0)).toEqual([CLAIMS.resolution2699])
    expect(claimsOf(kenya, 3)).toContain(CLAIMS.ruling)
    expect(claimsOf(kenya, 5)).toEqual([CLAIMS.approval])
  })

  test('on 25 June 2024 the instrument of 1 March meets the agreement, and the gate with it', async () => {
    const kenya = await ask({ validOn: '2024-06-25' })
    expect(kenya.state).toBe('lawful')
    expect(kenya.conditions[2]).toMatchObject({ sort: 'agreement', truth: 'met' })
    expect(claimsOf(kenya, 2)).toEqual(
      expect.arrayContaining([CLAIMS.signedByRuto, CLAIMS.signedByWsws]),
    )
    expect(kenya.conditions[3]).toMatchObject({ sort: 'no-bar', truth: 'unmet' })
    const met = kenya.conditions.filter(({ truth }) => truth === 'met')
    expect(met.filter(({ basis }) => !basis.some(({ chosen }) => chosen))).toEqual([])
  })

  test('from what was known on 29 February 2024 that day is not lawful, for want of the agreement', async () => {
    const kenya = await ask({ validOn: '2024-06-25', knownAt: '2024-02-29' })
    expect(kenya.state).toBe('not-lawful')
    expect(kenya.conditions[2]).toMatchObject({
      sort: 'agreement',
      truth: 'unmet',
      why: 'none-on-record',
      basis: [],
    })
    expect(kenya.conditions[0]).toMatchObject({ truth: 'met' })
    expect(kenya.conditions[5]).toMatchObject({ truth: 'met' })
  })

  test('the press does not end an authorisation before the legal instrument does', async () => {
    const kenya = await ask({ validOn: '2025-09-20' })
    expect(kenya.conditions[0]).toMatchObject({
      truth: 'met',
      why: 'settled-by-authority',
      disputed: true,
    })
  })

  test('an agreement’s signing and announcing are kept apart (conflict C10)', async () => {
    const dominican = await agreement('agreement-ken-dom')
    expect(dominican.steps.map(({ stage, on }) => [stage, on])).toEqual([
      ['signed', '2025-05-12'],
      ['announced', '2025-05-13'],
    ])
    expect(dominican).toMatchObject({ signed: 'met', inForce: 'undetermined' })
    expect(dominican.people.map(({ who, role }) => [who, role])).toEqual([
      ['ALVAREZ', 'signatory'],
      ['MUDAVADI', 'signatory'],
    ])
  })

  test('who is said to have signed, and who to have watched, stand side by side (conflict C17)', async () => {
    const haitian = await agreement('agreement-ken-hti')
    expect(haitian.disputed).toBe(true)
    expect(haitian.people.map(({ who, role, basis }) => [who, role, basis[0]?.assertedBy])).toEqual(
      [
        ['HENRY', 'signatory', 'WSWS'],
        ['HENRY', 'witness', 'RUTO'],
        ['HTI-COUNTERPART', 'signatory', 'RUTO'],
        ['KINDIKI', 'signatory', 'RUTO'],
        ['RUTO', 'signatory', 'WSWS'],
        ['RUTO', 'witness', 'RUTO'],
      ],
    )
  })

  test('what no source says is told as undetermined, on the page too: entry into force, hearings, an appeal', async () => {
    expect(await agreement('agreement-ken-hti')).toMatchObject({ inForce: 'undetermined' })
    const agreements = await (await request('/m/mss-haiti/agreements/agreements')).text()
    expect(agreements).toContain('Nobody whose words are on record says so.')
    const answer = await request(`${DESK}/cases?validOn=2024-06-25`)
    const { rows } = casesSchema.parse(await answer.json())
    const filings = rows.filter(({ sort }) => sort === 'filing')
    expect(filings.map(({ state }) => state)).toEqual(['unanswered', 'unanswered'])
    expect(rows.filter(({ sort }) => sort === 'hearing')).toEqual([])
    const cases = await (await request('/m/mss-haiti/agreements/cases?validOn=2024-06-25')).text()
    expect(cases).toContain('whether and when the court sat is undetermined')
    expect(cases).toContain('nothing on record says what came of it')
  })

  test('what the mission is called stands beside what its spokesperson says it is (conflict C26)', async () => {
    const asked = '/api/v1/missions/mss-haiti/accounts/mandate/nature?validOn=2025-05-22'
    const { rows } = natureSchema.parse(await (await request(asked)).json())
    expect(rows).toMatchObject([{ subject: 'nature-mss', disputed: true }])
    const sorts = rows[0]?.sort.map(({ says, chosen, basis }) => [
      says,
      chosen,
      basis.map(({ assertedBy }) => assertedBy),
    ])
    expect(sorts).toEqual([
      ['authorised-not-un', true, ['UN-SPOKESPERSON']],
      ['un-operation', false, ['UNNAMED-PRESS']],
      ['peacekeeping', false, ['UNNAMED-PRESS', 'NATION']],
      ['other', false, ['UNNAMED-PRESS']],
    ])
    const page = await (await request('/m/mss-haiti/mandate/nature?validOn=2025-05-22')).text()
    expect(page).toContain('Spoken of as a United Nations force')
  })

  test.each([
    ['2023-10-24', '2023-10-24', 'in-effect'],
    ['2023-10-25', undefined, undefined],
    ['2024-02-15', null, 'in-effect'],
  ])('on %s the order restrains until %s', async (validOn, until, state) => {
    const answer = await request(`${DESK}/cases?validOn=${validOn}`)
    const { rows } = casesSchema.parse(await answer.json())
    const part = rows.find(({ sort }) => sort === 'order-part')
    expect([part?.until, part?.state]).toEqual([until, state])
    expect(part?.case ?? 'petition-kenya-deployment').toBe('petition-kenya-deployment')
  })

  test('an officer changes a gate on a form that holds the one that stands', async () => {
    const form = '/office/mss-haiti/agreements/do/set-gate?gate=gate-slv'
    const { document } = parseHTML(await (await office(form)).text())
    const fields = new Map<string, string>()
    for (const field of document.querySelectorAll('input, textarea, select')) {
      const chosen = field.querySelector('option[selected]')?.getAttribute('value')
      const written = field.tagName === 'TEXTAREA' ? field.textContent : field.getAttribute('value')
      fields.set(field.getAttribute('name') ?? '', chosen ?? written ?? '')
    }
    expect(fields.get('value.conditions.0.about')).toBe('term-mss')
    fields.set('value.from', '2025-01-01')
    fields.set('value.conditions.2.must', 'not-be-so')
    fields.set('value.by', 'COMPILERS')
    fields.set('value.reason', 'A test changes it.')
    fields.set('release', 'restricted')
    const sent = await office(form, new URLSearchParams([...fields]))
    expect({ status: sent.status, to: sent.headers.get('location') }).toEqual({
      status: 303,
      to: '/office/mss-haiti/agreements/gates',
    })
    const waiting = await (await office('/office/mss-haiti/waiting')).text()
    expect(waiting).toContain('decides which claim on gate-slv stands')
    const salvador = await request(`${ADDRESS}?validOn=2025-06-01`)
    const { rows } = answerSchema.parse(await salvador.json())
    expect(rows.find(({ subject }) => subject === 'gate-slv')?.state).toBe('lawful')
  })

  test('conditions are folded under their sentences, and one that was refused stands open', async () => {
    const form = '/office/mss-haiti/agreements/do/set-gate?gate=gate-slv'
    const folded = async (html: string) => {
      const { document } = parseHTML(html)
      return [...document.querySelectorAll('details.row')].map((row) => ({
        isOpen: row.hasAttribute('open'),
        under: (row.querySelector('summary')?.textContent ?? '').replaceAll(/\s+/gu, ' ').trim(),
        fields: row.querySelectorAll('[name^="value.conditions."]').length,
      }))
    }
    const rows = await folded(await (await office(form)).text())
    expect(rows.map(({ isOpen, fields }) => [isOpen, fields])).toEqual(rows.map(() => [false, 8]))
    expect(rows[0]?.under).toBe(
      'Conditions, 1: The Security Council’s authorisation of the MSS runs',
    )
    expect(rows.at(-1)?.under).toBe(`One more: Conditions, ${rows.length}`)
    const wrong = new URLSearchParams({
      'value.conditions.0.sentence': 'It is so',
      'value.conditions.0.sort': 'vote',
      'value.conditions.0.must': 'be-so',
      'value.conditions.1.sentence': 'Something runs',
      'value.conditions.1.sort': 'authorisation',
      'value.conditions.1.must': 'be-so',
      'value.conditions.1.about': 'term-mss',
      'value.gate': 'gate-slv',
      'value.contingent': 'SLV',
      'value.deployment': 'A test’s deployment',
      'value.from': '2025-01-01',
      'value.by': 'COMPILERS',
      'value.reason': 'A test changes it.',
      release: 'restricted',
    })
    const refused = await office(form, wrong)
    expect(refused.status).toBe(400)
    const back = await folded(await refused.text())
    expect(back.map(({ isOpen }) => isOpen)).toEqual([true, false, false])
  })

  test('before the gates were decided the record had none', async () => {
    const before = await request(`${ADDRESS}?validOn=2024-06-25&recordAt=100`)
    expect(answerSchema.parse(await before.json()).rows).toEqual([])
  })
})
