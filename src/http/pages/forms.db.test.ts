import type { Hono } from 'hono'
import { parseHTML } from 'linkedom'
import { beforeAll, beforeEach, expect, test } from 'vitest'

import { desks } from '#desks'
import { canonicalText, cite, sha256 } from '#documents'
import { newId } from '#kit'
import { fixedClock } from '#platform'
import type { Appender, DocumentDraft } from '#register'
import { resolveAsking, openReaders } from '#register'

import { describeOnEngines } from '../../../test/database.ts'
import {
  MISSION,
  OPEN,
  RESTRICTED,
  aClaim,
  anApproval,
  aParty,
  aRelease,
  aSubject,
  openRecord,
} from '../../../test/drafts.ts'
import { SIGNED_IN, signedInAs } from '../../../test/people.ts'
import { createApp } from '../app.ts'
import { openSite } from '../open-site.ts'
import type { Site } from '../site.ts'

const BY = { mission: MISSION, actor: 'a test' }
const TEXT = canonicalText('Benin has pledged 1,500 uniformed personnel.\n\nMore may follow.\n')
const CLOSED = canonicalText('A closed text says that 40 people moved.\n')

const held: DocumentDraft = {
  type: 'document',
  handling: OPEN,
  id: newId(),
  title: 'Five States notify',
  publisher: 'A newspaper',
  address: null,
  published: '2024-02',
  language: 'en',
  mediaType: 'text/plain',
  sha256: sha256(new TextEncoder().encode(TEXT)),
  bytes: new TextEncoder().encode(TEXT),
  text: { extractor: 'text/1', content: TEXT },
  textSha256: sha256(TEXT),
}
const closed: DocumentDraft = {
  ...held,
  id: newId(),
  title: 'A closed article',
  sha256: null,
  bytes: null,
  text: null,
  textSha256: sha256(CLOSED),
}

/** A form as a browser would send it: the fields of the page, with what the officer wrote. */
type Fields = Readonly<Record<string, string>>

interface Control {
  getAttribute(name: string): string | null
  readonly textContent: string
}

/** The values a page's form holds. */
function fieldsOf(html: string): Fields {
  const { document } = parseHTML(html)
  const all = (selector: string): Control[] => [...document.querySelectorAll(selector)]
  const pairs = [
    ...all('.entry-form input:not([type=radio]):not([type=checkbox])').map((input) => [
      input.getAttribute('name') ?? '',
      input.getAttribute('value') ?? '',
    ]),
    ...all('.entry-form input[checked]').map((input) => [
      input.getAttribute('name') ?? '',
      input.getAttribute('value') ?? '',
    ]),
    ...all('.entry-form textarea').map((area) => [
      area.getAttribute('name') ?? '',
      area.textContent,
    ]),
    ...all('.entry-form option[selected]').map((option) => [
      document
        .querySelector(
          `select:has(option[value="${option.getAttribute('value') ?? ''}"][selected])`,
        )
        ?.getAttribute('name') ?? '',
      option.getAttribute('value') ?? '',
    ]),
  ]
  return Object.fromEntries(pairs)
}

/** The lines of the error summary: the field each leads to, and its sentence. */
function problemsIn(html: string): ReadonlyMap<string, string> {
  const { document } = parseHTML(html)
  const links: Control[] = [...document.querySelectorAll('.problems a')]
  for (const link of links) {
    const target = document.querySelector(`[id="${link.getAttribute('href')?.slice(1) ?? ''}"]`)
    expect(target, `${link.getAttribute('href')} leads to a field`).not.toBeNull()
  }
  return new Map(
    links.map((link) => [(link.getAttribute('href') ?? '').replace('#f-', ''), link.textContent]),
  )
}

