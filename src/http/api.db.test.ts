import type { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

import { accountBytes } from '#desk-kit'
import { desks } from '#desks'
import { newId } from '#kit'
import { fixedClock } from '#platform'
import type { Draft } from '#register'
import { resolveAsking, openReaders } from '#register'

import { describeOnEngines } from '../../test/database.ts'
import {
  MISSION,
  OPEN,
  RESTRICTED,
  aClaim,
  anApproval,
  aParty,
  aRelation,
  aSubject,
  openRecord,
} from '../../test/drafts.ts'
import { AN_OFFICER, SIGNED_IN, signedInAs } from '../../test/people.ts'
import { endpointsOf } from './api/endpoints.ts'
import { createApp } from './app.ts'
import { openSite } from './open-site.ts'
import type { Site } from './site.ts'

const NOW = '2026-11-21T08:00:00.000Z'
const API = `/api/v1/missions/${MISSION}`
const ASKING = 'validOn=2024-03-08&knownAt=2024-03-08'
const BY = { mission: MISSION, actor: 'a test' }

const errorBody = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    faults: z.array(z.object({ field: z.string(), sentence: z.string() })).optional(),
  }),
})
const listBody = z.object({
  validOn: z.string(),
  knownAt: z.string(),
  recordAt: z.object({ seq: z.int(), at: z.string() }),
  items: z.array(z.record(z.string(), z.unknown())),
  next: z.string().nullable(),
})
const receiptBody = z.object({
  id: z.string(),
  seq: z.int(),
  recordedAt: z.string(),
  fresh: z.boolean(),
})

/** What one benign record of every type looks like. */
function everyType(): readonly Draft[] {
  const [usa, benin] = [
    aClaim(),
    aClaim({
      assertedBy: 'BEN',
      saidAt: '2024-02-28T23:59:59Z',
      authority: 'formal-notification',
      value: {
        personnel: { low: 1500, high: 1500, unit: 'person' },
        component: 'military',
        stage: 'notification',
      },
      note: '=1+1 is no formula, and neither is "<script>alert(1)</script>"',
    }),
  ]
  const by = { by: 'OAS', saidAt: '2024-03-01T12:00:00Z', reason: 'A test says so.' }
  return [
    aParty('OAS'),
    aSubject('pledge-ben', { party: 'BEN' }),
    usa,
    benin,
    {
      type: 'assessment',
      id: newId(),
      handling: OPEN,
      claim: usa.id,
      reliability: 'B',
      credibility: '2',
      ...by,
    },
    aRelation(usa.id, { relation: 'contradicts', from: benin.id, by: 'OAS', saidAt: by.saidAt }),
    {
      type: 'decision',
      id: newId(),
      handling: OPEN,
      kind: 'forces.pledge',
      subject: 'pledge-ben',
      claims: [benin.id],
      ...by,
    },
  ]
}

