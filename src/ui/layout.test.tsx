import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'

import { FigureValue } from './figure-value.tsx'
import { Layout, drawBody, drawPage } from './layout.tsx'
import type { Site } from './layout.tsx'
import type { Reader } from './reader.ts'
import { testFigure, testReader } from './test-reader.ts'
import { unfootnotedNumbers } from './unfootnoted-numbers.ts'

const site: Site = {
  assets: {
    style: '/assets/a.css',
    icon: '/assets/a.svg',
    passkey: '/assets/passkey.js',
    typeface: '/assets/t.css',
  },
  typeface: 'web',
  navigation: [
    { path: '', label: 'Overview' },
    { path: 'forces/pledges', label: 'Pledges' },
  ],
  action: { path: 'record', label: 'Record a claim' },
  feeds: [{ path: 'feed.atom', label: 'What came in' }],
  about: [{ path: 'download', label: 'Download' }],
  still: null,
  within: 'mission',
}

async function page(reader: Reader, over: Partial<Site> = {}): Promise<string> {
  const body = await drawBody(<FigureValue reader={reader} figure={testFigure(2000, 2000)} />)
  const sources = new Map([
    [
      'claim-1',
      {
        assertedBy: 'KEN',
        reportedBy: 'UN-SG',
        document: 'Letter S/2024/1 <draft>',
        saidOn: '2024-03-01',
      },
    ],
  ])
  return drawPage(
    <Layout reader={reader} site={{ ...site, ...over }} title="Pledges" sources={sources}>
      {body}
    </Layout>,
  )
}

describe('the page around its content', () => {
  test('has no number that leads to no claim', async () => {
    expect(unfootnotedNumbers(await page(testReader()))).toEqual([])
    const asked = { validOn: '2025-05-22', knownAt: '2024-09-29', recordAt: '1100' }
    expect(unfootnotedNumbers(await page(testReader(asked)))).toEqual([])
  })

  test('the mark of a figure leads to who said it and on to the claim', async () => {
    const { document } = parseHTML(await page(testReader({ validOn: '2024-03-08' })))
    const note = document.querySelector('#s1')
    expect(note?.textContent).toBe(
      'Letter S/2024/1 <draft>, Kenya, reported by Secretary-General, 1 March 2024',
    )
    expect(note?.querySelector('a')?.getAttribute('href')).toBe(
      '/m/mss-haiti/claims/claim-1?validOn=2024-03-08',
    )
  })

  test('says its language and direction, and marks the page in the navigation', async () => {
    const { document } = parseHTML(await page(testReader({}, { language: 'fr' })))
    expect(document.documentElement.getAttribute('lang')).toBe('fr')
    expect(document.documentElement.getAttribute('dir')).toBe('ltr')
    const current = document.querySelector('#navigation [aria-current]')
    expect(current?.textContent).toBe('Pledges')
    expect(current?.getAttribute('aria-current')).toBe('page')
  })

  test('leaves the web font out for readers who save data', async () => {
    expect(await page(testReader())).toContain('/assets/t.css')
    expect(await page(testReader(), { typeface: 'system' })).not.toContain('/assets/t.css')
  })

  test('says that the server answers on this machine only and at which state of the record', async () => {
    const { document } = parseHTML(await page(testReader()))
    const state = document.querySelector('footer .record-state')?.textContent ?? ''
    expect(state).toContain('Record state 1,204, 20 November 2026 at 06:00 UTC, root 9f86d081884c')
    expect(state).toContain('127.0.0.1 only')
    const link = document.querySelector('footer .record-state a')?.getAttribute('href')
    expect(link).toBe('/m/mss-haiti/log')
  })

  test('runs no script', async () => {
    expect(await page(testReader())).not.toMatch(/<script|\son[a-z]+=|javascript:|style=/u)
  })
})

describe('the as-of bar', () => {
  const bar = async (reader: Reader) => {
    const { document } = parseHTML(await page(reader))
    const found = document.querySelector('.asof')
    if (found === null) throw new Error('The page has no as-of bar.')
    return found
  }

  test('says both clocks in words and offers them as fields', async () => {
    const asof = await bar(testReader({ validOn: '2025-05-22', knownAt: '2024-09-29' }))
    expect(asof.querySelector('.asking')?.textContent).toBe(
      'True on 22 May 2025, from what had been said by 29 September 2024',
    )
    const value = (name: string) => asof.querySelector(`[name=${name}]`)?.getAttribute('value')
    expect([value('validOn'), value('knownAt'), value('recordAt')]).toEqual([
      '2025-05-22',
      '2024-09-29',
      '',
    ])
  })

  test('steps by months, keeping what else was asked', async () => {
    const asof = await bar(testReader({ validOn: '2025-03-31', recordAt: '7' }))
    expect(asof.querySelector('.earlier')?.getAttribute('href')).toBe(
      '/m/mss-haiti/forces/pledges?validOn=2025-02-28&recordAt=7',
    )
    expect(asof.querySelector('.earlier')?.getAttribute('aria-label')).toBe(
      'One month earlier: 28 February 2025',
    )
  })

  test('offers the way back to today only where another day is asked about', async () => {
    const then = await bar(testReader({ validOn: '2025-05-22' }))
    expect(then.querySelector('.today')?.getAttribute('href')).toBe('/m/mss-haiti/forces/pledges')
    const now = await bar(testReader())
    expect(now.querySelector('.today')).toBeNull()
    expect(now.className).toBe('asof now')
  })

  test('names the state of the record where one was asked for', async () => {
    const asof = await bar(testReader({ recordAt: '1204' }))
    expect(asof.querySelector('.asking')?.textContent).toContain(
      'as the record stood at entry 1,204',
    )
  })

  test('keeps a page’s own query and the language in its form', async () => {
    const reader = testReader({ language: 'fr' }, { here: '/m/mss-haiti/search?q=Benin' })
    const form = (await bar(reader)).querySelector('form')
    expect(form?.getAttribute('action')).toBe('/m/mss-haiti/search')
    const hidden = [...(form?.querySelectorAll('[type=hidden]') ?? [])]
    expect(
      hidden.map((field) => [field.getAttribute('name'), field.getAttribute('value')]),
    ).toEqual([
      ['q', 'Benin'],
      ['lang', 'fr'],
    ])
  })

  test('names its feed to feed readers, in the language of the page and without its dates', async () => {
    const asked = testReader({ validOn: '2024-03-08' }, { language: 'fr' })
    const { document } = parseHTML(await page(asked))
    const link = document.querySelector('head link[type="application/atom+xml"]')
    expect(link?.getAttribute('href')).toBe('/m/mss-haiti/feed.atom?lang=fr')
  })

  test('a still copy has nothing to fill in or to press, and says where else to ask', async () => {
    const still = { live: 'https://record.example.org/' }
    const { document } = parseHTML(await page(testReader(), { still }))
    expect(document.querySelectorAll('form, input, .dates')).toHaveLength(0)
    const live = document.querySelector('.asof a[rel=external]')
    expect(live?.getAttribute('href')).toBe('https://record.example.org/')
    expect(unfootnotedNumbers(await page(testReader(), { still }))).toEqual([])
  })
})