describeOnEngines('the forms', (open) => {
  let app: Hono
  let site: Site
  let appender: Appender
  let claim = aClaim()
  /** Each test has a claim of its own, said a minute later than the one before it. */
  let told = 0

  beforeAll(async () => {
    const { db } = await open()
    const clock = fixedClock('2126-11-21T08:00:00.000Z')
    appender = await openRecord(db, clock)
    await appender.append(BY, [aParty('OAS'), aSubject('pledge-ben'), held, closed])
    site = openSite({
      readers: openReaders(db),
      clock,
      appender,
      desks,
      auth: signedInAs(SIGNED_IN, { db, clock }),
      log: () => {},
    })
    app = createApp(site)
  })

  beforeEach(async () => {
    told += 1
    claim = aClaim({
      handling: RESTRICTED,
      assertedBy: 'OAS',
      saidAt: `2024-03-01T12:${String(told).padStart(2, '0')}:00Z`,
    })
    await appender.append(BY, [claim])
  })

  /** What somebody else than the officer says of a proposal. */
  const approve = async (proposal: string) =>
    appender.append({ ...BY, actor: 'an approver' }, [anApproval(proposal)])
  const count = async () =>
    (await resolveAsking({ db: site.readers.portal, clock: site.clock }, MISSION, {})).recordAt.seq
  const get = async (path: string) => {
    const answer = await app.request(`/office/${MISSION}/${path}`)
    return { status: answer.status, body: await answer.text(), headers: answer.headers }
  }
  const post = async (path: string, body: URLSearchParams | FormData) => {
    const answer = await app.request(`/office/${MISSION}/${path}`, {
      method: 'POST',
      headers: { origin: 'http://localhost', host: 'localhost' },
      body,
    })
    const location = answer.headers.get('location')
    return { status: answer.status, body: await answer.text(), location }
  }
  const send = async (path: string, fields: Fields) => post(path, new URLSearchParams(fields))
  const filled = async (path: string) => fieldsOf((await get(path)).body)

  const PLEDGE = {
    subject: 'pledge-ben',
    'value.personnel': 'more than 1,000',
    'value.component': 'military',
    'value.stage': 'pledge',
    modality: 'affirmed',
    assertedBy: 'KEN',
    authority: 'official-statement',
    valid: '2024-03-08/..',
    said: '2024-03-08',
  }

  test('a form is never kept by a cache', async () => {
    const { headers } = await get('record/forces.pledge')
    expect(headers.get('cache-control')).toBe('private, no-store')
  })

  test('a claim is put on record and its page is shown (POST, redirect, GET)', async () => {
    const fields: Fields = { ...(await filled('record/forces.pledge')), ...PLEDGE }
    const sent = await send('record/forces.pledge', fields)
    expect(sent.status).toBe(303)
    expect(sent.location).toBe(`/office/${MISSION}/claims/${fields['id'] ?? ''}?recorded=1`)
    const page = await get(`claims/${fields['id'] ?? ''}?recorded=1`)
    expect(page.body).toContain('at least 1,000 people')
    expect(page.body).toContain('<output class="done">')
    expect(page.body).toContain('<time datetime="2024-03-08">')
  })

  test('a form that is sent twice is recorded once, its new subject too', async () => {
    const title = `Personnel promised by Testland ${newId()}`
    const fields: Fields = {
      ...(await filled('record/forces.pledge')),
      ...PLEDGE,
      subject: '',
      newSubject: title,
    }
    const before = await count()
    const [first, second] = [
      await send('record/forces.pledge', fields),
      await send('record/forces.pledge', fields),
    ]
    expect([first.status, second.status]).toEqual([303, 303])
    expect(second.location).toBe(first.location)
    expect(await count()).toBe(before + 2)
  })

  test('an id that is on record with other content is refused, not overwritten', async () => {
    const fields: Fields = { ...(await filled('record/forces.pledge')), ...PLEDGE }
    await send('record/forces.pledge', fields)
    const other = await send('record/forces.pledge', { ...fields, 'value.personnel': '7' })
    expect(other.status).toBe(409)
    expect(other.body).toContain('class="problems"')
  })

  test('what is wrong stands in a summary and at its field, and every value is kept', async () => {
    const before = await count()
    const sent = await send('record/forces.pledge', {
      ...(await filled('record/forces.pledge')),
      ...PLEDGE,
      'value.personnel': 'lots <script>',
      valid: '2024-13-40',
      assertedBy: 'nobody at all',
      authority: '',
      note: 'kept <b>as typed</b>',
    })
    expect(sent.status).toBe(400)
    const problems = problemsIn(sent.body)
    expect([...problems.keys()].toSorted()).toEqual([
      'assertedBy',
      'authority',
      'valid',
      'value.personnel',
    ])
    expect(problems.get('value.personnel')).toContain('“lots <script>” is not an amount')
    expect(sent.body).toContain('aria-invalid="true" class="medium" value="lots &lt;script&gt;"')
    expect(sent.body).toContain('kept &lt;b&gt;as typed&lt;/b&gt;')
    expect(sent.body).not.toContain('<script')
    expect(fieldsOf(sent.body)['modality']).toBe('affirmed')
    expect(await count()).toBe(before)
  })

  test('an empty form asks for everything that is needed, each at a field that is there', async () => {
    for (const kind of site.kinds.keys()) {
      const path = `record/${kind}`
      const sent = await send(path, await filled(path))
      const asksEnough = problemsIn(sent.body).size > 4
      expect({ kind, status: sent.status, asksEnough }).toEqual({
        kind,
        status: 400,
        asksEnough: true,
      })
    }
  })

  test('a party that nobody has put on record is named at the field in which it stands', async () => {
    const fields: Fields = {
      ...(await filled('record/forces.pledge')),
      ...PLEDGE,
      reportedBy: 'XQZ',
    }
    const sent = await send('record/forces.pledge', fields)
    expect(sent.status).toBe(400)
    expect(problemsIn(sent.body).get('reportedBy')).toContain('No party has the code "XQZ"')
  })

  test('a State may be named in full', async () => {
    const fields: Fields = {
      ...(await filled('record/forces.pledge')),
      ...PLEDGE,
      assertedBy: 'benin',
    }
    await send('record/forces.pledge', fields)
    expect((await get(`claims/${fields['id'] ?? ''}`)).body).toContain('>Benin</span> says')
  })

  test('without a document it is asked when it was said, unless the mission itself says it', async () => {
    const asked: Fields = { ...(await filled('record/forces.pledge')), ...PLEDGE, said: '' }
    const sent = await send('record/forces.pledge', asked)
    expect(problemsIn(sent.body).get('said')).toContain('When was it said?')
    const own = await send('record/forces.pledge', { ...asked, authority: 'mission-record' })
    expect(own.status).toBe(303)
    const future = await send('record/forces.pledge', { ...asked, said: '2999' })
    expect(problemsIn(future.body).get('said')).toContain('future')
  })

  test('a claim from a document is said on the latest day of its date', async () => {
    const page = await get(`record/forces.pledge?document=${held.id}`)
    expect(page.body).toContain('Leave empty for the document’s date, 29 February 2024.')
    const fields: Fields = { ...fieldsOf(page.body), ...PLEDGE, said: '' }
    expect((await send('record/forces.pledge', fields)).status).toBe(303)
    const claimed = await get(`claims/${fields['id'] ?? ''}`)
    expect(claimed.body).toContain('<time datetime="2024-02-29">')
  })

  test('a passage is cited word for word or refused with where it differs', async () => {
    const path = `record/forces.pledge?document=${held.id}`
    const quoted: Fields = {
      ...(await filled(path)),
      ...PLEDGE,
      'value.personnel': '1,500',
      quote: 'Benin has pledged 1,600 uniformed personnel',
    }
    const wrong = await send('record/forces.pledge', quoted)
    expect(wrong.status).toBe(400)
    expect(problemsIn(wrong.body).get('quote')).toMatch(/1,600.*1,500|1,500.*1,600/s)
    const right: Fields = { ...quoted, quote: 'Benin has pledged 1,500 uniformed personnel' }
    expect((await send('record/forces.pledge', right)).status).toBe(303)
    const document = await get(`documents/${held.id}`)
    expect(document.body).toContain(`<mark id="p-${right['id'] ?? ''}">`)
    const unheld = await send('record/forces.pledge', {
      ...right,
      id: newId(),
      document: closed.id,
    })
    expect(problemsIn(unheld.body).get('quote')).toContain('does not hold the text')
  })

  test('a correction and the corrected claim go on record together or not at all', async () => {
    const path = `claims/${claim.id}/correct`
    const fields = await filled(path)
    expect(fields['value.personnel']).toBe('2000')
    const changed: Fields = { ...fields, 'value.component': 'military', 'value.stage': 'pledge' }
    const corrected: Fields = {
      ...changed,
      authority: 'official-statement',
      'value.personnel': '1,200',
      whose: 'record',
      reason: 'Typed in wrongly.',
    }
    const before = await count()
    const without = await send(path, { ...corrected, by: '' })
    expect([...problemsIn(without.body).keys()]).toEqual(['by'])
    const unknown = await send(path, { ...corrected, by: 'XQZ' })
    expect(unknown.status).toBe(400)
    expect(await count()).toBe(before)
    expect((await get(`claims/${fields['id'] ?? ''}`)).status).toBe(404)
    expect((await send(path, { ...corrected, by: 'OAS' })).status).toBe(303)
    expect(await count()).toBe(before + 2)
    expect((await get(`claims/${claim.id}`)).body).toContain('class="st corrected"')
    const twice = await send(path, { ...corrected, by: 'OAS' })
    expect(twice.status).toBe(303)
    expect(await count()).toBe(before + 2)
  })

  test('a correction keeps the citation of a passage whose words may not be held', async () => {
    const cited = { ...cite(CLOSED, { quote: '40 people moved' }), quote: null }
    const old = aClaim({
      handling: RESTRICTED,
      assertedBy: 'OAS',
      document: closed.id,
      citations: [cited],
    })
    await appender.append(BY, [old])
    const path = `claims/${old.id}/correct`
    const fields = await filled(path)
    const sent = await send(path, {
      ...fields,
      'value.component': 'police',
      'value.stage': 'pledge',
      authority: 'official-statement',
      document: closed.id,
      whose: 'record',
      by: 'OAS',
      reason: 'Police, not military.',
    })
    expect(sent.status).toBe(303)
    const lit = new FormData()
    lit.set('file', new File([CLOSED], 'closed.txt', { type: 'text/plain' }))
    const brought = await post(`documents/${closed.id}/bring`, lit)
    expect(brought.body).toContain(`<mark id="p-${fields['id'] ?? ''}">`)
  })

  test('only its source takes a claim back, and it stays readable', async () => {
    const path = `claims/${claim.id}/withdraw`
    const fields: Fields = { ...(await filled(path)), whose: 'source', reason: 'It said so.' }
    const undated = await send(path, { ...fields, said: '' })
    expect([...problemsIn(undated.body).keys()]).toEqual(['said'])
    expect((await send(path, { ...fields, said: '2024-05-01' })).status).toBe(303)
    expect((await get(`claims/${claim.id}`)).body).toContain('class="st withdrawn"')
    const before = await get(`claims/${claim.id}?validOn=2024-04-01&knownAt=2024-04-01`)
    expect(before.body).not.toContain('class="st withdrawn"')
  })

  test('what takes back what everybody sees counts for nobody until two people release it', async () => {
    const open = aClaim({ assertedBy: 'OAS', saidAt: '2024-03-02T12:00:00Z' })
    await appender.append(BY, [open])
    const path = `claims/${open.id}/withdraw`
    const fields: Fields = {
      ...(await filled(path)),
      whose: 'source',
      reason: 'It said so.',
      said: '2024-05-01',
    }
    expect((await send(path, fields)).status).toBe(303)
    expect((await get(`claims/${open.id}`)).body).not.toContain('class="st withdrawn"')
    const release = aRelease([fields['id'] ?? ''])
    await appender.append({ ...BY, actor: 'another officer' }, [release])
    await approve(release.id)
    expect((await get(`claims/${open.id}`)).body).toContain('class="st withdrawn"')
  })

  test('nothing goes on record as public by a form, whatever it was made to send', async () => {
    const fields: Fields = {
      ...(await filled('record/forces.pledge')),
      ...PLEDGE,
      release: 'public',
    }
    const before = await count()
    const sent = await send('record/forces.pledge', fields)
    expect(sent.status).toBe(403)
    expect([...problemsIn(sent.body).keys()]).toHaveLength(1)
    expect(sent.body).toContain('propose its release')
    expect(await count()).toBe(before)
  })

  test('two claims are related by the address of the other', async () => {
    const other = aClaim({ assertedBy: 'FRA' })
    await appender.append(BY, [other])
    const path = `claims/${claim.id}/relate`
    const fields: Fields = {
      ...(await filled(path)),
      relation: 'corroborates',
      by: 'OAS',
      reason: 'Alike.',
    }
    const wrong = await send(path, { ...fields, other: 'that one' })
    expect([...problemsIn(wrong.body).keys()]).toEqual(['other'])
    const address = `http://127.0.0.1:8080/office/${MISSION}/claims/${other.id}?lang=fr`
    expect((await send(path, { ...fields, other: address })).status).toBe(303)
    expect((await get(`claims/${other.id}`)).body).toContain('<b>corroborates</b>')
  })

  test('a grade judges source and information apart', async () => {
    const path = `claims/${claim.id}/grade`
    const fields: Fields = { ...(await filled(path)), by: 'OAS', reason: 'Often right.' }
    const half = await send(path, { ...fields, reliability: 'B' })
    expect([...problemsIn(half.body).keys()]).toEqual(['credibility'])
    expect((await send(path, { ...fields, reliability: 'B', credibility: '6' })).status).toBe(303)
    expect((await get(`claims/${claim.id}`)).body).toMatch(/class="grade"[^>]*>B6</)
  })

  test('a decision stands once somebody else approves it, until it is taken back', async () => {
    const path = 'subjects/pledge-ben/decide?kind=forces.pledge'
    const fields: Fields = { ...(await filled(path)), by: 'OAS', reason: 'The latest letter.' }
    expect([...problemsIn((await send(path, fields)).body).keys()]).toEqual(['claims'])
    expect((await send(path, { ...fields, claims: claim.id })).status).toBe(303)
    const asked = await get('subjects/pledge-ben')
    expect(asked.body).not.toContain('The latest letter.')
    await approve(fields['id'] ?? '')
    const subject = await get('subjects/pledge-ben')
    expect(subject.body).toContain('The latest letter.')
    const undo = `subjects/pledge-ben/undo/${fields['id'] ?? ''}`
    expect(subject.body).toContain(`/office/${MISSION}/${undo}`)
    const taken: Fields = { ...(await filled(undo)), by: 'OAS', reason: 'It was another mission.' }
    expect((await send(undo, taken)).status).toBe(303)
    expect((await get('subjects/pledge-ben')).body).not.toContain('The latest letter.')
  })

  test('subjects held to be the same are read together', async () => {
    const twin = aSubject(`twin-${newId()}`)
    const said = aClaim({ subject: twin.subject, assertedBy: 'CAN' })
    await appender.append(BY, [twin, said])
    const path = `subjects/${twin.subject}/same`
    const fields: Fields = { ...(await filled(path)), by: 'OAS', reason: 'One pledge.' }
    const wrong = await send(path, { ...fields, other: 'nobody' })
    expect([...problemsIn(wrong.body).keys()]).toEqual(['other'])
    expect((await send(path, { ...fields, other: 'pledge-ben' })).status).toBe(303)
    expect((await get('subjects/pledge-ben')).body).toContain(`/claims/${said.id}`)
  })

  test('a new subject and a new party can be claimed about at once', async () => {
    const code = `T-${newId().slice(-12).toUpperCase()}`
    const party: Fields = {
      ...(await filled('parties/new')),
      name: 'A new office',
      code,
      sort: 'office',
    }
    expect((await send('parties/new', party)).status).toBe(303)
    const title = `Its pledge ${code}`
    const subject: Fields = { ...(await filled('subjects/new')), title, party: code }
    const sent = await send('subjects/new', subject)
    expect(sent.location).toBe(`/office/${MISSION}/subjects/its-pledge-${code.toLowerCase()}`)
    const taken = await send('subjects/new', { ...subject, id: newId() })
    expect(taken.status).toBe(409)
    const wrong = await send('parties/new', { ...party, id: newId(), code: 'lower case' })
    expect([...problemsIn(wrong.body).keys()]).toEqual(['code'])
  })

  test('a document is asked for its date, shown what it says of itself, and recorded once', async () => {
    const html =
      '<html lang="en"><title>A page</title><meta name="date" content="2024-03-08"><p>Sixty people left.</p></html>'
    const form = (fields: Fields) => {
      const data = new FormData()
      for (const [name, value] of Object.entries(fields)) data.set(name, value)
      data.set('file', new File([html], 'page.html', { type: 'text/html' }))
      return data
    }
    const fields: Fields = { ...(await filled('intake')), publisher: 'A newspaper' }
    const before = await count()
    const asked = await post('intake', form(fields))
    expect(asked.status).toBe(400)
    expect(problemsIn(asked.body).get('published')).toContain('2024-03-08')
    expect(fieldsOf(asked.body)['published']).toBe('')
    expect(fieldsOf(asked.body)['title']).toBe('A page')
    expect(await count()).toBe(before)
    const whole: Fields = { ...fields, title: 'A page', language: 'en', published: '2024-03' }
    const taken = await post('intake', form(whole))
    expect(taken.location).toBe(`/office/${MISSION}/documents/${fields['id'] ?? ''}`)
    expect((await get(`documents/${fields['id'] ?? ''}`)).body).toContain('Sixty people left.')
    const again = await post('intake', form({ ...whole, id: newId() }))
    expect(again.location).toBe(taken.location)
    expect(await count()).toBe(before + 1)
  })

  test.each([
    ['nothing', null, 'No file was sent'],
    ['another sort of file', new File(['%PDF'], 'a.pdf', { type: 'application/pdf' }), 'a.pdf'],
    ['bytes that are no UTF-8', new File([new Uint8Array([0xff, 0xfe, 0x41])], 'a.txt'), 'UTF-8'],
    ['another text', new File(['Another text.'], 'a.txt'), sha256(CLOSED)],
  ])('a reader who brings %s is told what is wrong', async (_what, file, sentence) => {
    const data = new FormData()
    if (file !== null) data.set('file', file)
    const before = await count()
    const answer = await post(`documents/${closed.id}/bring`, data)
    expect(answer.status).toBe(400)
    expect(problemsIn(answer.body).get('file')).toContain(sentence)
    expect(await count()).toBe(before)
  })

  test('a form sent from another site is refused', async () => {
    const answer = await app.request(`/office/${MISSION}/subjects/new`, {
      method: 'POST',
      headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      body: new URLSearchParams({ title: 'Forged' }),
    })
    expect(answer.status).toBe(403)
  })
})
