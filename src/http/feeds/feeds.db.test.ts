import type { Hono } from 'hono'
import { DOMParser } from 'linkedom'
import { beforeAll, expect, test } from 'vitest'

import { desks } from '#desks'
import { newId } from '#kit'
import { fixedClock } from '#platform'
import { openReaders } from '#register'

import { describeOnEngines } from '../../../test/database.ts'
import {
  aClaim,
  aParty,
  aRelation,
  aSubject,
  MISSION,
  openRecord,
  OPEN,
} from '../../../test/drafts.ts'
import { signedInAs } from '../../../test/people.ts'
import { createApp } from '../app.ts'
import { openSite } from '../open-site.ts'

const ROOT = `/m/${MISSION}`
const HOSTILE = 'About <b>Benin</b> & "others"\u0001'
const BY = { mission: MISSION, actor: 'a test' }
const SUBJECTS = 130

interface Read {
  readonly titles: readonly string[]
  readonly ids: readonly string[]
  readonly link: (rel: string) => string | null
  readonly text: string
}

describeOnEngines('feeds', (open) => {
  let app: Hono
  const benin = aClaim({ assertedBy: 'BEN', authority: 'formal-notification' })
  const rival = aClaim({
    value: {
      personnel: { low: 1500, high: 1500, unit: 'person' },
      component: 'military',
      stage: 'pledge',
    },
  })

  beforeAll(async () => {
    const { db } = await open()
    const clock = fixedClock('2026-11-21T08:00:00.000Z')
    const appender = await openRecord(db, clock)
    const by = { by: 'USA', saidAt: '2024-03-01T12:00:00Z', reason: 'It is so.' }
    await appender.append(BY, [
      aParty('OAS'),
      aSubject('pledge-ben', { title: HOSTILE, party: 'BEN' }),
      benin,
      rival,
      aRelation(rival.id, { relation: 'contradicts', from: benin.id }),
      {
        type: 'decision',
        handling: OPEN,
        id: newId(),
        kind: 'forces.pledge',
        subject: 'pledge-ben',
        claims: [benin.id],
        ...by,
      },
    ])
    const many = Array.from({ length: SUBJECTS }, (_, place) => `pledge-${place}`)
    await appender.append(
      BY,
      many.flatMap((subject) => [aSubject(subject), aClaim({ subject })]),
    )
    app = createApp(
      openSite({
        readers: openReaders(db),
        auth: signedInAs(null, { db, clock }),
        clock,
        appender,
        desks,
        log: () => undefined,
      }),
    )
  })

  const read = async (address: string): Promise<Read> => {
    const answer = await app.request(address)
    expect([address, answer.status]).toEqual([address, 200])
    expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    const text = await answer.text()
    const document = new DOMParser().parseFromString(text, 'text/xml')
    const all = (selector: string) => [...document.querySelectorAll(selector)]
    return {
      titles: all('entry > title').map(({ textContent }) => textContent),
      ids: all('entry > id').map(({ textContent }) => textContent),
      link: (rel) => {
        const href = document.querySelector(`feed > link[rel=${rel}]`)?.getAttribute('href')
        return href?.replaceAll('&amp;', '&') ?? null
      },
      text,
    }
  }

  test('whoever follows the archives reads every entry once, whatever the record has grown to', async () => {
    const seen: string[] = []
    let address: string | null = `${ROOT}/feed.atom`
    while (address !== null) {
      const feed: Read = await read(address)
      seen.push(...feed.ids)
      address = feed.link('prev-archive')
    }
    expect(new Set(seen).size).toBe(SUBJECTS + 4)
    expect(seen.at(-1)).toBe(`urn:uuid:${benin.id}`)
  })

  test('an archive stays the same bytes when more comes in, and one that is not full is not there', async () => {
    const archive = `${ROOT}/feed.atom?archive=0&lang=en`
    const then = await read(`${archive}&recordAt=150`)
    const now = await read(archive)
    expect(then.ids).toEqual(now.ids)
    expect(now.text).toContain('<fh:archive/>')
    expect((await app.request(`${ROOT}/feed.atom?archive=2`)).status).toBe(404)
    expect((await app.request(`${ROOT}/feed.atom?archive=x`)).status).toBe(404)
  })

  test('a desk’s feed holds what was said and judged of its kinds, and nothing else', async () => {
    const forces = await read(`${ROOT}/forces/feed.atom?recordAt=6&lang=en`)
    expect(forces.titles).toHaveLength(4)
    expect(forces.titles[0]).toContain('Decision on About <b>Benin</b>')
    expect(forces.titles[1]).toContain('contradicts')
    expect((await read(`${ROOT}/funds/feed.atom`)).titles).toEqual([])
  })

  test('what sources wrote stays text, in English and in French', async () => {
    const { text, titles } = await read(`${ROOT}/feed.atom?recordAt=6&lang=fr`)
    expect(text).not.toContain('<b>')
    expect(text).not.toContain('\u0001')
    expect(text).toContain('xml:lang="fr"')
    expect(titles[0]).toContain('Décision sur About <b>Benin</b> & "others"')
  })

  test('contested subjects have a feed with both sides, under an id that stays', async () => {
    const feed = await read(`${ROOT}/contested/feed.atom?lang=en`)
    const again = await read(`${ROOT}/contested/feed.atom?lang=en&recordAt=6`)
    expect(feed.ids).toHaveLength(1)
    expect(feed.ids).toEqual(again.ids)
    expect(feed.text).toContain('United States: 1,500 people')
    expect(feed.text).toContain('Benin: 2,000 people')
  })

  test('whoever has the feed already is told so and sent nothing', async () => {
    const first = await app.request(`${ROOT}/feed.atom?lang=en`)
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' }
    expect((await app.request(`${ROOT}/feed.atom?lang=en`, { headers })).status).toBe(304)
  })

  test('what had not been said by knownAt is not in the feed', async () => {
    expect((await read(`${ROOT}/feed.atom?knownAt=2024-02-01`)).ids).toEqual([])
  })

  test('the links of a feed lead to pages that answer', async () => {
    const { text } = await read(`${ROOT}/forces/feed.atom?recordAt=6`)
    const links = [...text.matchAll(/href="([^"]+)"/g)].map(([, href]) => href ?? '')
    expect(links.length).toBeGreaterThan(5)
    for (const link of links) {
      const { pathname, search } = new URL(link.replaceAll('&amp;', '&'))
      expect([link, (await app.request(`${pathname}${search}`)).status]).toEqual([link, 200])
    }
  })

  test('a desk’s page names the desk’s feed before the others', async () => {
    const page = await (await app.request(`${ROOT}/forces/pledges?lang=en`)).text()
    const feeds = [...page.matchAll(/application\/atom\+xml"[^>]*href="([^"]+)"/g)]
    expect(feeds.map(([, href]) => href)).toEqual([
      `${ROOT}/forces/feed.atom?lang=en`,
      `${ROOT}/feed.atom?lang=en`,
      `${ROOT}/contested/feed.atom?lang=en`,
      `${ROOT}/forces/due.atom?lang=en`,
    ])
  })
})
