import type { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'

import { desks } from '#desks'
import { fixedClock } from '#platform'
import { openReaders } from '#register'

import { describeOnEngines } from '../../test/database.ts'
import { MISSION, aClaim, aSubject, openRecord } from '../../test/drafts.ts'
import { SIGNED_IN, signedInAs } from '../../test/people.ts'
import { createApp } from './app.ts'
import { openSite } from './open-site.ts'
import type { Site } from './site.ts'

const CLAIMS = `/api/v1/missions/${MISSION}/claims`
const DOCUMENTS = `/api/v1/missions/${MISSION}/documents`

const PAGES = [
  '',
  '/timeline',
  '/contested',
  '/documents',
  '/subjects',
  '/subjects/pledge-ben',
  '/search?q=ben',
  '/glossary',
  '/forces/pledges',
  '/forces/strength',
  '/mandate/term',
]

describeOnEngines('the server', (open) => {
  let site: Site
  let app: Hono
  const lines: object[] = []

  beforeAll(async () => {
    const { db } = await open()
    const clock = fixedClock('2026-11-21T08:00:00.000Z')
    const appender = await openRecord(db, clock)
    await appender.append({ mission: MISSION, actor: 'a test' }, [
      aSubject('pledge-ben'),
      aClaim({ note: 'A note so long that it is worth packing. '.repeat(40) }),
    ])
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

  test('a page loads nothing from elsewhere and runs nothing inline', async () => {
    const { status, headers } = await app.request(`/m/${MISSION}`)
    expect(status).toBe(200)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('only the portal as it is today may be indexed: no dates, searches, forms, or programs’ doors', async () => {
    const crawled = createApp({ ...site, auth: { ...site.auth, actorOf: async () => null } })
    const tagOf = async (path: string) => (await crawled.request(path)).headers.get('x-robots-tag')
    for (const path of ['/', `/m/${MISSION}`, `/m/${MISSION}/timeline?lang=fr`]) {
      expect([path, await tagOf(path)]).toEqual([path, null])
    }
    const kept = [`/m/${MISSION}?validOn=2024-03-08`, `/m/${MISSION}/search?q=ben`, CLAIMS, '/m/no']
    for (const path of [...kept, `/office/${MISSION}/subjects/new`]) {
      expect([path, await tagOf(path)]).toEqual([path, 'noindex, nofollow'])
    }
  })

  test('no page has an inline script, style or handler', async () => {
    const pages = ['/m', '/office'].flatMap((root) =>
      PAGES.map((path) => `${root}/${MISSION}${path}`),
    )
    for (const path of [...pages, `/office/${MISSION}/record`]) {
      const answer = await app.request(path)
      expect([path, answer.status]).toEqual([path, 200])
      const page = await answer.text()
      expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son[a-z]+="|\sstyle="/)
    }
  })

  test('the assets of a page are kept for ever under addresses of their content', async () => {
    const page = await (await app.request(`/m/${MISSION}`)).text()
    const addresses = [...page.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(
      ([, path]) => path,
    )
    expect(addresses.length).toBeGreaterThan(1)
    for (const address of addresses) {
      const { status, headers } = await app.request(address ?? '')
      expect(status).toBe(200)
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
      expect(address).toMatch(/\.[0-9a-f]{8}\.\w+$/)
    }
  })

  test('the typeface is not sent to those who save data', async () => {
    const withFont = await (await app.request(`/m/${MISSION}`)).text()
    const without = await (
      await app.request(`/m/${MISSION}`, { headers: { 'save-data': 'on' } })
    ).text()
    expect(withFont).toContain('/assets/typeface.')
    expect(without).not.toContain('/assets/typeface.')
  })

  test.each([
    ['http://evil.example/', {}],
    ['http://127.0.0.1:8080/', { host: 'evil.example' }],
    ['http://localhost.evil.example/', {}],
  ])('asked as %s it does not answer', async (url, headers) => {
    const answer = await app.request(url, { headers })
    expect(answer.status).toBe(421)
    const told = await answer.text()
    expect(told).toContain('127.0.0.1')
    expect(told).not.toContain('Test mission')
  })

  test.each(['http://127.0.0.1:8080/', 'http://localhost:8080/', 'http://[::1]:8080/'])(
    'asked as %s it answers',
    async (url) => {
      expect((await app.request(url)).status).toBeLessThan(400)
    },
  )

  test('a form of another site cannot write, and a program can', async () => {
    const form = () => {
      const sent = new FormData()
      sent.set('file', new File(['Some text.'], 'a.txt'))
      return sent
    }
    const post = async (headers: Record<string, string>) =>
      app.request(DOCUMENTS, { method: 'POST', headers, body: form() })
    const foreign = await post({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })
    expect(foreign.status).toBe(403)
    expect((await post({ 'sec-fetch-site': 'same-site' })).status).toBe(403)
    expect(await foreign.json()).toMatchObject({ error: { code: 'http.cross_site' } })
    expect((await post({ origin: 'http://localhost' })).status).toBe(400)
    expect((await post({})).status).toBe(400)
  })

  test('a form without any sign of where it comes from is refused at the pages', async () => {
    const answer = await app.request(`/office/${MISSION}/record/forces.pledge`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'a=b',
    })
    expect(answer.status).toBe(403)
  })

  test('an unknown address is a page in the language of the reader', async () => {
    const answer = await app.request(`/m/${MISSION}/x/y/z`, {
      headers: { 'accept-language': 'fr-CA, en;q=0.5' },
    })
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/)
    const page = await answer.text()
    expect(page).toContain('<html lang="fr"')
    expect(page).toContain('<h1>')
  })

  test('an unknown mission is refused by its name', async () => {
    const answer = await app.request('/m/nowhere')
    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain('nowhere')
  })

  test('an address that names an entry by what is no id leads nowhere', async () => {
    for (const path of ['claims/abc', 'documents/1']) {
      const answer = await app.request(`/m/${MISSION}/${path}`)
      expect(answer.status).toBe(404)
      expect(await answer.text()).toContain('follow a link')
    }
  })

  test('a wrong date on a page is said, and the page stays usable', async () => {
    const answer = await app.request(`/m/${MISSION}?validOn=8+March`)
    expect(answer.status).toBe(400)
    const page = await answer.text()
    expect(page).toContain('8 March')
    expect(page).toContain('<nav')
  })

  test('what an address says is never run in the page that refuses it', async () => {
    const page = await (
      await app.request(
        `/m/${MISSION}?validOn=${encodeURIComponent('"><script>alert(1)</script>')}`,
      )
    ).text()
    expect(page).not.toContain('<script>alert')
  })

  test('a method that does nothing is refused with those that do', async () => {
    const answer = await app.request(CLAIMS, { method: 'DELETE' })
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toBe('GET, HEAD')
    expect(await answer.json()).toMatchObject({ error: { code: 'http.method' } })
  })

  test('an answer that has not changed is not sent again', async () => {
    const first = await app.request(CLAIMS)
    const tag = first.headers.get('etag') ?? ''
    expect(tag).toMatch(/^"[0-9a-f]+"$/)
    const again = await app.request(CLAIMS, { headers: { 'if-none-match': tag } })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
  })

  test('long answers are packed for those who can unpack them', async () => {
    const answer = await app.request(CLAIMS, { headers: { 'accept-encoding': 'gzip' } })
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    const plain = await app.request(CLAIMS)
    const unpacked = answer.body?.pipeThrough(new DecompressionStream('gzip'))
    expect(await new Response(unpacked).text()).toBe(await plain.text())
  })

  test('a fault of ours is told bare, and in the log without what was sent', async () => {
    lines.length = 0
    const broken = createApp({
      ...site,
      readers: {
        ...site.readers,
        asking: async () => ({
          ...site.readers.portal,
          run: async () => {
            throw new Error('the database lost "secret words"')
          },
        }),
      },
    })
    const answer = await broken.request(`${CLAIMS}?subject=secret`)
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toContain('secret')
    const log = JSON.stringify(lines)
    expect(log).toContain('http.broken')
    expect(log).not.toContain('secret')
  })
})