describeOnEngines('the API', (open, engine) => {
  let site: Site
  let app: Hono
  const lines: Record<string, unknown>[] = []
  const seeded = everyType()
  const [, , usa, benin, , , decision] = seeded

  beforeAll(async () => {
    const { db } = await open()
    const clock = fixedClock(NOW)
    const appender = await openRecord(db, clock)
    await appender.append(BY, seeded)
    await appender.append({ ...BY, actor: 'an approver' }, [anApproval(decision?.id ?? '')])
    await appender.append(
      BY,
      Array.from({ length: 25 }, (_, place) =>
        aSubject(`pledge-${String(place).padStart(2, '0')}`),
      ),
    )
    await appender.append(
      BY,
      Array.from({ length: 25 }, (_, place) =>
        aClaim({ subject: `pledge-${String(place).padStart(2, '0')}` }),
      ),
    )
    site = openSite({
      readers: openReaders(db),
      clock,
      appender,
      desks,
      auth: signedInAs(SIGNED_IN, { db, clock }),
      log: (level, event, fields) => lines.push({ level, event, ...fields }),
    })
    app = createApp(site)
  })

  const officeContext = async () => ({
    db: await site.readers.as(AN_OFFICER, MISSION, NOW),
    clock: site.clock,
    appender: site.appender,
    mission: MISSION,
    actor: AN_OFFICER,
  })
  const get = async (path: string, headers: Record<string, string> = {}) =>
    app.request(path, { headers })
  const getList = async (path: string) => listBody.parse(await (await get(path)).json())
  const send = async (method: 'PUT' | 'POST', path: string, body: unknown) =>
    app.request(path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
    })
  const put = async (draft: Draft) => send('PUT', `${API}/entries/${draft.id}`, draft)
  const refusalOf = async (answer: Response | Promise<Response>) => {
    const given = await answer
    return { status: given.status, ...errorBody.parse(await given.json()).error }
  }
  const countEntries = async () =>
    (await resolveAsking({ db: site.readers.portal, clock: site.clock }, MISSION, {})).recordAt.seq

  test('the same entry sent twice is recorded once, and another under its id is refused', async () => {
    const claim = aClaim({ subject: 'pledge-01', assertedBy: 'FRA', handling: RESTRICTED })
    const first = await put(claim)
    expect(first.status).toBe(201)
    const receipt = receiptBody.parse(await first.json())
    expect(receipt).toMatchObject({ id: claim.id, fresh: true })
    const again = await put(claim)
    expect(again.status).toBe(200)
    expect(receiptBody.parse(await again.json())).toEqual({ ...receipt, fresh: false })
    const other = await refusalOf(put({ ...claim, assertedBy: 'USA' }))
    expect(other).toMatchObject({ status: 409, code: 'register.id_taken' })
    expect(other.message).toContain(claim.id)
    const kept = await get(`${API}/entries/${claim.id}`)
    expect(receiptBody.parse(await kept.json())).toEqual({ ...receipt, fresh: false })
  })

  test.each(['public', 'partner'] as const)(
    'nobody records anything as "%s" at once: two people release it',
    async (release) => {
      const claim = aClaim({ handling: { ...RESTRICTED, release } })
      const before = await countEntries()
      for (const answer of [put(claim), send('POST', `${API}/entries`, [claim])]) {
        expect(await refusalOf(answer)).toMatchObject({ status: 403, code: 'access.needs_release' })
      }
      expect(await countEntries()).toBe(before)
    },
  )

  test('how far an entry may go is asked for and never guessed', async () => {
    const { handling: _handling, ...unsaid } = aClaim()
    const refusal = await refusalOf(send('PUT', `${API}/entries/${unsaid.id}`, unsaid))
    expect(refusal).toMatchObject({ status: 400, code: 'input.invalid' })
    expect(refusal.faults?.map(({ field }) => field)).toEqual(['handling'])
  })

  test('a batch is recorded whole or not at all', async () => {
    const [subject, claim] = [
      aSubject('pledge-batch', { handling: RESTRICTED }),
      aClaim({ subject: 'pledge-batch', handling: RESTRICTED }),
    ]
    const before = await countEntries()
    const refused = await refusalOf(
      send('POST', `${API}/entries`, [
        subject,
        { ...claim, valid: '2024-13' },
        { ...claim, kind: 'x' },
      ]),
    )
    expect(refused).toMatchObject({ status: 400, code: 'input.invalid' })
    expect(refused.faults?.map(({ field }) => field)).toEqual(['1.valid', '2.kind'])
    const unknown = await refusalOf(
      send('POST', `${API}/entries`, [subject, { ...claim, assertedBy: 'NOBODY' }]),
    )
    expect(unknown).toMatchObject({ status: 400, code: 'register.party_unknown' })
    expect(await countEntries()).toBe(before)
    expect((await send('POST', `${API}/entries`, [subject, claim])).status).toBe(201)
    expect((await send('POST', `${API}/entries`, [claim])).status).toBe(200)
    expect(await countEntries()).toBe(before + 2)
  })

  test('a party and a subject that are sent again are recorded once', async () => {
    const batch = [aParty('UN-BINUH'), aSubject('pledge-again')].map((draft) => ({
      ...draft,
      handling: RESTRICTED,
    }))
    expect((await send('POST', `${API}/entries`, batch)).status).toBe(201)
    expect((await send('POST', `${API}/entries`, batch)).status).toBe(200)
    for (const entry of batch) expect((await put(entry)).status).toBe(200)
  })

  test('paging by cursor reaches everything once, whatever is appended meanwhile', async () => {
    const whole = await getList(`${API}/claims?${ASKING}&limit=200`)
    expect(whole.next).toBeNull()
    const meanwhile = aClaim({ subject: 'pledge-03', assertedBy: 'CAN', handling: RESTRICTED })
    const ids: unknown[] = []
    let address: string | null = `${API}/claims?${ASKING}&limit=7`
    for (let pages = 0; address !== null && pages < 50; pages += 1) {
      const answer = await get(address)
      ids.push(...listBody.parse(await answer.clone().json()).items.map(({ id }) => id))
      address = /^<([^>]+)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1] ?? null
      if (pages === 1) await put(meanwhile)
    }
    expect((await put(meanwhile)).status).toBe(200)
    expect(ids).toEqual(whole.items.map(({ id }) => id))
    expect(new Set(ids).size).toBe(ids.length)
  })

  test.each([
    'subjects',
    'parties',
    'documents',
    'contested',
    'search?q=pledge',
    'subjects/pledge-ben/history',
    'diff?beforeKnownAt=2024-01-01',
  ])('every page of %s holds what the pages before it did not', async (list) => {
    const joined = `${API}/${list}${list.includes('?') ? '&' : '?'}${ASKING}`
    const whole = await getList(`${joined}&limit=200`)
    const items: unknown[] = []
    let after = ''
    do {
      const page = await getList(`${joined}&limit=2${after}`)
      expect(page.items.length).toBeLessThanOrEqual(2)
      items.push(...page.items)
      after = page.next === null ? '' : `&after=${encodeURIComponent(page.next)}`
    } while (after !== '' && items.length <= whole.items.length)
    expect(items).toEqual(whole.items)
  })

  test('every answer fits the schema that describes it', async () => {
    const examples: Record<string, string> = {
      '{mission}': MISSION,
      '{id}': usa?.id ?? '',
      '{subject}': 'pledge-ben',
      '/search': '/search?q=benin',
      '/diff': '/diff?beforeKnownAt=2024-02-01',
    }
    const asked = endpointsOf(desks).filter(
      ({ method, path }) => method === 'get' && !path.endsWith('/documents/{id}'),
    )
    for (const { path, replies } of asked) {
      const address = path.replaceAll(/\{\w+\}|\/(search|diff)$/g, (part) => examples[part] ?? part)
      const answer = await get(`/api/v1${address}`)
      expect([path, answer.status]).toEqual([path, 200])
      const fits = replies[200]?.schema.safeParse(await answer.json())
      expect([path, fits?.error?.issues]).toEqual([path, undefined])
      expect(fits?.success).toBe(true)
    }
    expect(asked.length).toBeGreaterThan(15)
  })

  test('an account is answered in the bytes that the command line prints', async () => {
    for (const desk of desks) {
      for (const account of desk.accounts) {
        const answer = await get(`${API}/accounts/${desk.name}/${account.name}?${ASKING}`)
        const at = await resolveAsking({ db: site.readers.portal, clock: site.clock }, MISSION, {
          validOn: '2024-03-08',
          knownAt: '2024-03-08',
        })
        expect(await answer.text()).toBe(accountBytes(await account.run(await officeContext(), at)))
      }
    }
  })

  test('a pinned question is answered in the same bytes, whatever is recorded later', async () => {
    const pinned = `${ASKING}&recordAt=${await countEntries()}`
    const paths = [
      'accounts/forces/pledges',
      'claims',
      'contested',
      'subjects',
      'documents',
      'diff',
    ]
    const askAll = async () =>
      Promise.all(
        paths.map(async (path) => {
          const before = path === 'diff' ? '&beforeKnownAt=2024-02-01' : ''
          return (await get(`${API}/${path}?${pinned}${before}`)).text()
        }),
      )
    const answers = await askAll()
    const later = Array.from({ length: 10 }, (_, place) => [
      aSubject(`pledge-later-${place}`),
      aClaim({ subject: `pledge-later-${place}` }),
      aClaim({ subject: 'pledge-ben', assertedBy: 'BEN', saidAt: `2024-02-1${place}T12:00:00Z` }),
    ])
    const drafts = later.flat().map((draft) => ({ ...draft, handling: RESTRICTED }))
    expect((await send('POST', `${API}/entries`, drafts)).status).toBe(201)
    expect(await askAll()).toEqual(answers)
    const latest = await getList(`${API}/claims?${ASKING}&limit=200`)
    expect(latest.items.map(({ subject }) => subject)).toContain('pledge-later-0')
  })

  test('what had not yet been said is not answered', async () => {
    const path = `${API}/accounts/forces/pledges?validOn=2024-03-08`
    const later = await (await get(`${path}&knownAt=2024-03-08`)).text()
    const earlier = await (await get(`${path}&knownAt=2024-02-27`)).text()
    expect(later).toContain(benin?.id)
    expect(earlier).not.toContain(benin?.id)
    expect(earlier).toContain(usa?.id)
  })

  test('a subject shows its rivals, the figure and the decision', async () => {
    const answer = await (await get(`${API}/subjects/pledge-ben?${ASKING}`)).json()
    expect(answer).toMatchObject({
      subject: { subject: 'pledge-ben', party: 'BEN' },
      kinds: [
        {
          kind: 'forces.pledge',
          contested: true,
          figures: [{ low: 1500, high: 1500, disputed: true }],
          decision: { claims: [benin?.id] },
          claims: [{ id: usa?.id }, { id: benin?.id }],
        },
      ],
    })
  })

  test('a list comes as CSV that no spreadsheet runs', async () => {
    const asked = `${API}/claims?${ASKING}&subject=pledge-ben`
    const byHeader = await get(asked, { accept: 'text/csv' })
    expect(byHeader.headers.get('content-type')).toMatch(/^text\/csv; charset=utf-8/)
    expect(byHeader.headers.get('rollcall-valid-on')).toBe('2024-03-08')
    const csv = await byHeader.text()
    expect(csv).toBe(await (await get(`${asked}&format=csv`)).text())
    const [heading, ...rows] = csv.trimEnd().split('\r\n')
    expect(heading).toMatch(/^id,kind,subject,value,modality,valid,saidAt,assertedBy,/)
    expect(rows).toHaveLength(2)
    expect(csv).toContain(`"'=1+1 is no formula, and neither is ""<script>alert(1)</script>"""`)
  })

  test('an account comes as CSV, a column for every part of its figures', async () => {
    const csv = await (await get(`${API}/accounts/forces/pledges?${ASKING}&format=csv`)).text()
    expect(csv).toMatch(/^subject,party,figure\.low,figure\.high,figure\.unit,/)
    expect(csv).toMatch(/\r\npledge-ben,BEN,1500,1500,person,true,0,/)
  })

  test.each([
    ['validOn=8 March 2024', 400, 'ask.valid_on', '8 March 2024'],
    ['validOn=2024-02-30', 400, 'ask.valid_on', '2024-02-30'],
    ['knownAt=yesterday', 400, 'ask.instant', 'yesterday'],
    ['recordAt=99999', 404, 'ask.record_at', '99999'],
    ['limit=201', 400, 'input.invalid', '200'],
    ['limit=x', 400, 'input.invalid', 'limit'],
    ['after=x', 400, 'api.cursor', '"x"'],
    ['after=9999999999', 400, 'api.cursor', '9999999999'],
    ['format=xml', 400, 'input.invalid', 'xml'],
    ['validon=2024-03-08', 400, 'input.invalid', '"validon"'],
    ['document=1', 400, 'input.invalid', '"1"'],
    ["subject=' OR 1=1; --", 400, 'input.invalid', 'OR 1=1'],
    ['kind=%00', 400, 'http.address', '%00'],
  ])('the question ?%s is refused in a sentence', async (query, status, code, word) => {
    const refusal = await refusalOf(get(`${API}/claims?${query}`))
    expect(refusal).toMatchObject({ status, code })
    expect(refusal.message).toContain(word)
    expect(refusal.message).toMatch(/[.]$/)
  })

  test.each([
    ['/api/v1/missions/nowhere/claims', 'register.mission_unknown'],
    ['/api/v1/nothing', 'http.not_found'],
    [`${API}/claims/018e2f4e-0000-7000-8000-000000000001`, 'register.claim_unknown'],
    [`${API}/documents/018e2f4e-0000-7000-8000-000000000001`, 'register.document_unknown'],
    [`${API}/entries/018e2f4e-0000-7000-8000-000000000001`, 'api.entry_unknown'],
    [`${API}/subjects/nothing`, 'register.subject_unknown'],
    [`${API}/subjects/nothing/history`, 'register.subject_unknown'],
  ])('%s is not found, and says so', async (path, code) => {
    expect(await refusalOf(get(path))).toMatchObject({ status: 404, code })
  })

  test.each([
    ['a wrong date', { valid: '2024-02-30' }, 'valid', '2024-02-30'],
    [
      'an end before its start',
      { valid: '2024-03-08/2024-03-01' },
      'valid',
      '2024-03-08/2024-03-01',
    ],
    ['a party that cannot be', { assertedBy: 'nobody' }, 'assertedBy', 'nobody'],
    ['a kind nobody declares', { kind: 'forces.dream' }, 'kind', 'forces.dream'],
    [
      'SQL for a subject',
      { subject: "x'; DROP TABLE register.entry; --" },
      'subject',
      'DROP TABLE',
    ],
    [
      'an amount whose bounds are crossed',
      {
        value: {
          personnel: { low: 2, high: 1, unit: 'person' },
          component: 'military',
          stage: 'pledge',
        },
      },
      'value.personnel',
      'upper bound',
    ],
  ])('%s is refused at its field and nothing is recorded', async (_, fields, field, word) => {
    const claim = aClaim()
    const before = await countEntries()
    const refusal = await refusalOf(
      send('PUT', `${API}/entries/${claim.id}`, { ...claim, ...fields }),
    )
    expect(refusal).toMatchObject({ status: 400, code: 'input.invalid' })
    expect(refusal.faults?.map((fault) => fault.field)).toContain(field)
    expect(refusal.message).toContain(word)
    expect(await countEntries()).toBe(before)
  })

  test('a party that nobody put on record is refused by name', async () => {
    const refusal = await refusalOf(put(aClaim({ assertedBy: 'UN-XYZ', handling: RESTRICTED })))
    expect(refusal).toMatchObject({ status: 400, code: 'register.party_unknown' })
    expect(refusal.message).toContain('UN-XYZ')
  })

  test('SQL and scripts in a text rest on record as what they are', async () => {
    const note = `'); DELETE FROM register.entry; -- <script>alert("1")</script>`
    const claim = aClaim({ subject: 'pledge-02', assertedBy: 'DEU', note, handling: RESTRICTED })
    expect((await put(claim)).status).toBe(201)
    const answer = await get(`${API}/claims/${claim.id}`)
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await answer.json()).toMatchObject({ claim: { note } })
  })

  test.each([
    ['what is no JSON', '{"type":', 'api.json'],
    ['bytes that are no UTF-8', new Uint8Array([0x7b, 0xff, 0x7d]), 'api.utf8'],
    ['a list', [], 'input.invalid'],
    [
      'a text with half a character',
      String.raw`{"type":"party","id":"@","handling":{"release":"restricted","compartment":null,"embargo":null},"code":"ZZZ","sort":"state","name":"\ud800","aliases":[],"of":null}`,
      'json.value',
    ],
  ])('%s is no entry', async (_, body, code) => {
    const id = newId()
    const sent = typeof body === 'string' ? body.replace('@', id) : body
    const refusal = await refusalOf(send('PUT', `${API}/entries/${id}`, sent))
    expect(refusal).toMatchObject({ status: 400, code })
  })

  test('a zero byte in a text is refused or kept, and never breaks anything', async () => {
    const claim = aClaim({
      subject: 'pledge-04',
      assertedBy: 'DEU',
      note: 'a\u0000b',
      handling: RESTRICTED,
    })
    expect([201, 400]).toContain((await put(claim)).status)
    const subject = aSubject('pledge-zero', { title: 'a\u0000b', handling: RESTRICTED })
    expect([201, 400]).toContain((await put(subject)).status)
  })

  test('the body must be declared as JSON, so that no form of another site can write', async () => {
    const answer = app.request(`${API}/entries/${newId()}`, {
      method: 'PUT',
      headers: { 'content-type': 'text/plain' },
      body: '{}',
    })
    expect(await refusalOf(answer)).toMatchObject({ status: 400, code: 'api.media_type' })
  })

  test('the id in the address is the id in the body', async () => {
    const claim = aClaim({ handling: RESTRICTED })
    const refusal = await refusalOf(send('PUT', `${API}/entries/${newId()}`, claim))
    expect(refusal).toMatchObject({ status: 400, code: 'api.id' })
    const wrong = await refusalOf(send('PUT', `${API}/entries/1`, aClaim()))
    expect(wrong.message).toContain('UUIDv7')
  })

  test('a body of more than a megabyte is refused before it is read', async () => {
    const claim = aClaim({ note: 'x'.repeat(1024 * 1024), handling: RESTRICTED })
    const refusal = await refusalOf(put(claim))
    expect(refusal).toMatchObject({ status: 413, code: 'http.body_too_large' })
    expect(refusal.message).toContain('1 MB')
  })

  const formOf = (
    file: Uint8Array<ArrayBuffer> | string,
    fields: Record<string, string>,
    name = 'release.txt',
  ) => {
    const form = new FormData()
    form.set('file', new File([file], name))
    for (const [field, value] of Object.entries(fields)) form.set(field, value)
    return form
  }
  const known = {
    title: 'A release',
    publisher: 'Ministry',
    published: '2024-02-28',
    language: 'en',
  }
  const takeIn = async (form: FormData) =>
    app.request(`${API}/documents`, { method: 'POST', body: form })

  test('a document is taken in with its hashes and is listed by its date', async () => {
    const answer = await takeIn(formOf(`Benin sends 1,500 (${engine}).`, known))
    expect(answer.status).toBe(201)
    const receipt = receiptBody
      .extend({ sha256: z.string().length(64), textSha256: z.string().length(64) })
      .parse(await answer.json())
    const one = await get(`${API}/documents/${receipt.id}`)
    expect(await one.json()).toMatchObject({
      document: { ...known, isHeld: true, sha256: receipt.sha256, mediaType: 'text/plain' },
    })
    const again = await refusalOf(takeIn(formOf(`Benin sends 1,500 (${engine}).`, known)))
    expect(again).toMatchObject({ status: 409, code: 'documents.known' })
    expect(again.message).toContain(receipt.id)
    const notYet = await getList(`${API}/documents?knownAt=2024-02-27`)
    expect(notYet.items.map(({ id }) => id)).not.toContain(receipt.id)
    const found = await getList(`${API}/search?q=benin+sends`)
    expect(found.items.map(({ id }) => id)).toContain(receipt.id)
  })

  test('a document sent again under its id is taken in once', async () => {
    const form = formOf(`Sent twice (${engine}).`, { ...known, id: newId() })
    expect((await takeIn(form)).status).toBe(201)
    expect((await takeIn(form)).status).toBe(200)
  })

  test('what a document does not say is asked for and never guessed', async () => {
    const { published: _published, ...undated } = known
    const page =
      '<html lang="en"><head><meta name="date" content="2024-02-28"></head><p>Some text.</p></html>'
    const before = await countEntries()
    const refusal = await refusalOf(takeIn(formOf(page, undated, 'page.html')))
    expect(refusal).toMatchObject({ status: 400, code: 'input.invalid' })
    expect(refusal.faults?.map(({ field }) => field)).toEqual(['published'])
    expect(refusal.message).toContain('2024-02-28')
    expect(await countEntries()).toBe(before)
  })

  test.each([
    [
      'bytes that are no UTF-8',
      formOf(new Uint8Array([0x41, 0xff]), known),
      'documents.not-utf8',
      400,
    ],
    ['an empty file', formOf('', known), 'documents.empty', 400],
    [
      'a wrong date',
      formOf('Some text.', { ...known, published: '28/02/2024' }),
      'input.invalid',
      400,
    ],
    [
      'a field that is none',
      formOf('Some text.', { ...known, date: '2024' }),
      'input.invalid',
      400,
    ],
    ['a picture', formOf('Some text.', known, 'a.png'), 'documents.media-type', 400],
    ['eleven megabytes', formOf('x'.repeat(11 * 1024 * 1024), known), 'documents.too-large', 400],
    ['thirteen megabytes', formOf('x'.repeat(13 * 1024 * 1024), known), 'http.body_too_large', 413],
  ])('%s is not taken in', async (_, form, code, status) => {
    expect(await refusalOf(takeIn(form))).toMatchObject({ status, code })
  })

  test('the log holds routes and not what was asked', async () => {
    lines.length = 0
    await get(`${API}/search?q=somebody`)
    expect(lines).toEqual([
      {
        level: 'info',
        event: 'http.request',
        requestId: expect.any(String),
        method: 'GET',
        route: '/api/v1/missions/:mission/search',
        status: 200,
        durationMs: expect.any(Number),
      },
    ])
  })
})
