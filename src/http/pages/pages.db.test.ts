import fs from 'node:fs'
import path from 'node:path'

import type { Hono } from 'hono'
import { beforeAll, describe, expect, test } from 'vitest'

import { desks } from '#desks'
import { canonicalText, cite, sha256 } from '#documents'
import { newId } from '#kit'
import { fixedClock, packageRoot } from '#platform'
import type { Appender, DocumentDraft, Draft } from '#register'
import { ensureMission, openReaders } from '#register'
import { makeWords, UI_MESSAGES, wordFaults } from '#ui'

import { describeOnEngines } from '../../../test/database.ts'
import {
  MISSION,
  aClaim,
  aParty,
  aRelation,
  aSubject,
  openRecord,
  OPEN,
} from '../../../test/drafts.ts'
import { SIGNED_IN, signedInAs } from '../../../test/people.ts'
import { unfootnotedNumbers } from '../../ui/unfootnoted-numbers.ts'
import { createApp } from '../app.ts'
import { NEEDS_MESSAGES } from '../needs/messages.ts'
import { openSite } from '../open-site.ts'
import { PAGE_MESSAGES } from './messages.ts'

const BY = { mission: MISSION, actor: 'a test' }
const AT = 'validOn=2024-03-08'
const TEXT = canonicalText(
  'Five States notify.\n\nBenin has pledged 1,500 uniformed personnel & <script>alert("cited")</script> more.\n',
)
const QUOTE = 'Benin has pledged 1,500 uniformed personnel & <script>alert("cited")</script> more'

function aDocument(fields: Partial<DocumentDraft> = {}): DocumentDraft {
  const bytes = new TextEncoder().encode(TEXT)
  return {
    type: 'document',
    handling: OPEN,
    id: newId(),
    title: 'Five States <b>notify</b>',
    publisher: 'A newspaper',
    address: 'https://example.org/five-states',
    published: '2024-02-29',
    language: 'en',
    mediaType: 'text/plain',
    sha256: sha256(bytes),
    bytes,
    text: { extractor: 'text/1', content: TEXT },
    textSha256: sha256(TEXT),
    ...fields,
  }
}

/** A referenced document of which the record knows the hash only. */
function aReference(): DocumentDraft {
  return aDocument({
    title: 'A closed article',
    sha256: null,
    bytes: null,
    text: null,
    textSha256: sha256('A closed text.\n'),
  })
}

const held = aDocument()
const reference = aReference()
const told = aClaim()
const notified = aClaim({
  assertedBy: 'BEN',
  saidAt: '2024-02-28T23:59:59Z',
  authority: 'formal-notification',
  document: held.id,
  value: {
    personnel: { low: 1500, high: 1500, unit: 'person' },
    component: 'uniformed',
    stage: 'notification',
  },
  citations: [cite(TEXT, { quote: QUOTE, locator: 'paragraph 2' })],
  note: '"><script>alert("note")</script>',
})
const withdrawn = aClaim({ assertedBy: 'OAS', saidAt: '2024-02-20T23:59:59Z' })

function seeded(): readonly Draft[] {
  const by = { by: 'OAS', saidAt: '2024-03-01T12:00:00Z', reason: 'Both are kept.' }
  return [
    aParty('OAS'),
    aSubject('pledge-ben', { party: 'BEN', title: 'Pledge of Benin <i>' }),
    held,
    reference,
    told,
    notified,
    withdrawn,
    aRelation(withdrawn.id, { by: 'OAS', saidAt: '2024-02-25T12:00:00Z' }),
    aRelation(told.id, { relation: 'contradicts', from: notified.id, ...by }),
    {
      type: 'assessment',
      id: newId(),
      handling: OPEN,
      claim: told.id,
      reliability: 'B',
      credibility: '2',
      ...by,
    },
  ]
}

