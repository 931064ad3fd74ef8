import path from 'node:path'

import { parseHTML } from 'linkedom'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import { desks } from '#desks'
import { createApp, openSite } from '#http'
import { fixedClock } from '#platform'
import { openAppender, openReaders } from '#register'

import { unfootnotedNumbers } from '../src/ui/unfootnoted-numbers.ts'
import { testAuth } from './auth.ts'
import { cliOn, NOW } from './cli-runner.ts'
import { type TestDatabase, testDatabase } from './database.ts'

const START = '/m/mss-haiti'
const ASKING = 'validOn=2025-05-22'
/** The fields of every address that a page is the same page without. */
const ASKED = ['validOn', 'knownAt', 'recordAt', 'lang']

/** How many of each form are walked. */
const FORMS = 6

let database: TestDatabase
let request: (address: string) => Promise<Response>

beforeAll(async () => {
  // Some thousand pages: the server is several times faster than PGlite, which other tests ask.
  database = await testDatabase(inject('templates').server === null ? 'pglite' : 'postgresql')
  const { db } = database
  const clock = fixedClock(NOW)
  await cliOn(db, clock)('load', path.resolve('missions/mss-haiti'))
  const app = createApp(
    openSite({
      readers: openReaders(db),
      clock,
      appender: openAppender({ db, clock, delayHours: 72 }),
      desks,
      auth: testAuth({ db, clock }),
      log: () => undefined,
    }),
  )
  request = async (address) => app.request(address)
})

afterAll(async () => database.drop())

test(
  'every page that can be reached answers, and no number on it lacks its claim',
  { timeout: 600_000 },
  async () => {
    const faults: string[] = []
    const seen = new Set([START])
    const walked = new Map<string, number>()
    for (const page of seen) {
      if (isFormSeenOften(page, walked)) continue
      const { html, fault } = await read(`${page}${page.includes('?') ? '&' : '?'}${ASKING}`)
      if (fault !== null) faults.push(fault)
      faults.push(...unfootnotedNumbers(html).map((sentence) => `${page}: ${sentence}`))
      for (const link of linksOf(html)) seen.add(link)
    }
    expect(faults).toEqual([])
    expect([...seen].filter((page) => page.includes('/claims/')).length).toBeGreaterThan(300)
    expect([...seen].filter((page) => page.includes('/subjects/')).length).toBeGreaterThan(300)
    expect([...seen].filter((page) => page.includes('/documents/')).length).toBeGreaterThan(100)
  },
)

test(
  'the same holds in French, and no English sentence of ours is left',
  { timeout: 120_000 },
  async () => {
    const faults: string[] = []
    const english = await request(`${START}?${ASKING}`)
    const pages = [START, ...linksOf(await english.text())].filter((_, index) => index % 4 === 0)
    for (const page of pages) {
      const { html, fault } = await read(
        `${page}${page.includes('?') ? '&' : '?'}${ASKING}&lang=fr`,
      )
      if (fault !== null) faults.push(fault)
      faults.push(...unfootnotedNumbers(html).map((sentence) => `${page}: ${sentence}`))
      const { document } = parseHTML(html)
      if (document.documentElement.getAttribute('lang') !== 'fr')
        faults.push(`${page}: not in French`)
      if (document.querySelector('.skip')?.textContent === 'Skip to main content')
        faults.push(`${page}: English layout`)
    }
    expect(faults).toEqual([])
  },
)

/** Forms, and the page that checks an entry, are drawn by where they start and otherwise alike: a few are walked. */
function isFormSeenOften(page: string, walked: Map<string, number>): boolean {
  const form =
    /\/(correct|withdraw|relate|grade|decide|bring|same|undo|record|new|intake|verify)\b/u.exec(
      page,
    )?.[1]
  if (form === undefined) return false
  walked.set(form, (walked.get(form) ?? 0) + 1)
  return (walked.get(form) ?? 0) > FORMS
}

async function read(address: string): Promise<{ html: string; fault: string | null }> {
  const answer = await request(address)
  const html = await answer.text()
  const isBroken = /\[object |undefined|NaN/u.test(html.replaceAll(/<[^>]*>/gu, ''))
  if (answer.status !== 200) return { html: '', fault: `${address} answers ${answer.status}` }
  return { html, fault: isBroken ? `${address} shows a value of the program's own` : null }
}

/** The pages of this site that a page links to, as the same page whatever is asked; never a file or a door for programs. */
function linksOf(html: string): readonly string[] {
  return [...html.matchAll(/ href="([^"#]+)/gu)].flatMap(([, address]): string[] => {
    const url = new URL((address ?? '').replaceAll('&amp;', '&'), 'http://localhost')
    if (url.hostname !== 'localhost' || !url.pathname.startsWith(START)) return []
    if (/\.atom$|\/download\//u.test(url.pathname)) return []
    for (const field of ASKED) url.searchParams.delete(field)
    return [`${url.pathname}${url.search}`]
  })
}
