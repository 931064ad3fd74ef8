import type { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'

import { desks } from '#desks'
import { fixedClock } from '#platform'
import { ensureMission, openAppender, openReaders } from '#register'

import { describeOnEngines } from '../../../test/database.ts'
import { aClaim, aSubject, DELAY_HOURS } from '../../../test/drafts.ts'
import { signedInAs } from '../../../test/people.ts'
import { unfootnotedNumbers } from '../../ui/unfootnoted-numbers.ts'
import { createApp } from '../app.ts'
import { openSite } from '../open-site.ts'

const MISSIONS = ['mss-one', 'mss-two'] as const
const TERM = {
  instrument: 'Resolution 2699 (2023)',
  from: '2023-10-02',
  until: '2024-10-02',
}

describeOnEngines('the front page', (open) => {
  let app: Hono
  let plain: Hono

  beforeAll(async () => {
    const { db } = await open()
    const clock = fixedClock('2024-03-08T08:00:00.000Z')
    const appender = openAppender({ db, clock, delayHours: DELAY_HOURS })
    const auth = signedInAs(null, { db, clock })
    const parts = { readers: openReaders(db), auth, clock, appender, desks, log: () => undefined }
    plain = createApp(openSite(parts))
    app = createApp(
      openSite({
        ...parts,
        verifyPath: '/verify',
        securityContact: 'mailto:security@example.org',
        auth: {
          ...auth,
          settings: { ...auth.settings, publicAddress: 'https://record.example.org' },
        },
      }),
    )
    for (const mission of MISSIONS) {
      await ensureMission({ db, clock }, { mission, title: `Mission ${mission}`, party: null })
      await appender.append({ mission, actor: 'a test' }, [
        aSubject('term'),
        aSubject('pledge-ben'),
        aClaim({ kind: 'mandate.term', subject: 'term', value: TERM, valid: '2023-10-02/..' }),
        aClaim(),
        aClaim({ assertedBy: 'BEN', value: { ...aClaim().value, stage: 'notification' } }),
      ])
    }
  })

  test('every mission has its days left, its counts and its ways in, each number with its source', async () => {
    for (const language of ['en', 'fr']) {
      const html = await (await app.request(`/?lang=${language}`)).text()
      expect(unfootnotedNumbers(html)).toEqual([])
      for (const mission of MISSIONS) {
        expect(html).toContain(`id="mission-${mission}"`)
        for (const way of ['', '/timeline', '/contested', '/download', '/feed.atom']) {
          expect(html).toContain(`href="/m/${mission}${way}?lang=${language}"`)
        }
      }
    }
  })

  test('a footnote leads to the claim in the very mission that it is told of', async () => {
    const html = await (await app.request('/?lang=en')).text()
    const sources = [...html.matchAll(/href="(\/m\/([^/"]+)\/claims\/[^"]+)"/g)]
    expect(new Set(sources.map(([, , mission]) => mission))).toEqual(new Set(MISSIONS))
    for (const [, href = ''] of sources) {
      expect([href, (await app.request(href.replaceAll('&amp;', '&'))).status]).toEqual([href, 200])
    }
  })

  test('how to verify is shown where there is such a page, and nowhere else', async () => {
    expect(await (await app.request('/')).text()).toContain('href="/verify"')
    expect(await (await plain.request('/')).text()).not.toContain('/verify')
  })

  test('crawlers are told where the pages are, and each address answers', async () => {
    const origin = 'https://record.example.org'
    expect(await (await app.request('/robots.txt')).text()).toContain(
      `Sitemap: ${origin}/sitemap.xml`,
    )
    const locations = async (path: string) =>
      [...(await (await app.request(path)).text()).matchAll(/<loc>([^<]+)<\/loc>/g)].map(
        ([, address = '']) => address.replaceAll('&amp;', '&').slice(origin.length),
      )
    const parts = await locations('/sitemap.xml')
    expect(parts).toHaveLength(MISSIONS.length)
    const pages = (await Promise.all(parts.map(locations))).flat()
    expect(pages.filter((page) => page.includes('/claims/'))).toHaveLength(6)
    for (const page of pages) expect([page, (await app.request(page)).status]).toEqual([page, 200])
  })

  test('whom to tell of a weakness is said where somebody is named', async () => {
    const said = await (await app.request('/.well-known/security.txt')).text()
    expect(said).toContain('Contact: mailto:security@example.org\n')
    expect(said).toContain('Expires: 2024-09-04T08:00:00.000Z\n')
    expect((await plain.request('/.well-known/security.txt')).status).toBe(404)
  })
})