const PAGES = [
  '',
  '/timeline',
  '/timeline?desk=forces',
  '/timeline?desk=forces&month=2024-02',
  '/contested',
  '/documents',
  `/documents/${held.id}`,
  `/documents/${reference.id}`,
  `/documents/${reference.id}/bring`,
  '/subjects',
  '/subjects/pledge-ben',
  `/claims/${notified.id}`,
  `/claims/${notified.id}/correct`,
  `/claims/${notified.id}/withdraw`,
  `/claims/${notified.id}/relate`,
  `/claims/${notified.id}/grade`,
  '/subjects/pledge-ben/decide?kind=forces.pledge',
  '/subjects/pledge-ben/same',
  '/subjects/new',
  '/parties/new',
  '/intake',
  '/search?q=benin',
  '/glossary',
  '/compare',
  '/compare?beforeOn=2024-01-01',
  '/record',
  '/record/forces.pledge',
  '/record/operations.moment',
  '/record/forces.standard',
  '/forces',
  '/forces/pledges',
  '/mandate/term',
]

describeOnEngines('the pages', (open) => {
  let app: Hono
  let appender: Appender

  beforeAll(async () => {
    const { db } = await open()
    const clock = fixedClock('2026-11-21T08:00:00.000Z')
    appender = await openRecord(db, clock)
    await appender.append(BY, seeded())
    app = createApp(
      openSite({
        readers: openReaders(db),
        clock,
        appender,
        desks,
        auth: signedInAs(SIGNED_IN, { db, clock }),
        log: () => {},
      }),
    )
  })

  const get = async (page: string, headers: Record<string, string> = {}) => {
    const address = `/office/${MISSION}${page}`
    const answer = await app.request(`${address}${page.includes('?') ? '&' : '?'}${AT}`, {
      headers,
    })
    return { status: answer.status, body: await answer.text() }
  }

  test.each(PAGES)('%s answers, and every number on it leads to a claim', async (page) => {
    const { status, body } = await get(page)
    expect(status).toBe(200)
    expect(unfootnotedNumbers(body)).toEqual([])
  })

  test.each(PAGES)(
    '%s speaks French, with no script and the asking kept in its links',
    async (page) => {
      const { status, body } = await get(page, { 'accept-language': 'fr' })
      expect(status).toBe(200)
      expect(body).toContain('<html lang="fr"')
      expect(body).not.toMatch(/<script/)
      for (const [, href] of body.matchAll(/<a (?!class="today")[^>]*?href="(\/office\/[^"#]*)/g)) {
        expect(href).toContain('validOn=')
      }
    },
  )

  test('the overview shows the cards of the desks, what was said last and what is disputed', async () => {
    const { body } = await get('')
    expect(body).toContain('<dl class="key">')
    expect(body).toContain('id="latest"')
    expect(body).toContain(`/claims/${notified.id}`)
    expect(body).toContain('subjects/pledge-ben?validOn=2024-03-08#k-forces-pledge')
  })

  test('a subject shows both rivals, the figure that stands and what became of every claim', async () => {
    const { body } = await get('/subjects/pledge-ben')
    expect(body).toContain('2,000 people')
    expect(body).toContain('1,500 people')
    expect(body).toMatch(/class="fig disputed"/)
    expect(body).toContain('class="withdrawn"')
    expect(body).toContain('class="grade"')
    expect(body).toContain('/decide?kind=forces.pledge')
  })

  test('what was not yet said is not on the subject, and its claim is not found', async () => {
    const early = `/office/${MISSION}/subjects/pledge-ben?${AT}&knownAt=2024-02-27`
    const subject = await (await app.request(early)).text()
    expect(subject).toContain('2,000 people')
    expect(subject).not.toContain('1,500 people')
    const claim = await app.request(`/office/${MISSION}/claims/${notified.id}?knownAt=2024-02-27`)
    expect(claim.status).toBe(404)
  })

  test('a claim says who says what, in which document, and keeps its three times apart', async () => {
    const { body } = await get(`/claims/${notified.id}`)
    expect(body).toMatch(/Benin<\/span> says in/)
    expect(body).toContain('<time datetime="2024-02-28">28 February 2024</time>')
    expect(body).toContain('from 26 February 2024 until further notice')
    expect(body).toContain('<blockquote class="recorded">Benin has pledged 1,500')
    expect(body).toContain(`#p-${notified.id}`)
  })

  test('a document lights up what is cited, and its markup is shown as text', async () => {
    const { body } = await get(`/documents/${held.id}`)
    expect(body).toContain(`<mark id="p-${notified.id}">`)
    expect(body).toContain('&lt;script&gt;alert(&quot;cited&quot;)&lt;/script&gt;')
    expect(body).not.toContain('<script')
    expect(body).not.toContain('<b>notify</b>')
  })

  test('the original of a held document is saved byte for byte and never opens as a page', async () => {
    const answer = await app.request(`/office/${MISSION}/documents/${held.id}/original`)
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(new Uint8Array(held.bytes ?? []))
    expect(answer.headers.get('content-disposition')).toContain('attachment')
    const none = await app.request(`/office/${MISSION}/documents/${reference.id}/original`)
    expect(none.status).toBe(404)
  })

  test('a document whose text is not held says so and lets a reader bring a copy', async () => {
    const { body } = await get(`/documents/${reference.id}`)
    expect(body).toContain(`/documents/${reference.id}/bring`)
    expect(body).toContain(reference.textSha256)
  })

  test.each([
    '/nowhere',
    '/forces/nowhere',
    '/subjects/nobody',
    `/claims/${newId()}`,
    '/claims/not-an-id',
    `/documents/${newId()}`,
    '/record/forces.nothing',
    '/subjects/pledge-ben/decide?kind=forces.strength',
    `/subjects/pledge-ben/undo/${newId()}`,
  ])('%s is not found and says so on a page', async (page) => {
    const { status, body } = await get(page)
    expect(status).toBe(404)
    expect(body).toContain('<h1>')
  })

  test.each([
    '/timeline?after=1.x',
    '/timeline?after=99999999999.1',
    '/documents?after=foo',
    '/search?q=benin&after=-3',
  ])('%s is refused, since no page leads there', async (page) => {
    const { status, body } = await get(page)
    expect(status).toBe(400)
    expect(body).toContain('copy it from &quot;next&quot;')
  })

  test('a list begins anew where its cursor is left empty', async () => {
    const { status, body } = await get('/timeline?after=')
    expect(status).toBe(200)
    expect(body).toContain(`/claims/${notified.id}`)
    expect(body).not.toContain('rel="first"')
  })

  test('a comparison names what appeared and sets figures side by side', async () => {
    const { body } = await get('/compare?beforeKnown=2024-02-27')
    expect(body).toContain('id="appeared"')
    expect(body).toContain(`/claims/${notified.id}`)
    const wrong = await get('/compare?beforeOn=yesterday')
    expect(wrong.body).toContain('href="#f-beforeOn"')
    expect(wrong.body).toContain('value="yesterday"')
  })

  test('where several missions are on record the reader chooses', async () => {
    const { db } = await open()
    const clock = fixedClock('2026-11-21T08:00:00.000Z')
    const two = await openRecord(db, clock)
    await ensureMission({ db, clock }, { mission: 'mss-other', title: 'Another', party: null })
    await two.append(BY, [aParty('OAS')])
    await two.append({ ...BY, mission: 'mss-other' }, [aParty('OAS')])
    const site = openSite({
      readers: openReaders(db),
      clock,
      appender: two,
      desks,
      auth: signedInAs(SIGNED_IN, { db, clock }),
      log: () => {},
    })
    const body = await (await createApp(site).request('/')).text()
    expect(body).toContain('href="/m/mss-other"')
    expect(body).toContain(`href="/m/${MISSION}"`)
  })
})

describe('the words of the pages', () => {
  test('every message exists in English and French', () => {
    expect(wordFaults([PAGE_MESSAGES])).toEqual([])
  })

  test('every message that a page names exists', () => {
    const folder = path.join(packageRoot(), 'src', 'http', 'pages')
    const named = fs
      .readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
      .flatMap((file) => [
        ...fs
          .readFileSync(path.join(folder, file), 'utf8')
          .matchAll(/(?:text|phrase)\(\s*(?:\w+\.)*reader,\s*'([^']+)'/g),
      ])
      .map(([, key]) => key ?? '')
    const words = makeWords([UI_MESSAGES, PAGE_MESSAGES, NEEDS_MESSAGES])
    expect(named.length).toBeGreaterThan(100)
    expect(named.filter((key) => !words.has(key))).toEqual([])
  })
})
